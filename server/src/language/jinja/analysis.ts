/**
 * What is known about a template or an expression once the project is known: the problems in it, what its names stand
 * for, and the types of its parts. The checks report the problems; hover, completion, definition and rename read the rest.
 */
import type { Expression, Template } from '../../ir/template';
import type { Severity, Span } from '../diagnostic';
import type { Occurrence } from '../semantics/occurrence';

/** A problem with names, types or arguments. Mistakes of syntax are reported by the parser, not here. */
export interface JinjaProblem {
  /** The check that reports it, such as `unknown-variables`. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  /** What the text at the span was probably meant to be. */
  readonly suggestion?: string;
}

/** A type as templates see it. `unknown` stands for anything: nothing is reported about it. */
export type JinjaType =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'none' | 'string' | 'int' | 'float' | 'number' | 'bool' | 'media' }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'class'; readonly name: string }
  | { readonly kind: 'enum'; readonly name: string }
  /** A value of an enum by name, as in `Color.Red`. */
  | { readonly kind: 'enum-type'; readonly name: string }
  | { readonly kind: 'list'; readonly item: JinjaType }
  | { readonly kind: 'map'; readonly key: JinjaType; readonly value: JinjaType }
  | { readonly kind: 'tuple'; readonly items: readonly JinjaType[] }
  | { readonly kind: 'union'; readonly members: readonly JinjaType[] }
  /** A template string, macro or function of the template language, by name. */
  | { readonly kind: 'callable'; readonly name: string; readonly of: 'template' | 'macro' | 'builtin' }
  /** `ctx`, `_`, `ctx.client`, `loop`: objects of the language with known members. */
  | { readonly kind: 'builtin'; readonly name: string };

/** A name that can be used at a place. */
export interface ScopeEntry {
  readonly name: string;
  readonly type: JinjaType;
  readonly kind: 'parameter' | 'variable' | 'macro' | 'template' | 'enum' | 'builtin';
}

export interface TemplateAnalysis {
  /** The template (`Template`) or the lone expression of a `@check` / `@assert`. */
  readonly root: Template | Expression;
  /** The text of the template in the file. */
  readonly span: Span;
  readonly problems: readonly JinjaProblem[];
  /** Every name that stands for something declared in the project or in the template. */
  readonly occurrences: readonly Occurrence[];
  /** What can be named at an offset of the file, innermost first. */
  scopeAt(offset: number): readonly ScopeEntry[];
  /** The smallest expression around an offset of the file, with its type. */
  expressionAt(offset: number): { readonly expression: Expression; readonly type: JinjaType } | undefined;
}
