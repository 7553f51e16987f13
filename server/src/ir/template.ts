/**
 * A prompt or template string as a tree: the Jinja dialect of BAML prompts, as plain data.
 *
 * Every node says where it stands in its `.baml` file (UTF-16 offsets, end exclusive; the file is the one of the
 * declaration that owns the template), so that rendering errors, hover and type checks have exact ranges.
 */

/** A stretch of the file that holds the template. */
export interface TemplateSpan {
  readonly start: number;
  readonly end: number;
}

export interface Template {
  readonly nodes: readonly TemplateNode[];
  /** For every line of the prompt's text (after dedent): the offset in the file where it starts. Ascending. */
  readonly lineStarts: readonly number[];
}

interface Positioned {
  readonly span: TemplateSpan;
}

/** A name in the text, with the place of the name alone. */
export interface Name extends Positioned {
  readonly text: string;
}

// ── Statements ──────────────────────────────────────────────────────────────────────────────────────────────────

export type TemplateNode = TextNode | OutputNode | IfNode | ForNode | SetNode | SetBlockNode | MacroNode | RefusedNode;

/** Text that is printed as it is. Whitespace control is already applied; `{% raw %}` blocks become text. */
export interface TextNode extends Positioned {
  readonly kind: 'text';
  readonly text: string;
}

/** `{{ expression }}` */
export interface OutputNode extends Positioned {
  readonly kind: 'output';
  readonly expression: Expression;
}

/** `{% if %}` with its `{% elif %}` branches in order. */
export interface IfNode extends Positioned {
  readonly kind: 'if';
  readonly branches: readonly { readonly condition: Expression; readonly body: readonly TemplateNode[] }[];
  readonly otherwise?: readonly TemplateNode[];
}

/** `{% for target in iterable if filter recursive %} … {% else %} … {% endfor %}` */
export interface ForNode extends Positioned {
  readonly kind: 'for';
  readonly target: AssignTarget;
  readonly iterable: Expression;
  readonly filter?: Expression;
  readonly recursive: boolean;
  readonly body: readonly TemplateNode[];
  readonly otherwise?: readonly TemplateNode[];
}

/** `{% set target = value %}` */
export interface SetNode extends Positioned {
  readonly kind: 'set';
  readonly target: AssignTarget;
  readonly value: Expression;
}

/** `{% set target | filter %} … {% endset %}`: `filters` are applied to the text in order. */
export interface SetBlockNode extends Positioned {
  readonly kind: 'setBlock';
  readonly target: AssignTarget;
  readonly filters: readonly FilterCall[];
  readonly body: readonly TemplateNode[];
}

/** `{% macro name(parameters) %} … {% endmacro %}` */
export interface MacroNode extends Positioned {
  readonly kind: 'macro';
  readonly name: Name;
  readonly parameters: readonly MacroParameter[];
  readonly body: readonly TemplateNode[];
}

export interface MacroParameter {
  readonly name: Name;
  readonly default?: Expression;
}

/** A statement that parses but that no prompt may use (`{% with %}`, `{% call %}`, `{% filter %}`, …). */
export interface RefusedNode extends Positioned {
  readonly kind: 'refused';
  readonly statement: string;
  readonly body: readonly TemplateNode[];
}

/** What `set` and `for` assign to. A tuple unpacks its value; an attribute is only possible on a `namespace()`. */
export type AssignTarget =
  | (Positioned & { readonly kind: 'name'; readonly name: string })
  | (Positioned & { readonly kind: 'tuple'; readonly items: readonly AssignTarget[] })
  | (Positioned & { readonly kind: 'attribute'; readonly object: Expression; readonly name: Name });

// ── Expressions ─────────────────────────────────────────────────────────────────────────────────────────────────

export type Expression =
  | (Positioned & { readonly kind: 'string'; readonly value: string })
  /** Digits as written, without `_`; a float when they hold `.`, `e` or `E`. */
  | (Positioned & { readonly kind: 'number'; readonly text: string })
  | (Positioned & { readonly kind: 'bool'; readonly value: boolean })
  | (Positioned & { readonly kind: 'none' })
  | (Positioned & { readonly kind: 'name'; readonly name: string })
  | AttributeExpression
  | (Positioned & { readonly kind: 'index'; readonly object: Expression; readonly index: Expression })
  | (Positioned & {
      readonly kind: 'slice';
      readonly object: Expression;
      readonly start?: Expression;
      readonly stop?: Expression;
      readonly step?: Expression;
    })
  | CallExpression
  | FilterExpression
  | TestExpression
  | (Positioned & { readonly kind: 'unary'; readonly operator: '-' | '+' | 'not'; readonly operand: Expression })
  | (Positioned & {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    })
  /** `yes if condition else no`; without `else` the value is undefined. */
  | (Positioned & {
      readonly kind: 'conditional';
      readonly condition: Expression;
      readonly yes: Expression;
      readonly no?: Expression;
    })
  | (Positioned & { readonly kind: 'list'; readonly items: readonly Expression[] })
  | (Positioned & { readonly kind: 'tuple'; readonly items: readonly Expression[] })
  | (Positioned & {
      readonly kind: 'map';
      readonly entries: readonly { readonly key: Expression; readonly value: Expression }[];
    })
  /** Nothing could be read here; an error says why. */
  | (Positioned & { readonly kind: 'missing' });

export type BinaryOperator =
  | 'or'
  | 'and'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'in'
  | 'not in'
  | '~'
  | '+'
  | '-'
  | '*'
  | '/'
  | '//'
  | '%'
  | '**';

/** `object.name` */
export interface AttributeExpression extends Positioned {
  readonly kind: 'attribute';
  readonly object: Expression;
  readonly name: Name;
}

/** `callee(arguments)`; a method call has an attribute as its callee. */
export interface CallExpression extends Positioned {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly arguments: readonly CallArgument[];
}

/** `value`, `name=value`, `*value` or `**value`. */
export interface CallArgument {
  readonly name?: Name;
  readonly spread?: 'list' | 'map';
  readonly value: Expression;
}

/** A filter by name with its arguments; the value it works on stands elsewhere. */
export interface FilterCall {
  readonly name: Name;
  readonly arguments: readonly CallArgument[];
}

/** `object | name(arguments)` */
export interface FilterExpression extends Positioned, FilterCall {
  readonly kind: 'filter';
  readonly object: Expression;
}

/** `object is name(arguments)`, `object is not name …` */
export interface TestExpression extends Positioned, FilterCall {
  readonly kind: 'test';
  readonly object: Expression;
  readonly negated: boolean;
}
