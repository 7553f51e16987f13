/**
 * Answers of every provider, as recorded bytes: what a reader has to make of each, whatever the cuts.
 *
 * `test/fixtures/wire/cases.json` says what the bytes mean, `official.json` what the official runtime made of them.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { Answer, LONGEST_TEXT, type AnswerSettings } from '../../server/src/runtime/answer';
import { answerFormat } from '../../server/src/runtime/providers/answerFormats';
import type { Chunk } from '../../server/src/runtime/stream/frame';
import {
  comparedUsage,
  failureKindOf,
  formatOf,
  isStreaming,
  usageOf,
  wireCases,
  type WireCase,
} from '../support/wireCases';

/** What the official runtime makes of an answer. */
type Official =
  | { readonly error: string }
  | { readonly text: string | null; readonly finish: string | null; readonly usage: Record<string, number | null> };

/** Where we differ from it on purpose (providers reference §12). */
const DIFFERENT: Readonly<Record<string, string>> = {
  'openai-bad-json-last.sse': 'an event that cannot be read does not spoil what came before',
  'openai-error-then-more.sse': 'an error inside a stream is an error, whatever follows',
  'openrouter-error-midstream.sse': 'an error inside a stream is an error, also beside a finish reason',
  'openai-finish-then-empty-chunk.sse': 'the first finish reason is kept',
  'openai-minimal-fields.sse': 'members that are missing are not missed',
  'openai-no-final-blank-line.sse': 'a last event without its blank line is read',
  'openai-two-choices.sse': 'only choice 0 is the answer',
  'openai-plain-json-body.json': 'a JSON body in place of a stream is read as a plain answer',
  'openai-refusal.sse': 'a refusal is told as one, not as an empty answer',
  'openai-call-refusal.json': 'a refusal is told as one, not as an empty answer',
  'responses-refusal.sse': 'a refusal is told as one, not as an empty answer',
  'responses-error.sse': 'an error inside a stream is an error',
  'responses-basic.sse': 'a completed stream has its finish reason',
  'responses-reasoning.sse': 'a completed stream has its finish reason',
  'responses-unknown-event.sse': 'a completed stream has its finish reason',
  'responses-call-incomplete.json': 'the finish reason of an incomplete answer is why it is incomplete',
  'generic-reads-anthropic': 'client_response_type counts while streaming too',
  'generic-reads-google': 'client_response_type counts while streaming too',
  'openai-reads-responses': 'client_response_type counts while streaming too',
  'anthropic-call-two-blocks.json': 'all text blocks are the answer, as while streaming',
  'anthropic-usage-minimal.sse': 'the output tokens need no input tokens beside them',
  'bedrock-basic.bin': 'a stream has its finish reason',
  'bedrock-guardrail.bin': 'a stream has its finish reason',
  'bedrock-max-tokens.bin': 'a stream has its finish reason',
  'bedrock-reasoning.bin': 'a stream has its finish reason',
  'bedrock-tool-use.bin': 'a stream has its finish reason',
  'bedrock-unknown-event.bin': 'a stream has its finish reason',
  'google-function-call.sse': 'a function call has no text, and is no mistake',
  'google-json-array.json': 'a list in place of a stream is read as one',
  'google-no-usage.sse': 'members that are missing are not missed',
  'vertex-call-basic': 'thoughts are kept apart',
  'vertex-gemini-thoughts': 'thoughts are kept apart',
  'vertex-gemini-multi-parts': 'all parts are the answer',
};

const OPENAI: AnswerSettings = { format: answerFormat('openai'), provider: 'openai', streaming: true, secrets: [] };

const wire = `${__TEST_ROOT__}/fixtures/wire`;
const cases = wireCases(wire);
/** An error status never gets here, and a lost connection does not end; `liveArrivals.test.ts` has those. */
const whole = cases.filter((one) => (one.status ?? 200) < 300 && one.end === 'end');

