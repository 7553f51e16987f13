import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { explainCase, explainRecording } from './explain';
import { source } from './cases';

const BAML = source('Item', 'class Item {\n  name string @stream.done\n  price int @stream.not_null\n}');

describe('explain', () => {
  it('tells what each character changed, and what is held by what', () => {
    const lines = [...explainCase({ baml: BAML, text: '{"name": "Tea", "price": 3}' })];
    const all = lines.join('\n');
    assert.match(all, /root is held: not-null on field price, waits for price/);
    assert.match(all, /= {"name":"Tea","price":3}/);
    assert.ok(lines.includes('final  {"name":"Tea","price":3}'));
    assert.equal(lines.at(-1), `candidate  * json 0-27 ${JSON.stringify('{"name": "Tea", "price": 3}')}, penalty 0`);
  });

  it('tells which quirk shows and for how long, what was repaired, and as which variant the value was read', () => {
    const baml = source('A | B', 'class A {\n  n int\n  s string?\n}\nclass B {\n  t string\n}');
    const all = [...explainCase({ baml, text: 'So: {"n":"1","s":null}' })].join('\n');
    assert.match(all, /quirk empty-root|quirk null-letters at s; without: null/);
    assert.match(all, /quirk null-letters at s is over, after 3 characters/);
    assert.match(all, /^candidate {2}\* span 4-22 /m);
    assert.match(all, /^variant {2}root: \*A 0, B 4$/m);
    assert.match(all, /^repair {2}prose-skipped at root: .* 0-3 "So:"$/m);
    assert.match(all, /^repair {2}text-to-number at n: .* "\\"1\\"", "1" → 1$/m);
  });

  it('tells when checks were decided', () => {
    const baml = source('A', 'class A {\n  s string @check(long, {{ this|length > 2 }})\n}');
    const lines = [...explainCase({ baml, text: '{"s": "abcd"}' })];
    assert.ok(lines.includes('check  long at s passes: decided at 13, 12 ms, after 1 turns (this|length > 2)'));
  });

  it('tells what b.stream delivered of a recording, and when', () => {
    const file = path.join(path.dirname(__TEST_ROOT__), 'examples/recordings/person.bamlrun');
    const lines = [...explainRecording(fs.readFileSync(file, 'utf8'))];
    const from = lines.findIndex((line) => line.startsWith('delivered by b.stream: '));
    assert.match(lines[from]!, /^delivered by b\.stream: \d+ events for \d+ chunks, sampled every 50 ms$/);
    const events = lines.slice(from + 1);
    assert.ok(events.length > 2);
    for (const line of events.slice(0, -1)) assert.match(line, /^ +\d+ +\d+ ms {2}partial /);
    assert.match(events.at(-1)!, /^ +\d+ +\d+ ms {2}final /);
  });

  it('tells everything about one moment', () => {
    const all = [...explainCase({ baml: BAML, text: '{"name": "Tea", "price": 3}' }, { at: 12 })].join('\n');
    assert.match(all, /^value {2}refused/m);
    assert.match(
      all,
      /^node {2}name string: 9-, open, officially incomplete, held: parent on field price, waits for price/m,
    );
  });

  it('says where the official runtime answers otherwise, which it does not here', () => {
    const lines = [...explainCase({ baml: BAML, text: '{"name": "T' }, { official: true })];
    assert.ok(lines.length > 1);
    assert.doesNotMatch(lines.join('\n'), /DIFFERS/);
  });
});
