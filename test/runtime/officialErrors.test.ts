import * as assert from 'node:assert/strict';
import {
  finishReasonError,
  streamedFinishReasonError,
  validationError,
  type OfficialError,
} from '../../server/src/runtime/officialErrors';
import { createEngine } from '../../server/src/runtime/stream/engine';
import { streamOfficially } from '../support/officialStream';
import { outputOf, source } from './stream/cases';

// The native parser writes refusals of parts of a text to stderr.
process.env['BAML_INTERNAL_LOG'] = 'off';

const PROMPT = '{{ _.role("system") }}Be short.\nAnswer with a number. {{ _.role("user") }}How many?';
const MESSAGES = [
  { role: 'system', text: 'Be short.\nAnswer with a number.' },
  { role: 'user', text: 'How many?' },
];

function sourceOf(type: string): string {
  return source(type).replace('"openai/gpt-4o"', 'Local').replace('{{ input }} {{ ctx.output_format }}', PROMPT);
}

/** What a caller of the official client gets to see of an error: its text is JSON. */
function told(text: string | undefined): unknown {
  const { type, ...rest } = JSON.parse(text ?? '{}') as Record<string, unknown>;
  return { name: type, ...rest };
}

function sameAs(official: string | undefined, ours: OfficialError): void {
  assert.deepEqual(told(official), { ...ours });
}

describe('errors of the official client', () => {
  for (const text of ['none', 'two\nlines and "quotes", é', '{"a": [1, true, null, {"b": "c"']) {
    it(`an answer that does not fit: ${JSON.stringify(text)}`, async () => {
      const { events, final } = await streamOfficially(sourceOf('bool'), [
        { t: 0, text },
        { t: 1, stop: 'stop' },
      ]);
      const engine = createEngine(outputOf(source('bool')));
      engine.feed({ t: 0, batch: 0, text });
      const ours = engine.finish();
      assert.ok(ours.kind === 'invalid');
      const error = validationError({ messages: MESSAGES, rawOutput: text }, ours.message);
      sameAs('error' in final ? final.error : undefined, error);
      sameAs(events.at(-1)!.error, error);
    });
  }

  it('a finish reason that is not allowed', async () => {
    const acts = [
      { t: 0, text: '5' },
      { t: 1, stop: 'length' },
    ];
    const { events, final } = await streamOfficially(sourceOf('int'), acts, 'finish_reason_allow_list ["stop"]');
    const exchange = { messages: MESSAGES, rawOutput: '5' };
    sameAs('error' in final ? final.error : undefined, finishReasonError(exchange, 'length'));
    sameAs(events.at(-1)!.error, streamedFinishReasonError(exchange, 'length'));
  });
});
