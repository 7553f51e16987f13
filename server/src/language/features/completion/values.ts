/** Keys and values of the shapes that fit at a place. */
import type { Completion } from './item';
import { snippetText } from './item';
import type { Entry, Shape, Word } from './shape';
import { entrySnippet, formSnippet, Tabstops, valueSnippet } from './shape';

/** The keys of maps that are not there yet; those that must be, first. */
export function keyItems(shapes: readonly Shape[], present: ReadonlySet<string>, quoted: boolean): Completion[] {
  return shapes.flatMap((shape) => {
    if (shape.kind !== 'map') return [];
    return shape
      .entries()
      .filter(({ name }) => !present.has(name))
      .map((entry, index) => keyItem(shape, entry, index, quoted));
  });
}

function keyItem(map: Shape & { kind: 'map' }, entry: Entry, index: number, quoted: boolean): Completion {
  const { name, detail, documentation, kind = 'property', required } = entry;
  const bare = map.quoted && !quoted ? `"${name}"` : name;
  return {
    label: name,
    kind,
    ...(detail !== undefined && { detail }),
    ...(documentation !== undefined && { documentation }),
    insert: bare,
    // Inside quotes that the person typed, only the key itself can be written.
    ...(!quoted && { snippet: entrySnippet(map, entry, new Tabstops()) }),
    sort: `${required ? '1' : '2'}${String(index).padStart(3, '0')}`,
  };
}

/** A place for a value. */
export interface ValueSlot {
  /** The person has typed the opening quote. */
  readonly quoted: boolean;
  /** What is typed of the word so far. */
  readonly typed: string;
  /** Other items of the same list: a name is not offered twice. */
  readonly beside: ReadonlySet<string>;
}

/** Values that fit, for a place where nothing or one word is typed. */
export function valueItems(shapes: readonly Shape[], slot: ValueSlot): Completion[] {
  return shapes.flatMap((shape, at) => ofShape(shape, slot, String(at).padStart(3, '0')));
}

function ofShape(shape: Shape, { quoted, typed, beside }: ValueSlot, sort: string): Completion[] {
  if (shape.kind === 'one-of') {
    return shape
      .words()
      .filter((word) => !beside.has(word.label) && !(quoted && isBare(word)))
      .filter(({ label, hole }) => hole === undefined || !typed.startsWith(label))
      .map((word, index) => wordItem(word, quoted, `1${sort}${String(index).padStart(4, '0')}`));
  }
  if (quoted) return [];
  const whole = (label: string, detail: string, snippet: string, order = '0'): Completion => ({
    label,
    kind: 'value',
    detail,
    insert: label,
    snippet,
    sort: `2${sort}${order}`,
  });
  switch (shape.kind) {
    case 'raw':
      return [whole('#" "#', 'text over several lines', valueSnippet(shape, new Tabstops()))];
    case 'list':
      return [whole('[ ]', 'a list', valueSnippet(shape, new Tabstops()))];
    case 'map': {
      const name = shape.name ?? 'a map';
      if (!shape.forms) return [whole('{ }', name, valueSnippet(shape, new Tabstops()))];
      return shape.forms.map(({ label, entries }, index) =>
        whole(label, name, formSnippet(shape, entries, new Tabstops()), String(index)),
      );
    }
    default:
      return [];
  }
}

/** Between quotes it would be text. */
function isBare({ kind, quote }: Word): boolean {
  return !quote && (kind === 'literal' || kind === 'environment');
}

function wordItem(word: Word, quoted: boolean, sort: string): Completion {
  const { quote, text = word.label, hole, ...rest } = word;
  const marks = quote && !quoted ? '"' : '';
  const insert = `${marks}${text}${marks}`;
  return {
    ...rest,
    ...(insert !== word.label && { insert }),
    ...(hole !== undefined && { snippet: `${marks}${snippetText(text)}\${1:${snippetText(hole)}}${marks}` }),
    sort,
  };
}