describe('reading an answer', () => {
  for (const one of whole) {
    const settings = settingsOf(one);
    const bytes = readFileSync(`${wire}/${one.file}`);

    it(one.id, () => {
      for (const size of [bytes.length, 1, 2, 3, 7, 64]) {
        const read = readInPieces(settings, bytes, Array<number>(bytes.length).fill(Math.max(1, size)));
        const got = readable(read);
        assert.deepEqual(got, expected(one, got.reasoning), `in pieces of ${size} bytes`);
        const words = one.expect.refusal ?? one.expect.error?.contains ?? '';
        assert.ok((read.answer.failure?.message ?? '').includes(words), read.answer.failure?.message);
        if (!read.answer.failure) assert.equal(read.answer.warnings.length > 0, one.expect.warning !== undefined);
      }
      fc.assert(
        fc.property(fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 40 }), (sizes) => {
          const got = readable(readInPieces(settings, bytes, sizes));
          assert.deepEqual(got, expected(one, got.reasoning));
        }),
        { numRuns: 10 },
      );
    });
  }

  it('gives what the official runtime gives, but for the differences on purpose', () => {
    const official = JSON.parse(readFileSync(`${wire}/official.json`, 'utf8')) as Readonly<Record<string, Official>>;
    const different = whole.filter((one) => {
      const read = readable(readInPieces(settingsOf(one), readFileSync(`${wire}/${one.file}`), []));
      const theirs = official[one.id];
      if (!theirs || 'error' in theirs) return theirs && !read.failure;
      const usage = Object.values(comparedUsage(read.usage ?? {}) ?? {});
      const theirUsage = Object.values(theirs.usage).filter((count) => count !== null);
      // A class is not compared as text.
      const isSameText = theirs.text === null || theirs.text === read.text;
      return read.failure || !isSameText || theirs.finish !== read.finish || `${theirUsage}` !== `${usage}`;
    });
    assert.deepEqual(different.map(({ id }) => id).sort(), Object.keys(DIFFERENT).sort());
  });

  it('gives all events of one read the same time and batch', () => {
    const settings: AnswerSettings = OPENAI;
    const { chunks } = readInPieces(settings, readFileSync(`${wire}/openai-basic.sse`), []);
    assert.ok(chunks.length > 5);
    assert.deepEqual(new Set(chunks.map(({ t, batch }) => `${t}/${batch}`)), new Set(['1/0']));
  });

  it('says so when the body stops inside an event', () => {
    const { answer, chunks } = readText('data: {"choices":[{"delta":{"content":"half "}}]}\n\ndata: {"choices":[{"del');
    assert.equal(textOf(chunks), 'half ');
    assert.deepEqual(
      [answer.failure?.kind, answer.failure?.message],
      ['protocol', 'The answer stops in the middle of an event.'],
    );
  });

  it('says so when there is a web page', () => {
    const { answer } = readText('<!DOCTYPE html>\n<html><title>Log in</title></html>');
    assert.equal(answer.failure?.message, 'The provider answered with a web page, not with a stream of events.');
    assert.match(answer.failure?.hint ?? '', /base_url/);
    assert.match(answer.failure?.body ?? '', /Log in/);
  });

  it('says so when there are only comments', () => {
    assert.match(readText(': ping\n\n: ping\n\n').answer.failure?.message ?? '', /without any content/);
  });

  it('says so when no event can be read', () => {
    for (const text of [
      'data: hello\n\n',
      'data: 12\n\ndata: [DONE]\n\n',
      'event: x\ndata: {"a":\n\n',
      'just words',
      '[1,2',
    ]) {
      assert.equal(readText(text).answer.failure?.kind, 'protocol', text);
    }
  });

  it('reads any bytes without throwing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, streaming) => {
        const settings: AnswerSettings = { ...OPENAI, streaming };
        const { answer } = readInPieces(settings, bytes, [3, 1, 50]);
        assert.ok(answer.failure);
      }),
    );
  });

  it('reads hostile members as if they were absent', () => {
    const hostile = ['null', '7', '[]', '{"choices":7}', '{"choices":[null]}', '{"choices":[{"delta":"x"}]}'];
    const more = [
      '{"choices":[{"delta":{"content":7},"finish_reason":{}}]}',
      '{"usage":{"prompt_tokens":"many"}}',
      '{"usage":[]}',
    ];
    const { answer, chunks } = readText([...hostile, ...more].map((data) => `data: ${data}\n\n`).join(''));
    assert.deepEqual(
      [textOf(chunks), answer.failure, answer.finishReason, answer.usage],
      ['', undefined, undefined, undefined],
    );
  });

  it('refuses an event that never ends', () => {
    const settings: AnswerSettings = OPENAI;
    const answer = new Answer(settings);
    const megabyte = Buffer.alloc(1024 * 1024, 'x');
    answer.read(Buffer.from('data: {"choices":[]}\n\ndata: "'), 0, 0);
    for (let batch = 1; batch < 20 && !answer.failure; batch++) answer.read(megabyte, batch, batch);
    assert.match(answer.failure?.message ?? '', /longer than/);
  });

  it('refuses an answer that grows without end', () => {
    const answer = new Answer(OPENAI);
    const event = Buffer.from(
      `data: ${JSON.stringify({ choices: [{ delta: { content: 'x'.repeat(1 << 20) } }] })}\n\n`,
    );
    let characters = 0;
    for (let batch = 0; batch < 100 && !answer.failure; batch++) {
      characters += answer.read(event, batch, batch).reduce((sum, { text }) => sum + text.length, 0);
    }
    assert.match(answer.failure?.message ?? '', /longer than \d+ characters; it was stopped/);
    assert.ok(characters > LONGEST_TEXT && characters < LONGEST_TEXT + (2 << 20));
  });

  it('refuses an answer without an event that never ends, and says what it is', () => {
    const cases: [streaming: boolean, words: RegExp][] = [
      [true, /no event stream/],
      [false, /^The answer is longer than 8388608 characters\.$/],
    ];
    for (const [streaming, words] of cases) {
      const answer = new Answer({ ...OPENAI, streaming });
      const megabyte = Buffer.alloc(1024 * 1024, ': x\n');
      for (let batch = 0; batch < 20 && !answer.failure; batch++) answer.read(megabyte, batch, batch);
      assert.match(answer.failure?.message ?? '', words);
    }
  });

  it('judges the finish reason by the client’s lists', () => {
    const stop = 'data: {"choices":[{"delta":{"content":"x"},"finish_reason":"Length"}]}\n\n';
    const denied = readText(stop, { finishReasons: { rule: 'deny', list: ['length'] } });
    assert.equal(denied.answer.failure?.message, 'Finish reason not allowed: Length');
    assert.ok(readText(stop, { finishReasons: { rule: 'allow', list: ['stop'] } }).answer.failure);
    assert.equal(readText(stop, { finishReasons: { rule: 'allow', list: ['length'] } }).answer.failure, undefined);
    const silent = 'data: {"choices":[{"delta":{"content":"x"}}]}\n\n';
    assert.equal(readText(silent, { finishReasons: { rule: 'allow', list: ['stop'] } }).answer.failure, undefined);
  });

  it('masks secrets in text, reasoning and errors, however they are cut', () => {
    const secret = 'sk-live-0123456789';
    const said = ['the key is ', ...secret, ' and ', secret.slice(0, 9), 'other'];
    const events = said.map(
      (text) => `data: ${JSON.stringify({ choices: [{ delta: { content: text, reasoning: text } }] })}\n\n`,
    );
    const error = `data: ${JSON.stringify({ error: { message: `bad key ${secret}` } })}\n\n`;
    const { answer, chunks } = readText(events.join('') + error, { secrets: [secret] });
    const all = JSON.stringify([
      chunks,
      answer.failure,
      textOf(chunks),
      chunks.map(({ reasoning }) => reasoning ?? '').join(''),
    ]);
    assert.ok(!all.includes(secret), all);
    assert.equal(textOf(chunks), 'the key is sk-li*** and sk-live-0other');
    assert.equal(answer.failure?.message, 'The provider reported an error: bad key ***');
  });
});

