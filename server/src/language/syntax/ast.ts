/**
 * What a tree says, as plain data: one object for each thing a person declared. Whatever is missing or broken in the
 * text is undefined here, so that the rest can still be used.
 */
import type { Span } from '../diagnostic';

export interface Name {
  readonly text: string;
  readonly span: Span;
}

export interface FileAst {
  readonly declarations: readonly Declaration[];
}

export type Declaration =
  | ClassDecl
  | EnumDecl
  | AliasDecl
  | FunctionDecl
  | ClientDecl
  | RetryDecl
  | TestDecl
  | GeneratorDecl
  | TemplateDecl
  | LetDecl;

export interface Declared {
  /** From the keyword to the closing brace. */
  readonly span: Span;
  readonly keyword: Span;
  readonly name?: Name;
}

export interface ClassDecl extends Declared {
  readonly kind: 'class';
  /** `dynamic class`, which adds to a class of the project; only inside a type_builder. */
  readonly dynamic: boolean;
  readonly fields: readonly FieldDecl[];
  /** Block attributes: `@@…`. */
  readonly attributes: readonly Attribute[];
}

export interface FieldDecl {
  readonly name: Name;
  readonly type?: TypeExpr;
  /** Attributes behind the type: they belong to the field and to the whole type. */
  readonly attributes: readonly Attribute[];
  readonly span: Span;
}

export interface EnumDecl extends Declared {
  readonly kind: 'enum';
  readonly dynamic: boolean;
  readonly values: readonly ValueDecl[];
  readonly attributes: readonly Attribute[];
}

export interface ValueDecl {
  readonly name: Name;
  readonly attributes: readonly Attribute[];
  readonly span: Span;
}

export interface AliasDecl extends Declared {
  readonly kind: 'alias';
  readonly type?: TypeExpr;
  readonly attributes: readonly Attribute[];
}

export interface FunctionDecl extends Declared {
  readonly kind: 'function';
  readonly parameters: readonly ParameterDecl[];
  /** Some of the parameters could not be read: there may be more than are listed. */
  readonly parametersUnread?: boolean;
  readonly returns?: TypeExpr;
  readonly returnAttributes: readonly Attribute[];
  /** The body is a program, not a client and a prompt; it is not looked into. */
  readonly expression: boolean;
  readonly properties: readonly Property[];
  readonly attributes: readonly Attribute[];
  readonly typeBuilders: readonly TypeBuilder[];
}

export interface ParameterDecl {
  readonly name: Name;
  readonly type?: TypeExpr;
  readonly attributes: readonly Attribute[];
}

/** What blocks of properties have in common. */
interface PropertyBlock extends Declared {
  readonly properties: readonly Property[];
  readonly attributes: readonly Attribute[];
  readonly typeBuilders: readonly TypeBuilder[];
}

export interface ClientDecl extends PropertyBlock {
  readonly kind: 'client';
}
export interface RetryDecl extends PropertyBlock {
  readonly kind: 'retry';
}
export interface TestDecl extends PropertyBlock {
  readonly kind: 'test';
}
export interface GeneratorDecl extends PropertyBlock {
  readonly kind: 'generator';
}

export interface TypeBuilder {
  readonly span: Span;
  readonly keyword: Span;
  readonly declarations: readonly (ClassDecl | EnumDecl | AliasDecl)[];
}

export interface TemplateDecl extends Declared {
  readonly kind: 'template';
  readonly parameters: readonly ParameterDecl[];
  readonly parametersUnread?: boolean;
  readonly body?: StringValue;
}

export interface LetDecl extends Declared {
  readonly kind: 'let';
  /** What stands behind the `=`; it is not looked into. */
  readonly value?: Span;
}

export interface Property {
  readonly name: Name;
  readonly value?: ValueExpr;
  readonly attributes: readonly Attribute[];
  readonly span: Span;
}

export interface Attribute {
  /** Written with `@@`. */
  readonly block: boolean;
  /** Without `@` and blanks: `stream.done`. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  /** Undefined when there are no parentheses. */
  readonly args?: readonly ValueExpr[];
  /** The parentheses. */
  readonly argsSpan?: Span;
  /** Something in it could not be read and was reported: what is missing may be there. */
  readonly broken: boolean;
}

interface TypeBase {
  readonly span: Span;
  /** Attributes bound to this very type, inside a larger one. */
  readonly attributes: readonly Attribute[];
}

export type TypeExpr =
  | (TypeBase & { readonly kind: 'name'; readonly name: string })
  | (TypeBase & { readonly kind: 'literal'; readonly value: string | number | boolean })
  | (TypeBase & { readonly kind: 'list'; readonly item: TypeExpr })
  | (TypeBase & { readonly kind: 'optional'; readonly inner: TypeExpr })
  | (TypeBase & { readonly kind: 'union'; readonly members: readonly TypeExpr[] })
  | (TypeBase & { readonly kind: 'map'; readonly key?: TypeExpr; readonly value?: TypeExpr })
  | (TypeBase & { readonly kind: 'paren'; readonly inner?: TypeExpr })
  | (TypeBase & { readonly kind: 'tuple'; readonly items: readonly TypeExpr[] })
  /** Reported by the parser already. */
  | (TypeBase & { readonly kind: 'broken' });

export interface StringValue {
  readonly kind: 'string';
  readonly value: string;
  readonly form: 'quoted' | 'raw' | 'bare';
  readonly span: Span;
}

export type ValueExpr =
  | StringValue
  | { readonly kind: 'number'; readonly text: string; readonly span: Span }
  | { readonly kind: 'bool'; readonly value: boolean; readonly span: Span }
  | { readonly kind: 'null'; readonly span: Span }
  | { readonly kind: 'env'; readonly name: string; readonly span: Span }
  /** `source` is the text between the braces, which starts at `at`. */
  | { readonly kind: 'jinja'; readonly source: string; readonly at: number; readonly span: Span }
  | { readonly kind: 'list'; readonly items: readonly ValueExpr[]; readonly span: Span }
  | { readonly kind: 'map'; readonly entries: readonly MapEntryDecl[]; readonly span: Span };

export interface MapEntryDecl {
  readonly key: Name;
  readonly value?: ValueExpr;
  readonly span: Span;
}
