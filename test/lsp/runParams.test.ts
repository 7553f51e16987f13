import assert from 'node:assert/strict';
import { checkRunParams } from '../../server/src/lsp/runParams';

type Bag = Record<string, unknown>;

const header = { function: 'F', client: {}, prompt: { messages: [] }, schema: {} };
const chunk = { t: 1, batch: 0, text: 'a' };
const params = (source: unknown = { kind: 'live' }): Bag => ({
  run: 'r',
  function: 'F',
  uri: '',
  partialResultToken: 't',
  args: {},
  source,
});
const replay = (recording: unknown, speed: unknown = 1): Bag => params({ kind: 'replay', speed, recording });
const withEnd = (end: unknown): Bag => replay({ header, chunks: [chunk], end });

describe('parameters of a run', () => {
  const good: [what: string, params: unknown][] = [
    ['a live run', params()],
    ['a live run of a test', { ...params(), test: 'T' }],
    ['a replay', withEnd({ t: 2, headersAt: 1, end: { kind: 'completed' } })],
    ['a replay of a cancelled run', withEnd({ t: 2, end: { kind: 'cancelled' } })],
    ['a replay of a failed run', withEnd({ t: 2, end: { kind: 'failed', error: { kind: 'http', message: 'no' } } })],
    ['a replay of a recording that was cut short', replay({ header, chunks: [] }, 0)],
  ];
  for (const [what, value] of good) it(`are right for ${what}`, () => assert.equal(checkRunParams(value), undefined));

  const bad: [what: string, params: unknown, words: RegExp][] = [
    ['nothing', null, /missing/],
    ['a list', [], /missing/],
    ['a run without a name', { ...params(), run: 1 }, /`run`/],
    ['arguments that are a list', { ...params(), args: [] }, /`args`/],
    ['a test that is no name', { ...params(), test: null }, /`test`/],
    ['no source', params(null), /`source`/],
    ['an unknown source', params({ kind: 'dream' }), /`source.kind`/],
    ['a speed below 0', replay({ header, chunks: [] }, -1), /`source.speed`/],
    ['no recording', replay(undefined), /not a recording/],
    ['no header', replay({ chunks: [] }), /not a recording/],
    ['a header without a prompt', replay({ header: { ...header, prompt: {} }, chunks: [] }), /no client or prompt/],
    ['chunks that are none', replay({ header, chunks: [{ ...chunk, text: 7 }] }), /chunks/],
    ['a time without end', replay({ header, chunks: [{ ...chunk, t: Infinity }] }), /chunks/],
    ['an end without end', withEnd({ t: Infinity, end: { kind: 'completed' } }), /an end that is none/],
    ['headers at no time', withEnd({ t: 2, headersAt: 'soon', end: { kind: 'completed' } }), /an end that is none/],
    ['an unknown end', withEnd({ t: 2, end: { kind: 'lost' } }), /an end that is none/],
    ['a failure without a reason', withEnd({ t: 2, end: { kind: 'failed' } }), /an end that is none/],
  ];
  for (const [what, value, words] of bad) {
    it(`are wrong with ${what}`, () => assert.match(checkRunParams(value) ?? 'accepted', words));
  }
});
