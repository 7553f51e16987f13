/**
 * Stream attributes at places where the compiler accepts them without a word and the runtime does nothing with them,
 * or something else than it looks like. Language reference 4.6, one code for each row.
 */
import type { Severity } from '../diagnostic';
import { STREAM_ATTRIBUTES } from '../semantics/attributes';
import type { AttributeSite } from '../semantics/attributeSites';
import { attributeSites } from '../semantics/attributeSites';
import type { Attribute } from '../syntax/ast';
import type { Check, Report } from './check';
import type { Code } from './codes';

interface Finding {
  readonly code: Code;
  readonly severity: Severity;
  readonly message: (written: string) => string;
}

const ON_ENUM_VALUE: Finding = {
  code: 'stream-enum-value',
  severity: 'warning',
  message: (written) => `\`${written}\` has no effect on a value of an enum. Remove it.`,
};
const ON_MAP_KEY: Finding = {
  code: 'stream-map-key',
  severity: 'warning',
  message: (written) =>
    `\`${written}\` has no effect on the key of a map. Put it on the value: \`map<K, (V ${written})>\`.`,
};
const ON_INPUT: Finding = {
  code: 'stream-on-input',
  severity: 'warning',
  message: (written) => `\`${written}\` has no effect on a parameter: only results are streamed. Remove it.`,
};
const IN_VALUE_BLOCK: Finding = {
  code: 'stream-in-value-block',
  severity: 'warning',
  message: (written) => `\`${written}\` has no effect on a property. Remove it, or put it on a type.`,
};

export const streamPlacement: Check = (file, _symbols, report) => {
  for (const site of attributeSites(file)) {
    const finding = findingFor(site);
    for (const attribute of site.attributes) {
      if (!STREAM_ATTRIBUTES.includes(attribute.name)) continue;
      if (finding) say(finding, attribute, report);
      if (attribute.block) onMembersLine(site, attribute, file.text, report);
      else if (site.place === 'field') onItsOwnLine(site, attribute, file.text, report);
    }
  }
};

function findingFor(site: AttributeSite): Finding | undefined {
  if (site.place === 'enum-value') return ON_ENUM_VALUE;
  if (site.place === 'parameter' || site.root === 'parameter') return ON_INPUT;
  if (site.place === 'property') return IN_VALUE_BLOCK;
  if (site.place !== 'inner') return undefined;
  const around = site.within?.findLast((type) => type.kind !== 'union');
  const inKey = around?.kind === 'map' && around.key && site.type && around.key.span.end >= site.type.span.end;
  return inKey ? ON_MAP_KEY : undefined;
}

function say(finding: Finding, attribute: Attribute, report: Report): void {
  const written = `${attribute.block ? '@@' : '@'}${attribute.name}`;
  report(finding.severity, finding.code, attribute.span, finding.message(written), { unnecessary: true });
}

/** `a string @@stream.done` marks the whole class, although it looks like a mark of the field. */
function onMembersLine(site: AttributeSite, attribute: Attribute, text: string, report: Report): void {
  const { decl } = site;
  const members = decl.kind === 'class' ? decl.fields : decl.kind === 'enum' ? decl.values : [];
  const member = members.findLast(({ span }) => span.end <= attribute.span.start);
  if (!member || /[\r\n]/.test(text.slice(member.name.span.end, attribute.span.start))) return;
  report(
    'warning',
    'stream-block-on-field-line',
    attribute.span,
    `\`@@${attribute.name}\` applies to the whole ${decl.kind} here, not to \`${member.name.text}\`. ` +
      `Write it on a line of its own, or \`@${attribute.name}\` for \`${member.name.text}\` alone.`,
  );
}

/** `@stream.done` alone on the last line of a class belongs to the field above, although it may be meant for the class. */
function onItsOwnLine(site: AttributeSite, attribute: Attribute, text: string, report: Report): void {
  const { field, decl } = site;
  if (!field || decl.kind !== 'class' || decl.fields.at(-1) !== field) return;
  const indentation = indentationOf(attribute, text);
  if (indentation === undefined || !/^[ \t]*(?:\/\/[^\r\n]*)?[\r\n]+[ \t]*\}/.test(text.slice(attribute.span.end)))
    return;
  const fieldIndentation = /[ \t]*$/.exec(text.slice(Math.max(0, field.span.start - 200), field.span.start))![0];
  if (indentation.length > fieldIndentation.length) return;
  report(
    'warning',
    'stream-line-placement',
    attribute.span,
    `\`@${attribute.name}\` applies to \`${field.name.text}\` alone. ` +
      `Write it on the line of \`${field.name.text}\`, or \`@@${attribute.name}\` for the whole class.`,
  );
}

/** The blanks before an attribute that is the first on its line; undefined when it is not. */
function indentationOf({ span }: Attribute, text: string): string | undefined {
  let start = span.start;
  while (start > 0 && /[ \t]/.test(text[start - 1]!)) start--;
  return start === 0 || /[\r\n]/.test(text[start - 1]!) ? text.slice(start, span.start) : undefined;
}
