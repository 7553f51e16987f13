/** Attributes that do not exist, and those that stand where they mean nothing. Language reference 4.1. */
import { STREAM_ATTRIBUTES } from '../semantics/attributes';
import type { AttributePlace, AttributeSite } from '../semantics/attributeSites';
import { attributeSites, unknownNameSpan } from '../semantics/attributeSites';
import type { Attribute } from '../syntax/ast';
import { aKind } from '../semantics/kindNames';
import type { SourceFile } from '../project/sourceFile';
import type { Check, Report } from './check';
import { isMeantAsStream } from './stream/streamUnknown';
import { orRemove, remove, suggestWord, type Suggestion } from './suggestion';

const CODE = 'unknown-attributes';
const COMMON: readonly string[] = ['alias', 'description', 'skip', 'check', 'assert', ...STREAM_ATTRIBUTES];

const ON_BLOCKS: Suggestion = { hint: ' It marks a whole class or enum: `@@dynamic`.', extra: undefined };

/** Where the compiler refuses a name it does not know; elsewhere it says nothing. */
const STRICT: ReadonlySet<AttributePlace> = new Set(['field', 'class', 'enum', 'enum-value', 'alias']);

export const unknownAttributes: Check = (file, _symbols, report) => {
  for (const site of attributeSites(file)) {
    for (const attribute of site.attributes) {
      if (!attribute.name || isBrokenName(attribute.name) || isMeantAsStream(attribute)) continue;
      checkAttribute(site, attribute, file, report);
    }
  }
};

/** Reported by the parser. */
function isBrokenName(name: string): boolean {
  return /[.:]$/.test(name);
}

function checkAttribute(site: AttributeSite, attribute: Attribute, file: SourceFile, report: Report): void {
  const { name, span } = attribute;
  if (site.place === 'block') return inBlock(site, attribute, file, report);
  const isBlock = site.place === 'class' || site.place === 'enum';
  const known = isBlock ? [...COMMON, 'dynamic'] : COMMON;
  const at = attribute.block ? '@@' : '@';
  const written = at + name;
  if (!known.includes(name)) {
    const severity = STRICT.has(site.place) ? 'error' : 'warning';
    const all = known.map((other) => at + other);
    const head = { start: span.start, end: attribute.nameSpan.end };
    const near = name === 'dynamic' ? ON_BLOCKS : suggestWord(file, head, written, all);
    const { hint, extra } = orRemove(near, file, span, written);
    const advice = hint || ` Use one of: ${all.join(', ')}.`;
    report(
      severity,
      CODE,
      unknownNameSpan(site.place, attribute),
      `\`${written}\` is not an attribute.${advice}`,
      extra,
    );
  } else if (site.place === 'alias' && (name === 'alias' || name === 'description' || name === 'skip')) {
    report(
      'error',
      CODE,
      { start: site.decl.span.start, end: span.end },
      `\`${written}\` cannot stand on a type alias. Write it on the fields that use the type.`,
      { fixes: [remove(file, span, written)] },
    );
  } else if (site.decl.kind === 'test' && site.place === 'property' && (name === 'check' || name === 'assert')) {
    report(
      'error',
      CODE,
      span,
      `\`${written}\` cannot stand on a property of a test. Write \`@${written}\` on a line of its own.`,
      { fixes: [remove(file, span, written)] },
    );
  }
}

/** `@@…` in a block of properties: only tests have any. */
function inBlock(site: AttributeSite, { name, span }: Attribute, file: SourceFile, report: Report): void {
  const extra = { fixes: [remove(file, span, `@@${name}`)] };
  if (site.decl.kind !== 'test') {
    report(
      'error',
      CODE,
      span,
      `\`@@${name}\` cannot stand in ${aKind(site.decl.kind)}. Write it in a class, an enum or a test.`,
      extra,
    );
  } else if (name !== 'check' && name !== 'assert') {
    const message = `\`@@${name}\` cannot stand in a test. A test takes \`@@check\` and \`@@assert\`.`;
    report('error', CODE, span, message, extra);
  }
}
