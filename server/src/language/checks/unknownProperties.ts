/** What stands behind a dot exists in the value before it. Language reference 6.4. */
import type { JinjaSite, JinjaType, TemplateAnalysis } from '../jinja/analysis';
import { methodsOf } from '../jinja/facts/methods';
import { linkStart } from '../jinja/places';
import { alternatives, described, isText, nonNull } from '../jinja/types';
import type { Fix, Span } from '../diagnostic';
import { replacement } from '../edits';
import type { SourceFile } from '../project/sourceFile';
import { textArgument } from '../semantics/attributes';
import type { Symbols } from '../semantics/symbols';
import type { Check } from './check';
import { changeTo } from './suggestion';
import { capital, shown, suggestName, templateSites } from './templateSites';

type AttributeSite = Extract<JinjaSite, { kind: 'attribute' }>;

const CODE = 'unknown-properties';

/** Words of other languages for what a filter does here. */
const FILTERS: Readonly<Record<string, string>> = {
  length: 'length',
  size: 'length',
  len: 'length',
  first: 'first',
  last: 'last',
  sort: 'sort',
  reverse: 'reverse',
  map: 'map',
  filter: 'select',
  trim: 'trim',
  toUpperCase: 'upper',
  toLowerCase: 'lower',
  join: 'join',
};

/** Blanks between the parentheses of a call without arguments. */
const LONGEST_CALL = 20;

/** What has no properties without parentheses around it. */
const BRACKETED: ReadonlySet<string> = new Set(['binary', 'unary', 'conditional', 'test', 'filter']);

export const unknownProperties: Check = (file, symbols, report) => {
  for (const { site, analysis } of templateSites(file, symbols, 'attribute')) {
    const lacking = lackingPart(site, analysis);
    if (!lacking) continue;
    const { expression } = site;
    const span = { start: linkStart(file.text, expression, expression.object), end: expression.name.span.end };
    const { message, fixes } = describe(file, site, lacking, analysis, symbols);
    report('warning', CODE, span, message, fixes && { fixes });
  }
  for (const { site, analysis } of templateSites(file, symbols, 'path')) {
    const { object, lacking, name, span } = site;
    if (object.kind !== 'class' || !name || !lacking.length) continue;
    const { hint, extra } = suggestName(file, span, name, fieldNames(analysis, object));
    report('warning', CODE, span, `${capital(described(object))} has no field \`${name}\`.${hint}`, extra);
  }
};

/** What has no such property: all of the object, or the first of its alternatives. */
function lackingPart({ object, lacking, called }: AttributeSite, analysis: TemplateAnalysis): JinjaType | undefined {
  const whole = nonNull(object);
  const parts = alternatives(whole);
  const isWhole = lacking.length === parts.length;
  if (analysis.kind === 'constraint') {
    // In a check an enum is a text, and of a union it may be known which alternative is there.
    // The value of a key may be asked for as a property, which the official checker minds in prompts alone.
    if (!isWhole || parts.some(({ kind }) => kind === 'enum' || (kind === 'map' && !called))) return undefined;
  }
  return isWhole && parts.length > 1 ? whole : lacking[0];
}

function describe(
  file: SourceFile,
  { object, expression, called }: AttributeSite,
  lacking: JinjaType,
  analysis: TemplateAnalysis,
  symbols: Symbols,
): { readonly message: string; readonly fixes?: readonly Fix[] } {
  const { name, object: inner } = expression;
  const written = BRACKETED.has(inner.kind) ? `(${shown(file, inner)})` : shown(file, inner);
  const names = [
    ...new Set(analysis.membersOf(lacking).flatMap((one) => (called || one.kind !== 'method' ? [one.name] : []))),
  ];
  const inPart = lacking === object || lacking === nonNull(object) ? '' : `, which \`${written}\` may be,`;
  const has = `${capital(subject(written, lacking, inPart))} has no ${called ? 'method' : noun(lacking)} \`${name.text}\`.`;
  const alias = lacking.kind === 'class' ? aliasedField(lacking.name, name.text, symbols) : undefined;
  if (alias !== undefined) {
    return {
      message: `${has} That is how the model sees the field \`${alias}\`; write \`${written}.${alias}\`.`,
      fixes: [changeTo(file, name.span, alias, true)],
    };
  }
  if (lacking.kind === 'object' && lacking.name === '_' && /^(?:system|user|assistant)$/.test(name.text) && !called) {
    const role = `role("${name.text}")`;
    return { message: `${has} Write \`_.${role}\`.`, fixes: [changeTo(file, name.span, role, true)] };
  }
  const { hint, extra } = suggestName(file, name.span, name.text, names);
  if (hint) return { message: has + hint, ...(extra && { fixes: extra.fixes }) };
  if (lacking.kind === 'map' && !called) {
    const item = `["${name.text}"]`;
    return {
      message: `\`${written}\` is ${described(lacking)}. Write \`${written}${item}\`.`,
      fixes: [
        {
          title: `Change to \`${item}\``,
          edits: [replacement(file, dotted(file, expression, inner), item)],
          preferred: true,
        },
      ],
    };
  }
  if (!called && methodsOf(lacking).some((method) => method.name === name.text)) {
    return {
      message: `\`${name.text}\` is a method of ${described(lacking)}. Call it: \`${written}.${name.text}()\`.`,
    };
  }
  const filter = Object.hasOwn(FILTERS, name.text) ? FILTERS[name.text] : undefined;
  if (filter !== undefined && (lacking.kind === 'list' || lacking.kind === 'map' || isText(lacking))) {
    const message = `${has} Use the filter: \`${written}|${filter}\`.`;
    const span = dotted(file, expression, inner);
    // Parentheses that hold nothing go with the dot; those with arguments belong to the filter.
    const empty = called ? /^\s*\(\s*\)/.exec(file.text.slice(span.end, span.end + LONGEST_CALL))?.[0].length : 0;
    if (called && empty === undefined && filter !== 'join') return { message };
    const edit = replacement(file, { start: span.start, end: span.end + (empty ?? 0) }, `|${filter}`);
    return { message, fixes: [{ title: `Change to \`|${filter}\``, edits: [edit], preferred: true }] };
  }
  return { message: has + known(names) };
}

/** From the dot to the end of the name. */
function dotted(
  file: SourceFile,
  expression: AttributeSite['expression'],
  inner: AttributeSite['expression']['object'],
): Span {
  const dot = file.text.indexOf('.', inner.span.end);
  return { start: dot, end: expression.name.span.end };
}

function subject(written: string, type: JinjaType, inPart: string): string {
  if (type.kind === 'object') return `\`${type.name}\``;
  if (type.kind === 'enum-type' || type.kind === 'callable') return described(type);
  return inPart ? `${described(type)}${inPart}` : `\`${written}\` is ${described(type)} and`;
}

function noun(type: JinjaType): string {
  return type.kind === 'class' ? 'field' : type.kind === 'enum-type' ? 'value' : 'property';
}

const MOST_LISTED = 6;

function known(names: readonly string[]): string {
  if (!names.length || names.length > MOST_LISTED) return '';
  return ` It has ${names.map((name) => `\`${name}\``).join(', ')}.`;
}

function aliasedField(className: string, alias: string, symbols: Symbols): string | undefined {
  const fields = symbols.classes.get(className)?.decl.fields ?? [];
  return fields.find((field) => textArgument(field.attributes, 'alias') === alias)?.name.text;
}

function fieldNames(analysis: TemplateAnalysis, type: JinjaType): string[] {
  return analysis.membersOf(type).flatMap((member) => (member.kind === 'field' ? [member.name] : []));
}