describe('an answer that is cut off', () => {
  const streamed = wireCases(wire).filter((one) => isStreaming(one) && (one.status ?? 200) < 300);

  it('after any byte keeps all that had come, and nothing else', () => {
    for (const one of streamed) {
      const bytes = readFileSync(`${wire}/${one.file}`);
      const answer = new Answer(settingsOf(one));
      let text = '';
      for (let at = 0; at < bytes.length && !answer.done && !answer.failure; at++) {
        text += textOf(answer.read(bytes.subarray(at, at + 1), at, at));
        assert.ok(one.expect.text.startsWith(text), `${one.id} after ${at + 1} bytes: ${text}`);
      }
      // What is still missing after the last byte only waited for the end of the body.
      text += textOf(answer.end(bytes.length));
      assert.equal(text, one.expect.text, one.id);
    }
  });

  it('looks like one that ended only where it had said its last word, or is warned of', () => {
    for (const one of streamed) {
      const bytes = readFileSync(`${wire}/${one.file}`);
      for (let length = 0; length < bytes.length; length += 1 + Math.floor(bytes.length / 150)) {
        const { answer, chunks } = readInPieces(settingsOf(one), bytes.subarray(0, length), []);
        const where = `${one.id} after ${length} bytes`;
        assert.ok(one.expect.text.startsWith(textOf(chunks)), where);
        const isTold = answer.failure !== undefined || answer.warnings.length > 0;
        assert.ok(isTold || answer.done || answer.isComplete, where);
      }
    }
  });
});

