/** The arguments of a call, and how filters, tests and functions take them. */
import { fail, invalid } from './failure';
import { print } from './print';
import { kindName, plainText, truthy, type Value } from './values';

export class Args {
  private taken = 0;

  constructor(
    readonly positional: readonly Value[] = [],
    readonly named: ReadonlyMap<string, Value> = new Map(),
  ) {}

  /** The next positional argument; without one, the call is refused. */
  required(): Value {
    if (this.taken >= this.positional.length) fail('missing argument');
    return this.optional();
  }

  /** The next positional argument, or undefined. */
  optional(): Value {
    return this.positional[this.taken++];
  }

  requiredText(): string {
    return asText(this.required());
  }

  optionalText(): string | undefined {
    const value = this.optional();
    return value === undefined || value === null ? undefined : asText(value);
  }

  requiredInteger(): number {
    return asInteger(this.required());
  }

  optionalInteger(): number | undefined {
    const value = this.optional();
    return value === undefined || value === null ? undefined : asInteger(value);
  }

  optionalBool(): boolean {
    const value = this.optional();
    return value === undefined ? false : truthy(value);
  }

  /** The positional arguments that are left. */
  rest(): readonly Value[] {
    const rest = this.positional.slice(this.taken);
    this.taken = this.positional.length;
    return rest;
  }

  /** Refuses arguments nobody took, and keyword arguments other than these. */
  done(...names: readonly string[]): this {
    if (this.positional.length > this.taken) fail('too many arguments');
    for (const name of this.named.keys()) {
      if (!names.includes(name)) {
        fail(names.length ? `too many arguments: unknown keyword argument '${name}'` : 'too many arguments');
      }
    }
    return this;
  }
}

/** A value where text is needed: anything that prints. */
export function asText(value: Value): string {
  return plainText(value) ?? print(value);
}

/** A value where a whole number is needed. */
export function asInteger(value: Value): number {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  if (typeof value === 'boolean') return Number(value);
  return invalid(`cannot convert ${kindName(value)} to isize`);
}
