/** The text form of a raw value: what a string target receives when the model sent something else. */
import type { Raw, RawList, RawNumber, RawObject } from './raw';

/** Deeper values end in `…`; nobody reads so far, and the stack stays small. */
const MAX_DEPTH = 500;

export function textForm(raw: Raw, depth = 0): string {
  if (depth > MAX_DEPTH) return '…';
  switch (raw.kind) {
    case 'string':
      return raw.value;
    case 'number':
      return numberText(raw);
    case 'word':
      return String(raw.value);
    case 'list':
      return `[${membersText(raw, depth)}]`;
    case 'object':
      return `{${membersText(raw, depth)}}`;
    case 'fenced':
      return `${raw.tag}\n${textForm(raw.inner, depth + 1)}`;
    case 'fixed':
      return textForm(raw.inner, depth + 1);
    case 'choice':
      return `AnyOf[${[raw.text(), ...raw.all.map((one) => textForm(one, depth + 1))].map((one) => `${one},`).join('')}]`;
  }
}

/** The text of finished members, which never change: made once while their list or object grows. */
const finished = new WeakMap<RawList | RawObject, { count: number; text: string }>();

function membersText(raw: RawList | RawObject, depth: number): string {
  let known = finished.get(raw);
  if (known === undefined) finished.set(raw, (known = { count: 0, text: '' }));
  const values = raw.kind === 'list' ? raw.items : raw.values;
  for (; known.count < values.length; known.count++) {
    known.text += memberText(raw, known.count, values[known.count]!, depth);
  }
  const { tail } = raw;
  if (tail === null || raw.length === values.length) return known.text;
  return known.text + memberText(raw, values.length, tail, depth);
}

function memberText(raw: RawList | RawObject, at: number, value: Raw, depth: number): string {
  const key = raw.kind === 'list' ? '' : `${raw.keys[at]!}: `;
  return `${at === 0 ? '' : ', '}${key}${textForm(value, depth + 1)}`;
}

/** Integers as digits; floats always with a fraction or an exponent (`5.0`, `1e16`). */
export function numberText(raw: RawNumber): string {
  if (raw.integer) return raw.big === null ? String(raw.value) : String(raw.big);
  return floatText(raw.value);
}

/** The shortest digits that read back as `value`, in the notation of the official runtime. */
export function floatText(value: number): string {
  if (Object.is(value, -0)) return '-0.0';
  if (value === 0) return '0.0';
  const [mantissa, exponentText] = value.toExponential().split('e') as [string, string];
  const exponent = Number(exponentText);
  if (exponent >= 16 || exponent < -5) return `${mantissa}e${exponent}`;
  const sign = value < 0 ? '-' : '';
  const digits = mantissa.replace('-', '').replace('.', '');
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${sign}${whole}.${digits.slice(exponent + 1) || '0'}`;
}
