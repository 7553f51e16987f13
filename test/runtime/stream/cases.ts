import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Json } from '../../../server/src/ir/json';
import { createProject } from '../../../server/src/language/languageService';
import type { OutputType } from '../../../server/src/runtime/stream/engine';
import { foldChanges } from './foldChanges';
import type { ValueChange } from '../../../server/src/runtime/stream/frame';

type GoldenOp = ['+' | '=' | '>' | '<', (string | number)[], Json];
type GoldenResult = { v: Json } | { d: GoldenOp[] } | { e: string; m?: string };
export type Answer = { readonly value: Json } | { readonly refused: string };

export interface Case {
  readonly id: string;
  readonly tier: 'clean' | 'attributes' | 'messy';
  readonly baml: string;
  readonly function: string;
  readonly transcript: string;
  readonly dynamic?: string;
  readonly golden: {
    readonly length: number;
    readonly prefixes?: readonly number[];
    readonly partials: readonly [number, number, GoldenResult][];
    readonly final: { readonly v: Json } | { readonly e: string; readonly m: string };
  };
}

const FOLDER = path.join(__TEST_ROOT__, 'fixtures/streaming');

/** The cases of a folder; by default the project's own. */
export function allCases(folder = path.join(FOLDER, 'cases')): Case[] {
  return fs
    .readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')) as Case);
}

/** Reasons for known differences, by case id. */
export function knownDifferences(): Record<string, string> {
  return JSON.parse(fs.readFileSync(path.join(FOLDER, 'differences.json'), 'utf8')) as Record<string, string>;
}

/** The answer after each sampled number of code points, in order. */
export function answers(one: Case): [length: number, answer: Answer][] {
  const { golden } = one;
  const sampled = golden.prefixes === undefined ? null : new Set(golden.prefixes);
  const all: [number, Answer][] = [];
  let value: Json | undefined;
  for (const [from, to, result] of golden.partials) {
    if ('v' in result) value = result.v;
    else if ('d' in result) value = foldChanges(value, result.d.map(asChange));
    const answer: Answer = 'e' in result ? { refused: result.e } : { value: value! };
    for (let length = from; length <= to; length++) if (sampled?.has(length) ?? true) all.push([length, answer]);
  }
  return all;
}

function asChange([op, at, value]: GoldenOp): ValueChange {
  switch (op) {
    case '+':
      return { op: 'append', path: at, text: value as string };
    case '=':
      return { op: 'set', path: at, value };
    case '>':
      return { op: 'push', path: at, value };
    case '<':
      return { op: 'truncate', path: at, length: value as number };
  }
}

/** The return type of a function of a BAML source; throws the problems when it has some. */
export function outputOf(baml: string, fn = 'Run'): OutputType {
  const project = createProject();
  project.setFile('file:///main.baml', baml);
  const result = project.snapshot().runnable(fn);
  if (!result.ok) throw new Error(result.problems.map(({ diagnostic }) => diagnostic.message).join('\n'));
  return { returns: result.runnable.function.returns, schema: result.runnable.schema };
}

/** A source with a function `Run` that returns `type`. */
export function source(type: string, types = ''): string {
  return `${types}\nfunction Run(input: string) -> ${type} {\n  client "openai/gpt-4o"\n  prompt #"{{ input }} {{ ctx.output_format }}"#\n}\n`;
}

/** The source of a case; what a type builder would add at run time is written into its types. */
export const sourceOf = (one: Case): string => withDynamic(one.baml, one.dynamic);

/** A source with what a type builder would add at run time written into its types. */
export function withDynamic(source: string, dynamic = ''): string {
  let baml = source;
  for (const [, kind, name, body] of dynamic.matchAll(/dynamic\s+(class|enum)\s+(\w+)\s*\{([^}]*)\}/g)) {
    const opening = new RegExp(`(${kind!}\\s+${name!}\\s*\\{)([^]*?)(\\s*@@dynamic)`);
    baml = baml.replace(
      opening,
      (_all, head: string, fields: string, mark: string) => `${head}${fields}${body!}${mark}`,
    );
  }
  return baml;
}