function settingsOf(one: WireCase): AnswerSettings {
  return {
    format: answerFormat(formatOf(one)),
    provider: one.provider,
    streaming: isStreaming(one),
    secrets: [],
  };
}

function readText(text: string, more: Partial<AnswerSettings> = {}) {
  const settings = { ...OPENAI, ...more };
  return readInPieces(settings, Buffer.from(text), [10, 20, 1, 1]);
}

/** Feeds `bytes` cut into `sizes`, the rest at once. */
function readInPieces(settings: AnswerSettings, bytes: Uint8Array, sizes: readonly number[]) {
  const answer = new Answer(settings);
  const chunks: Chunk[] = [];
  let batch = 0;
  for (let at = 0; at < bytes.length && !answer.done && !answer.failure; batch++) {
    const to = at + (sizes[batch] ?? bytes.length);
    chunks.push(...answer.read(bytes.subarray(at, to), batch + 1, batch));
    at = to;
  }
  chunks.push(...answer.end(batch));
  return { answer, chunks };
}

function textOf(chunks: readonly Chunk[]): string {
  return chunks.map(({ text }) => text).join('');
}

function readable({ answer, chunks }: ReturnType<typeof readInPieces>) {
  return {
    text: textOf(chunks),
    reasoning: chunks.map(({ reasoning }) => reasoning ?? '').join(''),
    finish: answer.finishReason ?? null,
    usage: comparedUsage(answer.usage ?? {}),
    failure: answer.failure?.kind ?? null,
  };
}

function expected(one: WireCase, thoughts: string) {
  const { expect } = one;
  return {
    text: expect.text,
    // The thoughts in a whole answer are not always spoken of.
    reasoning: expect.reasoning ?? (isStreaming(one) ? '' : thoughts),
    finish: expect.finish_reason ?? null,
    usage: usageOf(one),
    failure: failureKindOf(one),
  };
}
