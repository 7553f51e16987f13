/** A raw value as the parser marks it once a later span has begun: complete, with everything in it. */
import { RawChoice, RawFenced, RawFixed, RawList, RawObject, RawNumber, RawString, type Raw } from './raw';

/** Deeper values are not read by any type. */
const MAX_DEPTH = 500;

/** `raw` itself when it is complete throughout, else a complete copy. */
export function completed(raw: Raw, depth = 0): Raw {
  if (depth > MAX_DEPTH) return raw;
  switch (raw.kind) {
    case 'word':
      return raw;
    case 'string': {
      if (raw.complete) return raw;
      const copy = new RawString(raw.start);
      copy.text = raw.value;
      copy.complete = copy.closed = true;
      return copy;
    }
    case 'number': {
      if (raw.complete) return raw;
      const copy = new RawNumber(raw.start, raw.value, raw.integer, raw.big, true);
      copy.closed = true;
      return copy;
    }
    case 'list': {
      if (raw.closed) return raw;
      const copy = new RawList(raw.start);
      copy.items.push(...raw.items.map((one) => completed(one, depth + 1)));
      if (raw.tail !== null) copy.items.push(completed(raw.tail, depth + 1));
      copy.complete = copy.closed = true;
      return copy;
    }
    case 'object': {
      if (raw.closed) return raw;
      const copy = new RawObject(raw.start);
      for (let i = 0; i < raw.length; i++) {
        copy.keys.push(raw.keys[i]!);
        copy.values.push(completed(raw.value(i), depth + 1));
      }
      copy.complete = copy.closed = true;
      return copy;
    }
    case 'fenced':
      // What is in a block keeps its marks.
      return raw.complete ? raw : new RawFenced(raw.tag, raw.inner, true);
    case 'fixed': {
      const inner = completed(raw.inner, depth + 1);
      return inner === raw.inner ? raw : new RawFixed(inner);
    }
    case 'choice': {
      const { all } = raw;
      const candidates = all.map((one) => completed(one, depth + 1));
      return candidates.every((one, index) => one === all[index]) ? raw : new RawChoice(candidates, raw.text);
    }
  }
}
