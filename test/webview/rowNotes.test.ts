import assert from 'node:assert/strict';
import type { QuirkNote } from '../../protocol/insight';
import { rowAtPath } from '../../protocol/timeline';
import { RowNotes } from '../../webview/src/rowNotes';
import { after, eventsOf, host, init } from './support';

const quirk = (name: string, more: Partial<QuirkNote> = {}): QuirkNote => ({
  quirk: name,
  advice: 'better',
  happens: 'An escape at the end of the text is shown as it stands.',
  path: ['note'],
  from: 100,
  to: 110,
  chars: 4,
  shown: '"a\\\\"',
  instead: '"a"',
  ...more,
});

describe('notes of a row', () => {
  it('describe every oddity of the runtime by its name, so that a screen reader tells it too', () => {
    const events = eventsOf('completed');
    const quirks = [
      quirk('escape-tail'),
      quirk('escape-tail'),
      quirk('half-number', { advice: 'follow', chars: null }),
    ];
    const state = after(init(events), host({ type: 'quirks', run: events[0]!.run, quirks }));
    const { timeline } = state;
    const notes = RowNotes.of(state);
    const said = notes.description(rowAtPath(timeline, ['note'])!.row)!;
    assert.match(said, /^Runtime quirk escape-tail: .* where a corrected reading shows "a"\. An escape/);
    assert.equal(said.split('Runtime quirk').length - 1, 2, 'each once');
    assert.match(said, /Runtime quirk half-number: /);
    assert.equal(notes.description(rowAtPath(timeline, ['total'])!.row), null);
    assert.equal(RowNotes.of(state), notes, 'the same while nothing of it changes');
  });

  it('of very many oddities name the first and count the others', () => {
    const events = eventsOf('completed');
    const quirks = ['a', 'b', 'c', 'd', 'e'].map((name) => quirk(name));
    const state = after(init(events), host({ type: 'quirks', run: events[0]!.run, quirks }));
    const said = RowNotes.of(state).description(rowAtPath(state.timeline, ['note'])!.row)!;
    assert.match(said, /2 more in its explanation$/);
  });
});
