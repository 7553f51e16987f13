/** Types: those of the language, and those declared anywhere in the project or beside the place. */
import { MEDIA } from '../../semantics/resolve';
import type { Symbols } from '../../semantics/symbols';
import type { Context } from './context';
import type { Cursor } from './cursor';
import type { Completion } from './item';
import { inOrder } from './item';

type Offer = Omit<Completion, 'sort'>;

const PRIMITIVE: readonly Offer[] = [
  {
    label: 'string',
    kind: 'primitive',
    detail: 'text',
    documentation: 'Text. While it streams it grows letter by letter.',
  },
  {
    label: 'int',
    kind: 'primitive',
    detail: 'whole number',
    documentation: 'A whole number. While it streams it is null, then there as a whole.',
  },
  {
    label: 'float',
    kind: 'primitive',
    detail: 'number',
    documentation: 'A number. While it streams it is null, then there as a whole.',
  },
  {
    label: 'bool',
    kind: 'primitive',
    detail: 'true or false',
    documentation: '`true` or `false`. While it streams it is null, then there as a whole.',
  },
];

const NULL: Offer = {
  label: 'null',
  kind: 'primitive',
  detail: 'no value',
  documentation: 'For unions, as in `string | null`, which is the same as `string?`.',
};

const MAP: Offer = {
  label: 'map',
  kind: 'primitive',
  detail: 'map<key, value>',
  documentation:
    'Values by name. Keys are `string`, an enum, or text literals. While it streams it is `{}`, then fills entry by entry.',
  insert: 'map<string, string>',
  snippet: 'map<${1:string}, ${2:string}>$0',
};

const LITERAL: readonly Offer[] = [
  { label: 'true', kind: 'literal', detail: 'exactly true' },
  { label: 'false', kind: 'literal', detail: 'exactly false' },
];

const MEDIA_DETAIL = 'an input; no model answers with one';

export function typeItems(cursor: Cursor, symbols: Symbols, context: Context & { kind: 'type' }): Completion[] {
  const items: Completion[] = [];
  const add = (offers: readonly Offer[], sort: string) => items.push(...inOrder(offers, sort));
  addProject(items, cursor, symbols, context);
  if (context.isMapKey) {
    add([PRIMITIVE[0]!], '0');
    return items;
  }
  add(PRIMITIVE, '10');
  add([MAP], '3');
  add([NULL, ...LITERAL], '4');
  if (context.role === 'return') return items;
  const media = [...MEDIA].map((label): Offer => ({ label, kind: 'primitive', detail: MEDIA_DETAIL }));
  add(media, context.role === 'parameter' ? '11' : '5');
  return items;
}

/** The declared types: first those that only this test sees. */
function addProject(
  items: Completion[],
  cursor: Cursor,
  symbols: Symbols,
  { isMapKey, role }: Context & { kind: 'type' },
): void {
  const own = cursor.declaration?.name?.text;
  const builders = cursor.whole && 'typeBuilders' in cursor.whole ? cursor.whole.typeBuilders : [];
  for (const { declarations } of builders) {
    for (const decl of declarations) {
      const { kind, name } = decl;
      // What is only added to stands among the types of the project.
      if (!name || (isMapKey && kind !== 'enum') || (kind !== 'alias' && decl.dynamic)) continue;
      items.push({ label: name.text, kind, detail: `${kind} of this test`, sort: '0' });
    }
  }
  // An alias of itself means nothing.
  const isOwn = (name: string) => role === 'alias' && name === own;
  for (const name of symbols.enums.keys()) {
    items.push({ label: name, kind: 'enum', symbol: { kind: 'enum', name }, sort: '2' });
  }
  if (isMapKey) return;
  for (const name of symbols.classes.keys()) {
    items.push({ label: name, kind: 'class', symbol: { kind: 'class', name }, sort: '2' });
  }
  for (const name of symbols.aliases.keys()) {
    if (!isOwn(name)) items.push({ label: name, kind: 'alias', symbol: { kind: 'alias', name }, sort: '2' });
  }
}

/** What is said about a type of the language. */
export function typeFact(name: string): Pick<Completion, 'label' | 'detail' | 'documentation'> | undefined {
  if (MEDIA.has(name))
    return { label: name, documentation: 'For prompts to show to a model. No model answers with one.' };
  return [...PRIMITIVE, NULL, MAP, ...LITERAL].find(({ label }) => label === name);
}
