/** Single expressions and statements with what the official runtime 0.226.2 makes of them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Json } from '../../../server/src/ir/json';
import type { RenderedMessage } from '../../../server/src/runtime/prompt/messages';
import { CLIENT, functionOf, projectWith, render } from '../../support/prompts';

interface Case {
  readonly prompt: string;
  /** The text of the only system message, all messages as sent, or the words of the error. */
  readonly result: string | readonly Json[] | { readonly error: string };
}

const folder = `${__TEST_ROOT__}/fixtures/prompts`;
const project = projectWith(readFileSync(`${folder}/expressions.baml`, 'utf8'));
const header =
  '(n: int, f: float, s: string, o: string?, xs: string[], ns: int[], m: map<string, int>, p: P, ps: P[], c: Color, t: bool, z: int, e: string) -> string';
const args = JSON.parse(readFileSync(`${folder}/expressions.args.json`, 'utf8')) as Record<string, Json>;
const cases = JSON.parse(readFileSync(`${folder}/expressions.json`, 'utf8')) as readonly Case[];

describe('expressions as the official runtime computes them', () => {
  for (const { prompt, result: expected } of cases) {
    it(prompt.replaceAll('\n', '⏎'), () => {
      const result = render(functionOf(prompt, header), args, CLIENT, {}, project);
      if (!result.ok) return assert.deepEqual({ error: result.error.message }, withoutLine(expected));
      const sent = result.messages.map(asSent);
      const only = sent.length === 1 && result.messages[0]?.role === 'system' ? sent[0]?.content : sent;
      assert.deepEqual(only, expected);
    });
  }
});

function withoutLine(expected: Case['result']): Case['result'] {
  return typeof expected === 'object' && 'error' in expected ? { error: expected.error } : expected;
}

function asSent({ role, parts }: RenderedMessage): { readonly role: string; readonly content: string } {
  return { role, content: parts.map((part) => (part.kind === 'text' ? part.text : '')).join(' ') };
}
