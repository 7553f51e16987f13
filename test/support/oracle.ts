/**
 * The official BAML runtime, asked what it makes of a text. For tests and benches only: it is a native add-on and never
 * part of the product. No network is used, only its parser is called.
 */
import { createRequire } from 'node:module';
import * as path from 'node:path';

export type OracleAnswer = { readonly value: unknown } | { readonly refused: string };

interface NativeRuntime {
  createContextManager(): unknown;
  parseLlmResponse(
    fn: string,
    text: string,
    partial: boolean,
    context: unknown,
    typeBuilder: NativeTypeBuilder | null,
    clientRegistry: null,
    env: Record<string, string>,
  ): unknown;
}
interface NativeTypeBuilder {
  addBaml(baml: string, runtime: NativeRuntime): void;
}
interface Native {
  TypeBuilder: new () => NativeTypeBuilder;
  setLogLevel(level: string): void;
  BamlRuntime: { fromFiles(root: string, files: Record<string, string>, env: Record<string, string>): NativeRuntime };
}

/** A question to the official runtime about one function of a BAML project given as text. */
export interface Oracle {
  /** What the partial parser returns for the text so far. */
  partial(text: string): OracleAnswer;
  /** What the final parser returns for the whole text. */
  final(text: string): OracleAnswer;
}

/**
 * Compiles `baml` (one file, or several by name) with the official compiler. Throws its message when it does not compile.
 * `dynamic` is what a type builder adds.
 */
export function openOracle(baml: string | Record<string, string>, fn: string, dynamic?: string): Oracle {
  // The add-on walks the stack for every refusal unless told not to.
  process.env['RUST_LIB_BACKTRACE'] ??= '0';
  const load = createRequire(path.join(__TEST_ROOT__, 'oracle.js'));
  const native = load('@boundaryml/baml/native') as Native;
  native.setLogLevel('off');
  const files = typeof baml === 'string' ? { '/case.baml': baml } : baml;
  const runtime = native.BamlRuntime.fromFiles('/', files, {});
  const context = runtime.createContextManager();
  const builder = dynamic === undefined ? null : new native.TypeBuilder();
  builder?.addBaml(dynamic!, runtime);
  const ask = (text: string, partial: boolean): OracleAnswer => {
    try {
      return { value: runtime.parseLlmResponse(fn, text, partial, context, builder, null, {}) };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { refused: message.split('\n\nStack backtrace')[0] ?? message };
    }
  };
  return { partial: (text) => ask(text, true), final: (text) => ask(text, false) };
}
