/**
 * What is known about a template or an expression once the project is known: what its names stand for, the types of its
 * parts, and the places where something may be wrong. Checks, hover, completion, definition and rename all read it.
 */
import type { CallArgument, CallExpression, Expression, FilterCall, Template } from '../../ir/template';
import type { Span } from '../diagnostic';
import type { Occurrence, SymbolId } from '../semantics/occurrence';
import type { Declaration } from '../syntax/ast';

/** A type as templates see it. `unknown` stands for anything: nothing is reported about it. */
export type JinjaType =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'none' | 'string' | 'int' | 'float' | 'number' | 'bool' | 'media' }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'class'; readonly name: string }
  | { readonly kind: 'enum'; readonly name: string }
  /** The enum itself, as the `Color` of `Color.Red`. */
  | { readonly kind: 'enum-type'; readonly name: string }
  | { readonly kind: 'list'; readonly item: JinjaType }
  | { readonly kind: 'map'; readonly key: JinjaType; readonly value: JinjaType }
  | { readonly kind: 'tuple'; readonly items: readonly JinjaType[] }
  | { readonly kind: 'union'; readonly members: readonly JinjaType[] }
  | CallableType
  | ObjectType;

/** A template string, macro, method or function of the language. */
export interface CallableType {
  readonly kind: 'callable';
  readonly name: string;
  readonly of: 'template' | 'macro' | 'builtin' | 'method';
  readonly signature: Signature;
}

/** `ctx`, `_`, `ctx.client`, `loop`, …: an object of the language with members of its own. */
export interface ObjectType {
  readonly kind: 'object';
  /** How it is written: `ctx.client`. */
  readonly name: string;
  readonly members: readonly Member[];
  /** It can be called too, as `ctx.output_format` and a recursive `loop`. */
  readonly signature?: Signature;
  /** It can be printed and filtered as text. */
  readonly text?: boolean;
  /** It may have more members than are listed. */
  readonly open?: boolean;
}

/** How something is called. */
export interface Signature {
  readonly name: string;
  readonly parameters: readonly SignatureParameter[];
  /** More positional arguments, or more named ones, than the parameters say are fine. */
  readonly morePositional?: boolean;
  readonly moreNamed?: boolean;
  readonly returns: JinjaType;
  /** One line; absent for what the person declared. */
  readonly documentation?: string;
}

export interface SignatureParameter {
  readonly name: string;
  readonly type: JinjaType;
  readonly optional: boolean;
  /** Can only be given by name. */
  readonly keyword?: boolean;
  readonly documentation?: string;
  /** The parameter of a template string or macro. */
  readonly symbol?: SymbolId;
}

/** What can stand behind the dot of a value. */
export interface Member {
  readonly name: string;
  readonly kind: 'field' | 'value' | 'property' | 'method';
  readonly type: JinjaType;
  /** One line; absent for what the person declared. */
  readonly documentation?: string;
  /** The field or enum value. */
  readonly symbol?: SymbolId;
}

/** A name that can be used at a place. */
export interface ScopeEntry {
  readonly name: string;
  readonly type: JinjaType;
  readonly kind: 'parameter' | 'variable' | 'macro' | 'template' | 'enum' | 'builtin';
  /** What was declared; absent for the objects and functions of the language. */
  readonly symbol?: SymbolId;
}

/** Places of a template with the types around them, in order: what the checks look at. */
export type JinjaSite =
  | {
      readonly kind: 'name';
      readonly name: string;
      readonly span: Span;
      /** Undefined when nothing has this name. */
      readonly entry?: ScopeEntry;
      /** It is the object of a property, or called. */
      readonly role: 'value' | 'object' | 'callee';
    }
  | {
      readonly kind: 'attribute';
      readonly expression: Extract<Expression, { kind: 'attribute' }>;
      readonly object: JinjaType;
      readonly called: boolean;
      /** What it stands for; undefined when the object has no such member, or may have any. */
      readonly member?: Member;
      /** The alternatives of the object, but null, that surely have no such member. */
      readonly lacking: readonly JinjaType[];
    }
  /** `map(attribute="a.b")`: a property named in a text. */
  | {
      readonly kind: 'path';
      readonly name: string;
      readonly span: Span;
      readonly object: JinjaType;
      readonly lacking: readonly JinjaType[];
    }
  | {
      readonly kind: 'call';
      readonly expression: CallExpression;
      readonly callee: JinjaType;
      readonly arguments: readonly TypedArgument[];
    }
  | {
      readonly kind: 'filter';
      readonly call: FilterCall;
      readonly input: JinjaType;
      /** What the filter works on; undefined for the text of a `{% set %}` block. */
      readonly object?: Expression;
      readonly arguments: readonly TypedArgument[];
      /** The end of the filter's arguments. */
      readonly end: number;
    }
  | {
      readonly kind: 'test';
      readonly expression: Extract<Expression, { kind: 'test' }>;
      readonly subject: JinjaType;
      readonly arguments: readonly TypedArgument[];
    }
  | {
      readonly kind: 'comparison';
      readonly expression: Extract<Expression, { kind: 'binary' }>;
      readonly left: JinjaType;
      readonly right: JinjaType;
    }
  /** `{{ expression }}` */
  | { readonly kind: 'output'; readonly expression: Expression; readonly type: JinjaType };

export interface TypedArgument {
  readonly argument: CallArgument;
  readonly type: JinjaType;
}

export interface TemplateAnalysis {
  /** The prompt of a function, the body of a template string, or the expression of a `@check` or `@assert`. */
  readonly kind: 'prompt' | 'template' | 'constraint';
  /** The declaration it stands in. */
  readonly decl: Declaration;
  /** The template, or the lone expression of a constraint. */
  readonly root: Template | Expression;
  /** The text of the template in the file, without quotes or braces. */
  readonly span: Span;
  readonly sites: readonly JinjaSite[];
  /** Tags that could not be read to their end: little can be said about what stands in them. */
  readonly broken: readonly Span[];
  /** Every name that stands for something declared in the project or in the template. */
  readonly occurrences: readonly Occurrence[];
  /** What can be named at an offset of the file, innermost first. A name that is hidden by another is left out. */
  scopeAt(offset: number): readonly ScopeEntry[];
  /** The names of `scopeAt` alone, in no order. */
  namesAt(offset: number): Iterable<string>;
  /** The smallest expression around an offset of the file or ending there, with its type. */
  expressionAt(offset: number): { readonly expression: Expression; readonly type: JinjaType } | undefined;
  /** What can stand behind the dot of a value of the type; for a union, what all its members but null have. */
  membersOf(type: JinjaType): readonly Member[];
}
