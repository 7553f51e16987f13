/** Attributes that do not exist, and those that stand where they mean nothing. Language reference 4.1. */
import { STREAM_ATTRIBUTES } from '../semantics/attributes';
import type { AttributePlace, AttributeSite } from '../semantics/attributeSites';
import { attributeSites } from '../semantics/attributeSites';
import type { Attribute } from '../syntax/ast';
import { aKind } from '../semantics/kindNames';
import { didYouMean } from '../text';
import type { Check, Report } from './check';
import { isMeantAsStream } from './stream/streamUnknown';

const CODE = 'unknown-attributes';
const COMMON: readonly string[] = ['alias', 'description', 'skip', 'check', 'assert', ...STREAM_ATTRIBUTES];

/** Where the compiler refuses a name it does not know; elsewhere it says nothing. */
const STRICT: ReadonlySet<AttributePlace> = new Set(['field', 'class', 'enum', 'enum-value', 'alias']);

export const unknownAttributes: Check = (file, _symbols, report) => {
  for (const site of attributeSites(file)) {
    for (const attribute of site.attributes) {
      if (!attribute.name || attribute.name.endsWith('.') || isMeantAsStream(attribute)) continue;
      checkAttribute(site, attribute, report);
    }
  }
};

function checkAttribute(site: AttributeSite, attribute: Attribute, report: Report): void {
  const { name, span } = attribute;
  if (site.place === 'block') return inBlock(site, attribute, report);
  const isBlock = site.place === 'class' || site.place === 'enum';
  const known = isBlock ? [...COMMON, 'dynamic'] : COMMON;
  const at = attribute.block ? '@@' : '@';
  const written = at + name;
  if (!known.includes(name)) {
    const severity = STRICT.has(site.place) ? 'error' : 'warning';
    const hint =
      name === 'dynamic'
        ? ' It marks a whole class or enum: `@@dynamic`.'
        : didYouMean(
            written,
            known.map((other) => at + other),
          );
    report(
      severity,
      CODE,
      span,
      `\`${written}\` is not an attribute.${hint || ` Use one of: ${known.map((other) => at + other).join(', ')}.`}`,
    );
  } else if (site.place === 'alias' && (name === 'alias' || name === 'description' || name === 'skip')) {
    report(
      'error',
      CODE,
      span,
      `\`${written}\` cannot stand on a type alias. Write it on the fields that use the type.`,
    );
  } else if (site.decl.kind === 'test' && site.place === 'property' && (name === 'check' || name === 'assert')) {
    report(
      'error',
      CODE,
      span,
      `\`${written}\` cannot stand on a property of a test. Write \`@${written}\` on a line of its own.`,
    );
  }
}

/** `@@…` in a block of properties: only tests have any. */
function inBlock(site: AttributeSite, { name, span }: Attribute, report: Report): void {
  if (site.decl.kind !== 'test') {
    report(
      'error',
      CODE,
      span,
      `\`@@${name}\` cannot stand in ${aKind(site.decl.kind)}. Write it in a class, an enum or a test.`,
    );
  } else if (name !== 'check' && name !== 'assert') {
    report('error', CODE, span, `\`@@${name}\` cannot stand in a test. A test takes \`@@check\` and \`@@assert\`.`);
  }
}
