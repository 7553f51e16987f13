/** A raw value as error texts of the official runtime print it: `Object([("a", Number(Number(1), Complete))], Complete)`. */
import type { Raw } from '../json/raw';
import { textForm } from '../json/textForm';
import { quote } from './quote';
import type { Wording } from './wording';

/** Deeper values end in `…`: nobody reads so far, and the stack has an end. */
const MAX_DEPTH = 300;

export function rawLabel(raw: Raw, wording: Wording, depth = 0): string {
  if (depth > MAX_DEPTH || !wording.goesOn()) return '…';
  const mark = raw.complete ? 'Complete' : 'Incomplete';
  const inner = (one: Raw): string => rawLabel(one, wording, depth + 1);
  const text = (value: string): string => quote(wording.count(wording.clipped(value)));
  switch (raw.kind) {
    case 'string':
      return `String(${text(raw.value)}, ${mark})`;
    case 'number':
      return wording.count(`Number(Number(${textForm(raw)}), ${mark})`);
    case 'word':
      return wording.count(raw.value === null ? 'Null' : `Boolean(${String(raw.value)})`);
    case 'list':
      return `Array([${joined(raw.length, wording, (at) => inner(at < raw.items.length ? raw.items[at]! : raw.tail!))}], ${mark})`;
    case 'object':
      return `Object([${joined(raw.length, wording, (at) => `(${text(raw.keys[at]!)}, ${inner(raw.value(at))})`)}], ${mark})`;
    case 'fenced':
      return `Markdown(${text(raw.tag.trim())}, ${inner(raw.inner)}, ${mark})`;
    case 'fixed':
      return `FixedJson(${inner(raw.inner)}, [])`;
    case 'choice': {
      const { all } = raw;
      return `AnyOf([${joined(all.length, wording, (at) => inner(all[at]!))}], ${text(raw.text())})`;
    }
  }
}

/** The members of a value, as many as may be told. */
function joined(count: number, wording: Wording, member: (at: number) => string): string {
  const said: string[] = [];
  for (let at = 0; at < count; at++) {
    if (!wording.goesOn()) {
      said.push('…');
      break;
    }
    wording.count(', ');
    said.push(member(at));
  }
  return said.join(', ');
}
