/**
 * The official runtime's answers to 95 prompts. A case is a function after the declarations of `declarations.baml`;
 * `expected` holds the messages, the text of the error, or `abort` where the official runtime ends its process.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Json } from '../../../server/src/ir/json';
import type { MessagePart, PromptResult, RenderedMessage } from '../../../server/src/runtime/prompt/messages';
import { renderPrompt } from '../../../server/src/runtime/prompt/render';
import { projectWith } from '../../support/prompts';

interface Case {
  readonly id: string;
  readonly source: string;
  readonly args: Readonly<Record<string, Json>>;
  readonly expected: { readonly messages?: Json; readonly error?: string; readonly abort?: boolean };
}

const folder = `${__TEST_ROOT__}/fixtures/prompts`;
const project = projectWith(readFileSync(`${folder}/declarations.baml`, 'utf8'));
const cases = JSON.parse(readFileSync(`${folder}/cases.json`, 'utf8')) as readonly Case[];
const client = {
  name: 'C',
  provider: 'openai-generic',
  defaultRole: 'system',
  allowedRoles: ['system', 'user', 'assistant'],
  remapRoles: {},
};

describe('prompts as the official runtime renders them', () => {
  for (const { id, source, args, expected } of cases) {
    it(id, () => {
      const result = render(source, args);
      if (expected.messages) {
        assert.ok(result.ok, result.ok ? '' : result.error.message);
        assert.deepEqual(result.messages.map(asSent), expected.messages);
        return;
      }
      assert.ok(!result.ok, 'this prompt has to be refused');
      const official = /rendering prompt: (.*) \(in prompt:\d+\)\n/.exec(expected.error ?? '')?.[1];
      if (official) assert.equal(result.error.message, official);
      else assert.match(result.error.message, /`\{% \w+ %\}` (?:cannot be used|is never closed)/);
    });
  }
});

/** Through the language service; a prompt that cannot be read is refused with its first problem. */
function render(source: string, args: Readonly<Record<string, Json>>): PromptResult {
  project.setFile('file:///main.baml', source);
  const found = project.snapshot().runnable('F');
  if (found.ok) return renderPrompt(found.runnable, client, args);
  return { ok: false, error: { message: found.problems[0]?.diagnostic.message ?? 'no runnable' } };
}

/** As `openai-generic` sends it: plain text unless the message holds media. */
function asSent({ role, parts }: RenderedMessage): Json {
  const text = (part: MessagePart): string => (part.kind === 'text' ? part.text : '');
  if (parts.every((part) => part.kind === 'text')) return { role, content: parts.map(text).join(' ') };
  return { role, content: parts.map(content) };
}

function content(part: MessagePart): Json {
  if (part.kind === 'text') return { type: 'text', text: part.text };
  return { type: 'image_url', image_url: { url: part.media.source.type === 'url' ? part.media.source.url : '' } };
}
