/**
 * `vscode-lm`: the editor's own language models, for a person who has one by subscription and no key. Never written in a
 * `.baml` file; a run names it as `vscode-lm/ID`. The request does not leave by HTTP: the host serves this address, and
 * answers in OpenAI's chat format.
 */
import type { Provider } from './provider';

/** What the host serves: `vscode-lm:` and the model's id. */
export const EDITOR_MODEL_SCHEME = 'vscode-lm:';

/** The body of a request to the host. */
export interface EditorModelBody {
  readonly messages: readonly { readonly role: 'user' | 'assistant'; readonly text: string }[];
}

export const vscodeLm: Provider = {
  name: 'vscode-lm',
  aliases: [],
  allowedRoles: () => ['system', 'user', 'assistant'],
  defaultRole: 'user',
  // The editor's models know no system role.
  remapRoles: { system: 'user' },
  streams: () => true,
  answersAsTold: false,
  request({ options, messages }) {
    const model = options.takeString('model') ?? '';
    const body: EditorModelBody = {
      messages: messages.map(({ role, parts }) => ({
        role: role === 'assistant' ? 'assistant' : 'user',
        text: parts.map((part) => (part.kind === 'text' ? part.text : '')).join('\n\n'),
      })),
    };
    for (const part of messages.flatMap((message) => message.parts)) {
      if (part.kind !== 'text')
        options.complain(`Models of the editor take text only; the prompt holds ${part.media.media}.`);
    }
    return {
      url: EDITOR_MODEL_SCHEME + encodeURIComponent(model),
      headers: new Map([['content-type', 'application/json']]),
      body: JSON.stringify(body),
      answers: 'openai',
      secrets: [],
      keyVariables: [],
    };
  },
};
