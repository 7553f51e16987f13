/** `value is test(arguments)`. */
import { asText, type Args } from './args';
import { equal, order } from './compare';
import { fail, invalid } from './failure';
import { FILTER_NAMES } from './filters';
import { contains } from './operators';
import { iterate, plainText, type Value } from './values';

type Test = (value: Value, args: Args) => boolean;

const TESTS: ReadonlyMap<string, Test> = new Map(
  Object.entries({
    defined: plain((value) => value !== undefined),
    undefined: plain((value) => value === undefined),
    none: plain((value) => value === null),
    boolean: plain((value) => typeof value === 'boolean'),
    true: plain((value) => value === true),
    false: plain((value) => value === false),
    number: plain((value) => typeof value === 'bigint' || typeof value === 'number'),
    integer: plain((value) => typeof value === 'bigint'),
    int: plain((value) => typeof value === 'bigint'),
    float: plain((value) => typeof value === 'number'),
    string: plain((value) => typeof value === 'string' || (isThing(value) && value.kind === 'rich')),
    sequence: plain((value) => isThing(value) && value.kind === 'list' && !value.lazy),
    iterable: plain((value) => value !== undefined && value !== null && iterate(value) !== undefined),
    mapping: plain((value) => isThing(value) && ['map', 'class', 'enum', 'enumType'].includes(value.kind)),
    safe: plain((value) => isThing(value) && value.kind === 'rich' && value.safe === true),
    odd: plain((value) => remainder(value, 2n) === 1n),
    even: plain((value) => remainder(value, 2n) === 0n),
    lower: plain((value) => text(value) === text(value).toLowerCase()),
    upper: plain((value) => text(value) === text(value).toUpperCase()),
    filter: plain((value) => FILTER_NAMES.has(plainText(value) ?? '')),
    test: plain((value) => TESTS.has(plainText(value) ?? '')),
    divisibleby: against((value, other) => remainder(value, other) === 0n),
    startingwith: against((value, other) => asText(value).startsWith(asText(other))),
    endingwith: against((value, other) => asText(value).endsWith(asText(other))),
    sameas: against((value, other) => typeof value === typeof other && equal(value, other)),
    in: against((value, other) => (iterate(other) || isThing(other) ? contains(other, value) : false)),
    eq: against((value, other) => equal(value, other)),
    ne: against((value, other) => !equal(value, other)),
    lt: against((value, other) => order(value, other) < 0),
    le: against((value, other) => order(value, other) <= 0),
    gt: against((value, other) => order(value, other) > 0),
    ge: against((value, other) => order(value, other) >= 0),
  }),
);

const OTHER_NAMES: Readonly<Record<string, string>> = {
  equalto: 'eq',
  '==': 'eq',
  '!=': 'ne',
  lessthan: 'lt',
  '<': 'lt',
  '<=': 'le',
  greaterthan: 'gt',
  '>': 'gt',
  '>=': 'ge',
  escaped: 'safe',
};

/** Unknown names are failures. */
export function applyTest(name: string, value: Value, args: Args): boolean {
  return (find(name) ?? fail(`unknown test: test ${name} is unknown`))(value, args);
}

/** `list | select("name")`: the message has no name there. */
export function applyNamedTest(name: string, value: Value, args: Args): boolean {
  return (find(name) ?? fail('unknown test'))(value, args);
}

function find(name: string): Test | undefined {
  return TESTS.get(Object.hasOwn(OTHER_NAMES, name) ? (OTHER_NAMES[name] as string) : name);
}

function plain(test: (value: Value) => boolean): Test {
  return (value, args) => {
    args.done();
    return test(value);
  };
}

function against(test: (value: Value, other: Value) => boolean): Test {
  return (value, args) => {
    const other = args.required();
    args.done();
    return test(value, other);
  };
}

function isThing(value: Value): value is Extract<Value, { kind: string }> {
  return typeof value === 'object' && value !== null;
}

function text(value: Value): string {
  return plainText(value) ?? invalid('value is not a string');
}

function remainder(value: Value, by: Value): bigint | undefined {
  if (typeof by !== 'bigint' || by === 0n) return undefined;
  if (typeof value === 'number' && Number.isInteger(value)) return remainder(BigInt(value), by);
  if (typeof value !== 'bigint') return undefined;
  const rest = value % by;
  return rest < 0n ? -rest : rest;
}
