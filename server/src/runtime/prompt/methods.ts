/** Python's methods of strings, maps and lists, as far as prompts have them. */
import type { Args } from './args';
import { asText } from './args';
import { equal } from './compare';
import { fail, type Budget } from './failure';
import { capitalize, replaceText, splitLines, splitText, titleCase, trimText } from './filters/text';
import { weigh } from './weight';
import { property } from './property';
import { iterateOrFail, kindName, list, pairs, plainText, type LoopValue, type Value } from './values';

type Method<T> = (subject: T, args: Args, budget: Budget) => Value;

/** `object.name(arguments)` where the object has no property of that name. */
export function callMethod(object: Value, name: string, args: Args, budget: Budget): Value {
  budget.spend(weigh(object));
  const text = plainText(object);
  if (text !== undefined && Object.hasOwn(TEXT, name)) return (TEXT[name] as Method<string>)(text, args, budget);
  const entries = pairs(object);
  if (entries && Object.hasOwn(MAP, name)) return (MAP[name] as Method<Value>)(object, args, budget);
  if (typeof object === 'object' && object !== null) {
    if (object.kind === 'list' && name === 'count') {
      const wanted = args.required();
      args.done();
      return BigInt(object.items.filter((item) => equal(item, wanted)).length);
    }
    if (object.kind === 'loop' && Object.hasOwn(LOOP, name))
      return (LOOP[name] as Method<LoopValue>)(object, args, budget);
  }
  return fail(`unknown method: ${kindName(object)} has no method named ${name}`);
}

const without =
  (method: (text: string) => Value): Method<string> =>
  (text, args) => {
    args.done();
    return method(text);
  };

const strip =
  (side: 'start' | 'end' | 'both'): Method<string> =>
  (text, args) => {
    const characters = args.optionalText();
    args.done();
    return trimText(text, characters, side);
  };

const every =
  (pattern: RegExp): Method<string> =>
  (text, args) => {
    args.done();
    return pattern.test(text);
  };

/** `startswith` and `endswith` take one text or several. */
const edge =
  (test: (text: string, part: string) => boolean): Method<string> =>
  (text, args) => {
    const parts = args.required();
    args.done();
    if (typeof parts === 'object' && parts?.kind === 'list')
      return parts.items.some((part) => test(text, asText(part)));
    return test(text, asText(parts));
  };

const find =
  (search: (text: string, part: string) => number): Method<string> =>
  (text, args) => {
    const part = args.requiredText();
    args.done();
    const at = search(text, part);
    return at < 0 ? -1n : BigInt([...text.slice(0, at)].length);
  };

const TEXT: Readonly<Record<string, Method<string>>> = {
  upper: without((text) => text.toUpperCase()),
  lower: without((text) => text.toLowerCase()),
  title: without(titleCase),
  capitalize: without(capitalize),
  strip: strip('both'),
  lstrip: strip('start'),
  rstrip: strip('end'),
  islower: without((text) => text !== text.toUpperCase() && text === text.toLowerCase()),
  isupper: without((text) => text !== text.toLowerCase() && text === text.toUpperCase()),
  isspace: every(/^\p{White_Space}*$/u),
  isdigit: every(/^\p{N}*$/u),
  isnumeric: every(/^\p{N}*$/u),
  isalpha: every(/^\p{L}*$/u),
  isalnum: every(/^[\p{L}\p{N}]*$/u),
  isascii: without((text) => [...text].every((character) => character <= '\u007f')),
  startswith: edge((text, part) => text.startsWith(part)),
  endswith: edge((text, part) => text.endsWith(part)),
  find: find((text, part) => text.indexOf(part)),
  rfind: find((text, part) => text.lastIndexOf(part)),
  replace(text, args, budget) {
    const [from, to] = [args.requiredText(), args.requiredText()];
    const count = args.optionalInteger() ?? -1;
    args.done();
    return replaceText(text, from, to, count < 0 ? Infinity : count, budget);
  },
  split(text, args) {
    const separator = args.optionalText();
    const limit = args.optionalInteger();
    args.done();
    return list(splitText(text, separator, limit));
  },
  splitlines(text, args) {
    const keep = args.optionalBool();
    args.done();
    return list(keep ? (text.match(/[^\n]*\n|[^\n]+$/g) ?? []) : splitLines(text));
  },
  count(text, args) {
    const part = args.requiredText();
    args.done();
    return BigInt(text.split(part).length - 1);
  },
  join(text, args, budget) {
    const given = args.required();
    const items = iterateOrFail(given);
    args.done();
    budget.spend(weigh(given));
    budget.spendLength(text.length * items.length);
    return items.map(asText).join(text);
  },
  format(text) {
    return text;
  },
};

const MAP: Readonly<Record<string, Method<Value>>> = {
  keys(map, args) {
    args.done();
    return list((pairs(map) ?? []).map(([key]) => key));
  },
  values(map, args) {
    args.done();
    return list((pairs(map) ?? []).map(([, value]) => value));
  },
  items(map, args) {
    args.done();
    return list((pairs(map) ?? []).map(([key, value]) => list([key, value])));
  },
  get(map, args) {
    const key = args.required();
    const other = args.optional() ?? null;
    args.done();
    return property(map, key) ?? other;
  },
};

const LOOP: Readonly<Record<string, Method<LoopValue>>> = {
  cycle(loop, args) {
    const values = args.rest();
    return values.length ? values[loop.index % values.length] : fail('missing argument');
  },
  changed(loop, args) {
    const values = args.rest();
    const before = loop.changed;
    loop.changed = values;
    return !before || before.length !== values.length || !before.every((value, index) => equal(value, values[index]));
  },
};
