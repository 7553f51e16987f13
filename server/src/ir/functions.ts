/** Functions, clients, tests and prompts of a project as plain data. */
import type { Schema, SourceRange, Type } from './schema';
import type { Template } from './template';

/** A value written in a `.baml` file. */
export type Value =
  | { readonly kind: 'string'; readonly value: string }
  /** Digits are kept as written: `0.70` is sent as written. */
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'null' }
  /** `env.NAME`, resolved when the function is called. */
  | { readonly kind: 'env'; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'map'; readonly entries: readonly MapEntry[] };

export interface MapEntry {
  readonly key: string;
  readonly value: Value;
}

export interface Parameter {
  readonly name: string;
  readonly type: Type;
}

export interface FunctionDecl {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly returns: Type;
  /** A client's name, or the shorthand `provider/model`. */
  readonly client: string;
  readonly prompt: Template;
  /** The function's name. */
  readonly source: SourceRange;
}

export interface ClientDecl {
  readonly name: string;
  /** As written: one of the official provider names. */
  readonly provider: string;
  readonly options: readonly MapEntry[];
  readonly retryPolicy?: string;
  readonly source: SourceRange;
}

export interface RetryPolicy {
  readonly name: string;
  readonly maxRetries: number;
  readonly strategy:
    | { readonly type: 'constant_delay'; readonly delayMs: number }
    | {
        readonly type: 'exponential_backoff';
        readonly delayMs: number;
        readonly multiplier: number;
        readonly maxDelayMs: number;
      };
  readonly source: SourceRange;
}

/** `template_string`: in scope of every prompt under its name. */
export interface TemplateString {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly body: Template;
  readonly source: SourceRange;
}

export interface TestDecl {
  readonly name: string;
  readonly functions: readonly string[];
  readonly args: readonly MapEntry[];
  readonly source: SourceRange;
}

/** Everything a run of one function needs: the closure of the function over its project. */
export interface Runnable {
  readonly function: FunctionDecl;
  /** Types reachable from the return type, the parameters and the prompt's enums. */
  readonly schema: Schema;
  readonly templates: readonly TemplateString[];
  /** Every client of the project that the function's client can lead to, by name. */
  readonly clients: Readonly<Record<string, ClientDecl>>;
  readonly retryPolicies: Readonly<Record<string, RetryPolicy>>;
}
