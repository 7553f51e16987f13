/**
 * A process of its own that loads the person's `@boundaryml/baml` and asks its parser. It is their code, native and of any
 * version: what goes wrong in it must not take the extension host along. Reads one JSON object from standard input, writes one
 * line of JSON for each prefix, in order.
 */
import { createRequire } from 'node:module';
import * as path from 'node:path';
import type { Answer } from '../../../protocol/verification';

/** What is asked. */
export interface Question {
  /** Folder of the package. */
  readonly package: string;
  readonly files: Readonly<Record<string, string>>;
  readonly function: string;
  readonly text: string;
  readonly lengths: readonly number[];
}

/** A line of the answer: one for each length, or what is wrong with all. */
export type Line = Answer | { readonly failed: string };

/** The part of the native module that is used; it was made for generated clients and differs between versions. */
interface Native {
  BamlRuntime?: {
    fromFiles(root: string, files: Readonly<Record<string, string>>, env: Readonly<Record<string, string>>): Runtime;
  };
}
interface Runtime {
  createContextManager(): unknown;
  parseLlmResponse(name: string, text: string, partial: boolean, ...rest: unknown[]): unknown;
}

async function main(): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of process.stdin) pieces.push(piece as Buffer);
  const question = JSON.parse(Buffer.concat(pieces).toString('utf8')) as Question;
  const say = (line: Line): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
  let runtime: Runtime;
  try {
    const load = createRequire(path.join(question.package, 'package.json'));
    const native = load('./native') as Native;
    if (typeof native.BamlRuntime?.fromFiles !== 'function')
      throw new Error('This version has no parser that can be asked.');
    runtime = native.BamlRuntime.fromFiles('/', question.files, {});
    if (typeof runtime.parseLlmResponse !== 'function')
      throw new Error('This version has no parser that can be asked.');
  } catch (error) {
    return say({ failed: firstLines(error) });
  }
  const context = runtime.createContextManager();
  for (const length of question.lengths) {
    try {
      const value = runtime.parseLlmResponse(
        question.function,
        question.text.slice(0, length),
        true,
        context,
        null,
        null,
        {},
      );
      say({ value: value as never });
    } catch (error) {
      say({ refused: firstLines(error) });
    }
  }
}

function firstLines(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n\nStack backtrace')[0]!.slice(0, 500);
}

void main();
