import assert from 'node:assert/strict';
import { EMPTY, foldAll } from '../../protocol/timeline';
import { readingOf } from '../../protocol/reading';
import type { WhatIf } from '../../protocol/whatIf';
import { whatIfWords } from '../../webview/src/whatIfWords';
import { after, eventsOf, init } from './support';

const done = after(init(eventsOf('completed')));
const cancelled = readingOf(foldAll(EMPTY, eventsOf('cancelled')));
const place = { uri: 'file:///receipt.baml', line: 6, character: 2, endLine: 6, endCharacter: 9 };
const words = (what: WhatIf, reading = cancelled): string => whatIfWords({ ...done, whatIf: { what, reading } }).join();

describe('what another reading would change, for a screen reader', () => {
  it('is nothing while there is none', () => assert.deepEqual(whatIfWords(done), []));

  it('says by which types, then what differs, in one sentence', () => {
    assert.match(words({ kind: 'edited' }), /^As the types are written now: .*\d field.* later\.$/);
    assert.match(words({ kind: 'without', at: place, name: '@stream.done' }), /^Without @stream.done: /);
    const only = { at: place, name: 'note' };
    assert.match(
      words({ kind: 'without', at: place, name: '@@stream.done', only }),
      /^Without @@stream.done, with @stream.done on note only: /,
    );
  });

  it('says so when nothing does', () => {
    const same = 'As the types are written now: nothing in this answer would be different.';
    assert.equal(words({ kind: 'edited' }, readingOf(done.timeline)), same);
  });
});
