import assert from 'node:assert/strict';
import { packedEvents, unpackedEvents } from '../../protocol/packedEvents';
import { eventsOf } from '../webview/support';

describe('a log on its way into a view', () => {
  it('is one text when it is long, and comes out as it went in', () => {
    const short = eventsOf('completed').slice(0, 20);
    const long = eventsOf('huge');
    assert.deepEqual(packedEvents(short), { events: short });
    assert.deepEqual(packedEvents(long).events, []);
    assert.equal(typeof packedEvents(long).packed, 'string');
    const asJson = (events: unknown): unknown => JSON.parse(JSON.stringify(events));
    for (const events of [short, long, []])
      assert.deepEqual(asJson(unpackedEvents(packedEvents(events))), asJson(events));
  });
});
