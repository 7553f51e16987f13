/**
 * `@stream.…` has three names. The compiler refuses others on fields, classes, enums and aliases, and ignores them
 * silently everywhere else; so do words that were surely meant as one of the three. Language reference 4.3 rows 31-34.
 */
import type { Fix } from '../../diagnostic';
import { replacement } from '../../edits';
import { STREAM_ATTRIBUTES } from '../../semantics/attributes';
import type { AttributePlace } from '../../semantics/attributeSites';
import { attributeSites, unknownNameSpan } from '../../semantics/attributeSites';
import type { SourceFile } from '../../project/sourceFile';
import type { Attribute } from '../../syntax/ast';
import { nearest } from '../../text';
import type { Check } from '../check';

const STRICT: ReadonlySet<AttributePlace> = new Set(['field', 'class', 'enum', 'enum-value', 'alias', 'block']);

/** Names people use for one of the three. */
const MEANT: Readonly<Record<string, string>> = {
  finished: 'done',
  finish: 'done',
  complete: 'done',
  completed: 'done',
  final: 'done',
  atomic: 'done',
  whole: 'done',
  required: 'not_null',
  non_null: 'not_null',
  nonnull: 'not_null',
  state: 'with_state',
  status: 'with_state',
};

export const streamUnknown: Check = (file, _symbols, report) => {
  for (const { place, attributes } of attributeSites(file)) {
    for (const attribute of attributes) {
      // A name that ends with a dot was reported by the parser.
      if (!isMeantAsStream(attribute) || attribute.name.endsWith('.')) continue;
      const at = attribute.block ? '@@' : '@';
      const found = suggestion(attribute.name);
      report(
        STRICT.has(place) ? 'error' : 'warning',
        'stream-unknown',
        unknownNameSpan(place, attribute),
        `\`${at}${attribute.name}\` is not a stream attribute. ` +
          (found
            ? `Did you mean \`${at}${found}\`?`
            : `There are three: ${STREAM_ATTRIBUTES.map((name) => `\`${at}${name}\``).join(', ')}.`),
        {
          fixes: (found ? [found] : STREAM_ATTRIBUTES).map((name) =>
            change(attribute, name, found !== undefined, file),
          ),
        },
      );
    }
  }
};

/** Only the name; blanks inside it go as well. */
function change({ block, nameSpan }: Attribute, name: string, preferred: boolean, file: SourceFile): Fix {
  const edits = [replacement(file, nameSpan, name)];
  return { title: `Change to \`${block ? '@@' : '@'}${name}\``, edits, ...(preferred && { preferred }) };
}

/** A name that is none of the three but speaks of streaming, or is one slip away. */
export function isMeantAsStream({ name }: Attribute): boolean {
  if (STREAM_ATTRIBUTES.includes(name)) return false;
  if (/^stream(?![a-z])/i.test(name) || /^streaming\b/i.test(name)) return true;
  if (/^stream(?:done|notnull|withstate)/i.test(name)) return true;
  return name.includes('.') && nearest(name, STREAM_ATTRIBUTES, 3) !== undefined;
}

function suggestion(name: string): string | undefined {
  const last =
    name
      .split(/[.:_]+/)
      .slice(1)
      .join('_') || name.replace(/^stream(?:ing)?/i, '');
  const meant = Object.hasOwn(MEANT, last.toLowerCase()) ? MEANT[last.toLowerCase()] : undefined;
  if (meant) return `stream.${meant}`;
  const short = nearest(last, ['done', 'not_null', 'with_state'], last.length > 4 ? 3 : 2);
  return short ? `stream.${short}` : nearest(name, STREAM_ATTRIBUTES, 2);
}
