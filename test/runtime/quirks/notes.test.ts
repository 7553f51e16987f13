import * as assert from 'node:assert/strict';
import { quirkNotes, type QuirkNote } from '../../../server/src/runtime/quirks/notes';
import { outputOf, source } from '../stream/cases';

/** The notes on a text that comes a character at a time. */
function notes(types: string, text: string, isFinal = true): readonly QuirkNote[] {
  const chunks = [...text].map((character, at) => ({ t: at * 10, batch: at, text: character }));
  const steps = quirkNotes(outputOf(source('A', types)), chunks, isFinal);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

describe('quirks of an answer as notes', () => {
  it('say for how long which quirk showed where, and what a corrected reading shows', () => {
    const [note, ...others] = notes('class A {\n  n string?\n}', '{"n": null }');
    assert.deepEqual(others, []);
    const { quirk, path, from, to, chars, shown, instead, advice } = note!;
    assert.deepEqual(
      { quirk, path, from, to, chars, shown, instead, advice },
      {
        quirk: 'null-letters',
        path: ['n'],
        from: 6,
        to: 9,
        chars: 3,
        shown: '"n"',
        instead: 'null',
        advice: 'better',
      },
    );
  });

  it('are none where the runtime does what one expects', () => {
    assert.deepEqual(notes('class A {\n  n string\n}', '{"n": "abc"}'), []);
  });

  it('tell at the end what the final value has otherwise', () => {
    const found = notes('class A {\n  items int[]\n  note string?\n}', 'I could not find anything.');
    assert.ok(found.some(({ quirk, chars }) => quirk === 'defaults-accept-prose' && chars === null));
  });

  it('give others a turn after each chunk', () => {
    const chunks = [...'{"n": "abc"}'].map((text, at) => ({ t: at, batch: at, text }));
    const steps = quirkNotes(outputOf(source('A', 'class A {\n  n string\n}')), chunks, false);
    let turns = 0;
    while (!steps.next().done) turns++;
    assert.equal(turns, chunks.length);
  });
});
