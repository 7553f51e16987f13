/** Words that fit a field's name, so that an example reads like an answer. */
import type { Random } from './random';

/** The first whose pattern matches the name in lower case with `_` between words. */
const BY_NAME: readonly (readonly [pattern: RegExp, texts: readonly string[]])[] = [
  [/e_?mail/, ['ada@example.com', 'grace.hopper@example.org', 'alan@example.net']],
  [/url|link|website|href/, ['https://example.com/a', 'https://example.org/docs/start', 'https://example.net/news/42']],
  [/phone|tel$/, ['+49 30 1234567', '+1 555 0100', '+44 20 7946 0000']],
  [/(^|_)(date|day|on|since|until|birthday)$/, ['2026-03-14', '2025-11-02', '2024-07-30']],
  [/(^|_)(time|at|timestamp)$/, ['2026-03-14T09:26:53Z', '2025-11-02T18:00:00Z']],
  [/currency/, ['EUR', 'USD', 'GBP']],
  [/country/, ['Portugal', 'Japan', 'Kenya']],
  [/city|location|place/, ['Lisbon', 'Kyoto', 'Nairobi']],
  [/address|street/, ['12 Harbour Street, Lisbon', '4 Temple Lane, Kyoto']],
  [/colou?r/, ['blue', 'dark green', 'orange']],
  [/(^|_)(id|key|code|number|sku)$/, ['A-1042', 'B-2077', 'C-3190']],
  [/company|merchant|vendor|organi[sz]ation|employer/, ['Harbour Bakery', 'Nordlicht GmbH', 'Blue Finch Ltd.']],
  [/(^|_)(first_?name|given_?name)$/, ['Ada', 'Grace', 'Alan']],
  [/(^|_)(last_?name|surname|family_?name)$/, ['Lovelace', 'Hopper', 'Turing']],
  [/person|author|user|customer|(^|_)name$|speaker/, ['Ada Lovelace', 'Grace Hopper', 'Alan Turing']],
  [
    /title|heading|subject|headline|label/,
    ['A quiet harbour', 'What the tide leaves behind', 'Notes from the workshop'],
  ],
  [/tag|keyword|skill|topic|category|kind|type/, ['sailing', 'woodwork', 'history', 'design']],
  [/product|item/, ['Sourdough loaf', 'Olive oil, 500 ml', 'Ground coffee']],
];

const SENTENCES: readonly string[] = [
  'The harbour wakes before the town does.',
  'Nobody had counted the boats in years, and nobody minded.',
  'It costs less than it looks, and lasts longer than it should.',
  'She wrote “wait for the tide” on the first page and meant it.',
  'A small change in the morning saves a long walk in the evening.',
  'The second try was better; the third was not needed.',
];

/** A field whose name speaks of length: several sentences instead of a word. */
const LONG =
  /description|summary|text|body|content|reason|explanation|comment|note|message|answer|bio|paragraph|teaser|story/;

/** A text for a field. `name` is its own name, or that of the list or map it is in; empty at the root. */
export function exampleText(name: string, random: Random): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  if (words === '' || LONG.test(words)) return sentences(random, random.between(2, 4));
  const known = BY_NAME.find(([pattern]) => pattern.test(words) || pattern.test(words.replace(/s$/, '')));
  return known ? random.pick(known[1]) : sentences(random, 1);
}

/** A number for a field, whole or with two decimals. */
export function exampleNumber(name: string, whole: boolean, random: Random): number {
  const words = name.toLowerCase();
  if (/year/.test(words)) return random.between(1990, 2026);
  if (/age$/.test(words)) return random.between(18, 90);
  if (/score|confidence|probability|ratio|share/.test(words) && !whole) return random.between(50, 99) / 100;
  if (/rating|stars|level|priority/.test(words)) return random.between(1, 5);
  if (/quantity|count|number/.test(words)) return random.between(1, 12);
  return whole ? random.between(1, 99) : random.between(100, 9999) / 100;
}

function sentences(random: Random, count: number): string {
  return Array.from({ length: count }, () => random.pick(SENTENCES)).join(' ');
}
