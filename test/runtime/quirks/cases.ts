/** One example or two of each quirk that corrected mode mends: what the program sees after a prefix, and what it would see. */
import type { Json } from '../../../server/src/ir/json';
import type { BetterQuirk } from '../../../server/src/runtime/quirks/catalog';

/** A value, or that there is none. */
export type Seen = { readonly value: Json } | 'refused';

export interface QuirkCase {
  readonly quirk: BetterQuirk;
  readonly returns: string;
  readonly types?: string;
  readonly text: string;
  /** What is seen when the text has come as far as the end of the first occurrence of `until`. */
  readonly seen: readonly (readonly [until: string, official: Seen, corrected: Seen])[];
}

const v = (value: Json): Seen => ({ value });

const NUMBER_AND_TEXT = 'class T {\n  n int\n  t string\n}';
const DONE_ROW = `class Cell {\n  v int\n}
class Row {\n  cells Cell[]\n  best Cell?\n  @@stream.done\n}
class T {\n  rows Row[]\n}`;

export const QUIRK_CASES: readonly QuirkCase[] = [
  {
    quirk: 'minified-scalar',
    returns: 'T',
    types: NUMBER_AND_TEXT,
    text: '{"n":1,"t":"ab"}',
    seen: [
      ['{"n":1,', v({ n: 1, t: null }), v({ n: 1, t: null })],
      ['"t', v({ n: null, t: null }), v({ n: 1, t: null })],
      ['"a', v({ n: null, t: null }), v({ n: 1, t: 'a' })],
      ['}', v({ n: 1, t: 'ab' }), v({ n: 1, t: 'ab' })],
    ],
  },
  {
    quirk: 'crlf-tail',
    returns: 'T',
    types: 'class T {\n  a string\n  b T?\n}',
    text: '{"b": {"a": "x"\r\n}, "a": "y"\r\n}',
    seen: [
      ['"x"\r\n', v({ a: null, b: { a: 'x"\r\n', b: null } }), v({ a: null, b: { a: 'x', b: null } })],
      ['"y', v({ a: null, b: { a: 'x"\r\n}, "a": "y', b: null } }), v({ a: 'y', b: { a: 'x', b: null } })],
    ],
  },
  {
    quirk: 'crlf-tail',
    returns: 'T',
    types: NUMBER_AND_TEXT,
    text: '{\r\n"n": 1,\r\n"t": "x"\r\n}',
    seen: [
      ['1,', v({ n: 1, t: null }), v({ n: 1, t: null })],
      ['"x', v({ n: null, t: null }), v({ n: 1, t: 'x' })],
    ],
  },
  {
    quirk: 'non-ascii-skip',
    returns: 'T',
    types: 'class T {\n  name string\n  age int?\n}',
    text: '{"name": Łódź Ñandú, "age": 31}',
    seen: [['31}', v({ name: 'Łódź Ñandú', age: null }), v({ name: 'Łódź Ñandú', age: 31 })]],
  },
  {
    quirk: 'escape-tail',
    returns: 'T',
    types: 'class T {\n  t string\n}',
    text: String.raw`{"t": "a\nb\u00e9c\ud83d\ude00\/d"}`,
    seen: [
      ['a\\', v({ t: 'a\\' }), v({ t: 'a' })],
      ['\\nb', v({ t: 'a\nb' }), v({ t: 'a\nb' })],
      ['\\u00', v({ t: 'a\nb\\u00' }), v({ t: 'a\nb' })],
      ['\\u00e9', v({ t: 'a\nb\\u00e' }), v({ t: 'a\nbé' })],
      ['\\ud83d', v({ t: 'a\nb\\u00ec\\ud83' }), v({ t: 'a\nbéc' })],
      ['\\ude00', v({ t: 'a\nb\\u00ec\\ud83\\ude0' }), v({ t: 'a\nbéc😀' })],
      ['\\/d', v({ t: 'a\nb\\u00ec\\ud83\\ude0\\/d' }), v({ t: 'a\nbéc😀/d' })],
      ['}', v({ t: 'a\nbéc😀/d' }), v({ t: 'a\nbéc😀/d' })],
    ],
  },
  {
    quirk: 'comma-blank',
    returns: 'T',
    types: 'class T {\n  name string\n  age int?\n}',
    text: '{"name": Ann Lee, "age": 3}',
    seen: [
      ['Lee', v({ name: 'Ann Lee', age: null }), v({ name: 'Ann Lee', age: null })],
      ['Lee, ', v({ name: 'Ann Lee,', age: null }), v({ name: 'Ann Lee', age: null })],
    ],
  },
  {
    quirk: 'null-letters',
    returns: 'T',
    types: 'class T {\n  d string?\n  b bool | string\n  s string?\n}',
    text: '{"d": null, "b": true, "s": "nul"}',
    seen: [
      ['nu', v({ d: 'nu', b: null, s: null }), v({ d: null, b: null, s: null })],
      ['null', v({ d: null, b: null, s: null }), v({ d: null, b: null, s: null })],
      ['tru', v({ d: null, b: 'tru', s: null }), v({ d: null, b: null, s: null })],
      ['"nu', v({ d: null, b: true, s: 'nu' }), v({ d: null, b: true, s: 'nu' })],
    ],
  },
  {
    quirk: 'null-letters',
    returns: 'string?',
    text: 'null',
    seen: [
      ['nul', v('nul'), 'refused'],
      ['null', v(null), v(null)],
    ],
  },
  {
    quirk: 'quote-lookahead',
    returns: 'T',
    types: 'class T {\n  n string @stream.done\n}',
    text: '{"n": "Ann "x" b"}',
    seen: [
      ['"Ann "', v({ n: 'Ann ' }), v({ n: null })],
      ['"Ann "x', v({ n: null }), v({ n: null })],
      ['b"}', v({ n: 'Ann "x" b' }), v({ n: 'Ann "x" b' })],
    ],
  },
  {
    quirk: 'nested-in-done',
    returns: 'T',
    types: DONE_ROW,
    text: '{"rows": [{"cells": [{"v": 1}], "best": {"v": 2}}, ',
    seen: [['}}', v({ rows: [{ cells: [], best: null }] }), v({ rows: [{ cells: [{ v: 1 }], best: { v: 2 } }] })]],
  },
  {
    quirk: 'done-ignored',
    returns: 'T',
    types: 'class T {\n  s string? @stream.done\n  l string[]? @stream.done\n}',
    text: '{"s": "ab", "l": ["x", "y"]}',
    seen: [
      ['"a', v({ s: 'a', l: null }), v({ s: null, l: null })],
      ['"ab",', v({ s: 'ab', l: null }), v({ s: 'ab', l: null })],
      ['["x"', v({ s: 'ab', l: ['x'] }), v({ s: 'ab', l: null })],
      ['"y"]', v({ s: 'ab', l: ['x', 'y'] }), v({ s: 'ab', l: ['x', 'y'] })],
    ],
  },
  {
    quirk: 'done-container-open',
    returns: 'T',
    types: 'class T {\n  a int?\n  l string[] @stream.done @stream.with_state\n}',
    text: '{"a": 1, "l": ["x", "y"]}',
    seen: [
      ['1,', v({ a: 1, l: { state: 'Pending', value: null } }), v({ a: 1, l: { state: 'Pending', value: [] } })],
      ['[', v({ a: 1, l: { state: 'Complete', value: [] } }), v({ a: 1, l: { state: 'Incomplete', value: [] } })],
      [
        '"y"]',
        v({ a: 1, l: { state: 'Complete', value: ['x', 'y'] } }),
        v({ a: 1, l: { state: 'Complete', value: ['x', 'y'] } }),
      ],
    ],
  },
  {
    quirk: 'not-null-weak',
    returns: 'T',
    types: 'class M {\n  kind "x" | "y" @stream.not_null\n  t string\n}\nclass T {\n  m M?\n}',
    text: '{"m": {"kind": "x", "t": "a"}}',
    seen: [
      ['"x', v({ m: { kind: null, t: null } }), v({ m: null })],
      ['"x"', v({ m: { kind: 'x', t: null } }), v({ m: { kind: 'x', t: null } })],
    ],
  },
  {
    quirk: 'object-as-text',
    returns: '(C @stream.done | string)[]',
    types: 'class C {\n  x int\n  y int\n}',
    text: '[{"x": 1, "y": 2}, "a"]',
    seen: [
      ['{', v(['{}']), v([])],
      ['1, ', v(['{x: 1}']), v([])],
      ['2}', v([{ x: 1, y: 2 }]), v([{ x: 1, y: 2 }])],
    ],
  },
  {
    quirk: 'fence-tail',
    returns: 'string?',
    text: '```json\n{"a": 1}\n```\nand\n```json\n[2]\n```\n',
    seen: [['[2', v('[json\nAnyOf[{"a": 1},{a: 1},], json\nAnyOf[[2,[2],]]'), v('{"a": 1}\n[2')]],
  },
  {
    quirk: 'state-early',
    returns: 'T',
    types: 'class B {\n  x int\n  y string?\n}\nclass T {\n  b B @stream.with_state\n}',
    text: '{"b": {"x": 1, "y": "q"}}',
    seen: [
      [
        '"q',
        v({ b: { state: 'Complete', value: { x: 1, y: 'q' } } }),
        v({ b: { state: 'Incomplete', value: { x: 1, y: 'q' } } }),
      ],
      [
        '}',
        v({ b: { state: 'Complete', value: { x: 1, y: 'q' } } }),
        v({ b: { state: 'Complete', value: { x: 1, y: 'q' } } }),
      ],
    ],
  },
  {
    quirk: 'empty-root',
    returns: 'string[]',
    text: 'Here: ["a"]',
    seen: [
      ['', v(['']), 'refused'],
      ['Here', v(['Here']), 'refused'],
      ['[', v([]), v([])],
    ],
  },
  {
    quirk: 'text-tail-completes',
    returns: '"yes"',
    text: 'Well, yes indeed',
    seen: [
      ['yes ', v('yes'), v('yes')],
      ['yes ind', 'refused', v('yes')],
    ],
  },
  {
    quirk: 'text-tail-completes',
    returns: 'Color',
    types: 'enum Color {\n  RED\n  BLUE\n}',
    text: 'The RED one, not BLUE BLUE ',
    seen: [
      ['RED ', v('RED'), v('RED')],
      ['RED o', 'refused', v('RED')],
      ['not BLUE ', 'refused', 'refused'],
      ['BLUE BLUE ', v('BLUE'), v('BLUE')],
    ],
  },
];
