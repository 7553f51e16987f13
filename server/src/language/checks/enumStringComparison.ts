/** Enums are compared with their values, not with texts. Language reference 6.4. */
import type { Expression } from '../../ir/template';
import type { Diagnostic, Fix } from '../diagnostic';
import { replacement } from '../edits';
import type { JinjaType } from '../jinja/analysis';
import { tokenBefore } from '../jinja/places';
import { alternatives, isText, nonNull } from '../jinja/types';
import type { SourceFile } from '../project/sourceFile';
import type { Symbols } from '../semantics/symbols';
import { nearest, typoLimit } from '../text';
import type { Check } from './check';
import { shown, templateSites } from './templateSites';

export const enumStringComparison: Check = (file, symbols, report) => {
  for (const { site, analysis } of templateSites(file, symbols, 'comparison')) {
    // The values of a check are those the model wrote: its enums are texts.
    if (analysis.kind === 'constraint') continue;
    const { expression, left, right } = site;
    const found = compared(left, right, expression.right) ?? compared(right, left, expression.left);
    if (!found) continue;
    const other = found.text === expression.right ? expression.left : expression.right;
    const span = {
      start: tokenBefore(file.text, expression.span.start, analysis.span.start),
      end: expression.span.end,
    };
    const { message, extra } = describe(file, shown(file, other), found, symbols);
    report('warning', 'enum-string-comparison', span, message, extra);
  }
};

interface Comparison {
  readonly enum: string;
  readonly text: Expression;
}

/** One side is an enum, the other nothing but text. */
function compared(type: JinjaType, other: JinjaType, text: Expression): Comparison | undefined {
  const one = nonNull(type);
  if (one.kind !== 'enum') return undefined;
  const item = other.kind === 'list' ? other.item : other;
  const parts = alternatives(nonNull(item));
  return parts.every(isText) ? { enum: one.name, text } : undefined;
}

function describe(
  file: SourceFile,
  written: string,
  { enum: name, text }: Comparison,
  symbols: Symbols,
): { readonly message: string; readonly extra?: Pick<Diagnostic, 'fixes'> } {
  const values = symbols.enums.get(name)?.decl.values.map((value) => value.name.text) ?? [];
  const what = `\`${written}\` is a value of the enum \`${name}\`, and comparing it with text is going to stop working.`;
  if (text.kind === 'string') {
    const exact = values.includes(text.value);
    const value = exact ? text.value : nearest(text.value, values, typoLimit(text.value));
    const fixes =
      value === undefined ? undefined : { fixes: [comparisonFix(file, text.span, `${name}.${value}`, exact)] };
    const use = value === undefined ? listed(name, values) : `\`${name}.${value}\``;
    const unknown = exact ? '' : ` No value of it is named "${text.value}".`;
    return { message: `${what}${unknown} Write ${use}.`, ...(fixes && { extra: fixes }) };
  }
  return { message: `${what} Compare it with ${listed(name, values)}.` };
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
