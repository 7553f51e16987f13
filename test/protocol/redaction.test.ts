import assert from 'node:assert/strict';
import { parsePattern, redacted, redactedEvents } from '../../protocol/redaction';
import type { Recording } from '../../protocol/run';
import { eventsOf } from '../webview/support';

const RECORDING: Recording = {
  header: {
    format: 'bamlrun/1',
    function: 'F',
    args: {
      email: 'noor@example.test',
      user: { name: 'Noor Halvorsen', age: 31 },
      history: [{ text: 'first' }, { text: 'second', role: 'user' }],
    },
    client: { name: 'C', provider: 'openai' },
    prompt: { messages: [{ role: 'user', text: 'From noor@example.test' }], hash: 'h' },
    schema: { hash: 's', ir: null },
    startedAt: '',
    clock: { unit: 'ms', origin: 'request sent' },
    redactions: [],
  },
  attempt: {
    number: 1,
    t: 0,
    client: { name: 'C', provider: 'openai' },
    prompt: [{ role: 'user', text: 'Noor Halvorsen' }],
  },
  chunks: [],
  end: {
    t: 1,
    end: {
      kind: 'failed',
      error: { kind: 'http', message: 'bad input noor@example.test', body: '{"echo":"noor@example.test"}' },
    },
  },
};

describe('redacted arguments', () => {
  it('are gone wherever the recording repeats them, and named', () => {
    const text = JSON.stringify(redacted(RECORDING, ['email', 'user.name']));
    assert.doesNotMatch(text, /noor@|Halvorsen/i);
    const { header, end } = redacted(RECORDING, ['email']);
    assert.equal(header.args['email'], '[redacted]');
    assert.deepEqual(header.redactions, ['argument email', 'the text of the prompt, which may repeat them']);
    assert.ok(end?.end.kind === 'failed');
    assert.equal(end.end.error.message, 'bad input [redacted]');
    assert.equal(end.end.error.body, undefined);
  });
  it('are chosen by paths with indexes and stars', () => {
    const args = (path: string): unknown => redacted(RECORDING, [path]).header.args;
    assert.deepEqual(args('history[*].text'), {
      ...RECORDING.header.args,
      history: [{ text: '[redacted]' }, { text: '[redacted]', role: 'user' }],
    });
    assert.deepEqual(args('history[1]'), { ...RECORDING.header.args, history: [{ text: 'first' }, '[redacted]'] });
    assert.deepEqual(args('*'), { email: '[redacted]', user: '[redacted]', history: '[redacted]' });
    assert.deepEqual(parsePattern('a."b c"[0]["d.e"][*]'), ['a', '"b c"', '0', 'd.e', '*']);
  });
  it('that are not there change nothing', () => {
    assert.equal(redacted(RECORDING, ['phone', '', 'user.name.first']), RECORDING);
    const events = eventsOf('completed');
    assert.equal(redactedEvents(events, ['receipt']), events);
  });
  it('are left out of the events of a run, too', () => {
    const events = eventsOf('failed').map((event) =>
      event.type === 'started' ? { ...event, header: { ...event.header, args: { receipt: 'SECRET' } } } : event,
    );
    const shown = redactedEvents(events, ['receipt']);
    assert.doesNotMatch(JSON.stringify(shown), /SECRET|INDEX BOOKSHOP/);
    assert.equal(shown.length, events.length);
  });
});
