import assert from 'node:assert/strict';
import { prepareRun } from '../../../server/src/runtime/prepareRun';
import { runnableOf } from '../../support/prompts';

const source = (parameter: string, prompt: string) =>
  `function F(${parameter}) -> string {\n  client "openai/x"\n  prompt #"${prompt}"#\n}\n`;

const prepare = (parameter: string, prompt: string, args: Parameters<typeof prepareRun>[1]['args']) =>
  prepareRun(
    runnableOf(source(parameter, prompt)),
    { args, clientOverride: 'vscode-lm/some/model 1' },
    { env: () => undefined },
  );

describe('vscode-lm', () => {
  it('names the model in the address and needs no key', () => {
    const prompt = '{{ _.role("system") }}a{{ _.role("assistant") }}b{{ _.role("user") }}{{ x }}';
    const prepared = prepare('x: string', prompt, { x: 'c' });
    assert.ok(prepared.ok && prepared.plan.kind === 'live', JSON.stringify(prepared));
    const { request } = prepared.plan.calls[0]!;
    assert.equal(request.url, 'vscode-lm:some%2Fmodel%201');
    assert.deepEqual(JSON.parse(request.body as string), {
      messages: [
        { role: 'user', text: 'a' },
        { role: 'assistant', text: 'b' },
        { role: 'user', text: 'c' },
      ],
    });
  });

  it('is refused where the prompt holds an image', () => {
    const prepared = prepare('x: image', '{{ x }}', { x: { url: 'https://example.com/a.png' } });
    assert.ok(!prepared.ok && /take text only/.test(prepared.problems[0]!.message));
  });
});
