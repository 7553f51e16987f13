/** Enums are compared with their values, not with texts. Language reference 6.4. */
import type { Expression } from '../../ir/template';
import type { Diagnostic, Fix } from '../diagnostic';
import { replacement } from '../edits';
import type { JinjaType } from '../jinja/analysis';
import { tokenBefore } from '../jinja/places';
import { alternatives, described, hasNull, isText, nonNull } from '../jinja/types';
import type { SourceFile } from '../project/sourceFile';
import { memberNamed } from '../semantics/members';
import type { Symbols } from '../semantics/symbols';
import { nearest, typoLimit } from '../text';
import type { Check } from './check';
import { shown, templateSites } from './templateSites';

export const enumStringComparison: Check = (file, symbols, report) => {
  for (const { site, analysis } of templateSites(file, symbols, 'comparison')) {
    // The values of a check are those the model wrote: its enums are texts.
    if (analysis.kind === 'constraint') continue;
    const { expression, left, right } = site;
    const { operator } = expression;
    const found = compared(left, right, expression.right, operator) ?? compared(right, left, expression.left, operator);
    if (!found) continue;
    const subject = found.other === expression.right ? expression.left : expression.right;
    const span = {
      start: tokenBefore(file.text, expression.span.start, analysis.span.start),
      end: expression.span.end,
    };
    const { message, extra } = describe(file, shown(file, subject), found, symbols);
    report('warning', 'enum-string-comparison', span, message, extra);
  }
};

interface Comparison {
  readonly enum: string;
  /** The other side. */
  readonly other: Expression;
  readonly type: JinjaType;
  readonly never: boolean;
}

const NEVER: ReadonlySet<JinjaType['kind']> = new Set([
  'int',
  'float',
  'number',
  'bool',
  'literal',
  'class',
  'list',
  'map',
]);

function isContainment(operator: string): boolean {
  return operator === 'in' || operator === 'not in';
}

/** One side is an enum, the other nothing but text, or nothing that an enum could equal. */
function compared(type: JinjaType, otherType: JinjaType, other: Expression, operator: string): Comparison | undefined {
  const one = nonNull(type);
  if (one.kind !== 'enum') return undefined;
  const parts = alternatives(
    nonNull(isContainment(operator) && otherType.kind === 'list' ? otherType.item : otherType),
  );
  const found = { enum: one.name, other, type: otherType };
  if (parts.every(isText)) return { ...found, never: false };
  const equality = operator === '==' || operator === '!=';
  const never = equality && !hasNull(otherType) && parts.every((part) => NEVER.has(part.kind) && !isText(part));
  return never ? { ...found, never } : undefined;
}

function describe(
  file: SourceFile,
  written: string,
  { enum: name, other, type, never }: Comparison,
  symbols: Symbols,
): { readonly message: string; readonly extra?: Pick<Diagnostic, 'fixes'> } {
  const members = symbols.enums.get(name)?.decl.values ?? [];
  const exact = other.kind === 'string' && memberNamed(members, other.value) !== undefined;
  const values = exact ? [] : members.map((value) => value.name.text);
  const what = `\`${written}\` is a value of the enum \`${name}\``;
  if (never)
    return { message: `${what} and never equals ${described(type)}. Compare it with ${listed(name, values)}.` };
  const soon = `${what}, and comparing it with text is going to stop working.`;
  if (other.kind !== 'string') return { message: `${soon} Compare it with ${listed(name, values)}.` };
  const value = exact ? other.value : nearest(other.value, values, typoLimit(other.value));
  const fixes = value === undefined ? undefined : [comparisonFix(file, other.span, `${name}.${value}`, exact)];
  const use = value === undefined ? listed(name, values) : `\`${name}.${value}\``;
  const unknown = exact ? '' : ` No value of it is named "${other.value}".`;
  return { message: `${soon}${unknown} Write ${use}.`, ...(fixes && { extra: { fixes } }) };
}

const MOST_LISTED = 5;

function listed(name: string, values: readonly string[]): string {
  if (!values.length || values.length > MOST_LISTED) return `a value of \`${name}\``;
  return values.map((value) => `\`${name}.${value}\``).join(' or ');
}

/** The text with its quotes gives way to the value. */
function comparisonFix(file: SourceFile, span: Expression['span'], value: string, preferred: boolean): Fix {
  return { title: `Change to \`${value}\``, edits: [replacement(file, span, value)], ...(preferred && { preferred }) };
}
