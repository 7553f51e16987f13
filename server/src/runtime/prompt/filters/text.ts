/** Filters that work on text. Other values are printed first; roles and media in a text keep their places. */
import { asText, type Args } from '../args';
import type { Budget } from '../failure';
import { join, printRich, printTo, quoted } from '../print';
import { list, plainText, type RichText, type Value } from '../values';
import type { Filter } from './filter';
import { trimSpace, trimSpaceEnd, trimSpaceStart } from '../whitespace';

export const textFilters: Readonly<Record<string, Filter>> = {
  upper: onText((text) => text.toUpperCase()),
  lower: onText((text) => text.toLowerCase()),
  title: onText(titleCase),
  capitalize: onText(capitalize),
  trim,
  replace(value, args, { budget }) {
    const [from, to] = [args.requiredText(), args.requiredText()];
    args.done();
    return mapParts(value, (text) => replaceText(text, from, to, Infinity, budget));
  },
  indent(value, args, { budget }) {
    const width = Math.max(0, Math.min(args.requiredInteger(), 10_000));
    const [first, blank] = [args.optionalBool(), args.optionalBool()];
    args.done();
    return mapParts(value, (text, index) => {
      budget.spendLength(occurrences(text, '\n') * width);
      return indent(text, ' '.repeat(width), first && index === 0, blank);
    });
  },
  lines(value, args) {
    args.done();
    return list(splitLines(asText(value)));
  },
  split(value, args) {
    const separator = args.optionalText();
    const limit = args.optionalInteger();
    args.done();
    return { kind: 'list', items: splitText(asText(value), separator, limit), lazy: true };
  },
  string(value, args) {
    args.done();
    return printRich(value);
  },
  escape,
  e: escape,
  safe(value, args) {
    args.done();
    return { kind: 'rich', parts: [asText(value)], safe: true };
  },
  pprint(value, args) {
    args.done();
    if (value === null) return 'none';
    return typeof value === 'string' ? quoted(value) : printRich(value);
  },
};

function onText(change: (text: string) => string): Filter {
  return (value, args) => {
    args.done();
    return mapParts(value, change);
  };
}

/** Changes the texts of a value and leaves roles and media between them alone. */
function mapParts(value: Value, change: (text: string, index: number) => string): string | RichText {
  const printed = plainText(value) === undefined ? printRich(value) : value;
  if (typeof printed !== 'object' || printed?.kind !== 'rich') return change(asText(printed), 0);
  return join(printed.parts.map((part, index) => (typeof part === 'string' ? change(part, index) : part)));
}

function trim(value: Value, args: Args): Value {
  const characters = args.optionalText();
  args.done();
  const printed = plainText(value) === undefined ? printRich(value) : value;
  if (typeof printed !== 'object' || printed?.kind !== 'rich') return trimText(asText(printed), characters, 'both');
  const last = printed.parts.length - 1;
  return join(
    printed.parts.map((part, index) => {
      if (typeof part !== 'string') return part;
      const left = index === 0 ? trimText(part, characters, 'start') : part;
      return index === last ? trimText(left, characters, 'end') : left;
    }),
  );
}

/** Removes whitespace, or these characters, from one or both ends. */
export function trimText(text: string, characters: string | undefined, side: 'start' | 'end' | 'both'): string {
  if (characters === undefined) {
    return side === 'start' ? trimSpaceStart(text) : side === 'end' ? trimSpaceEnd(text) : trimSpace(text);
  }
  const set = new Set(characters);
  const points = [...text];
  let start = 0;
  let end = points.length;
  if (side !== 'end') while (start < end && set.has(points[start] as string)) start++;
  if (side !== 'start') while (end > start && set.has(points[end - 1] as string)) end--;
  return points.slice(start, end).join('');
}

export function capitalize(text: string): string {
  const [first = ''] = text;
  return first.toUpperCase() + text.slice(first.length).toLowerCase();
}

/** Every word starts with a capital; words end at whitespace and ASCII punctuation. */
export function titleCase(text: string): string {
  let start = true;
  let result = '';
  for (const character of text) {
    const boundary = /[\p{White_Space}!-/:-@[-`{-~]/u.test(character);
    result += boundary ? character : start ? character.toUpperCase() : character.toLowerCase();
    start = boundary;
  }
  return result;
}

/** The first `most` occurrences replaced; an empty `from` stands between all characters, and at both ends. */
export function replaceText(text: string, from: string, to: string, most: number, budget: Budget): string {
  const count = Math.min(most, occurrences(text, from));
  budget.spendLength(text.length + count * to.length);
  let left = count;
  return text.replaceAll(from, (match) => (left-- > 0 ? to : match));
}

function occurrences(text: string, part: string): number {
  if (part === '') return text.length + 1;
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) count++;
  return count;
}

/** At line ends, without an empty piece after the last one. */
export function splitLines(text: string): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** At a separator, or at runs of whitespace; at most `limit` times. */
export function splitText(text: string, separator: string | undefined, limit: number | undefined): string[] {
  const most = limit === undefined || limit < 0 ? Infinity : limit;
  const pieces: string[] = [];
  let rest = separator === undefined ? trimSpaceStart(text) : text;
  if (separator === '') return ['', ...rest, ''];
  while (pieces.length < most) {
    const at = separator === undefined ? rest.search(/\p{White_Space}/u) : rest.indexOf(separator);
    if (at < 0) break;
    pieces.push(rest.slice(0, at));
    rest = separator === undefined ? trimSpaceStart(rest.slice(at)) : rest.slice(at + separator.length);
  }
  if (separator !== undefined || rest !== '') pieces.push(rest);
  return pieces;
}

function indent(text: string, blanks: string, first: boolean, blank: boolean): string {
  return splitLines(text)
    .map((line, index) => ((index === 0 && !first) || (line === '' && !blank) ? line : blanks + line))
    .join('\n');
}

const HTML: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  "'": '&#x27;',
  '/': '&#x2f;',
};

function escape(value: Value, args: Args): Value {
  args.done();
  if (typeof value === 'object' && value?.kind === 'rich' && value.safe) return value;
  let text = '';
  printTo({ text: (piece) => (text += piece), marker: () => undefined }, value);
  return { kind: 'rich', parts: [text.replace(/[<>&"'/]/g, (character) => HTML[character] as string)], safe: true };
}
