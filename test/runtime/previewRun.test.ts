import assert from 'node:assert/strict';
import { addressesOf, previewRun } from '../../server/src/runtime/previewRun';
import { runnableOf } from '../support/prompts';

const source = (options: string, provider = 'openai-generic') => `function F(text: string) -> string {
  client Fast
  prompt #"Say {{ text }}."#
}

client<llm> Fast {
  provider ${provider}
  options {
    ${options}
  }
}
`;
const ENV: Readonly<Record<string, string>> = {
  TEAM_KEY: 'sk-secret-0123456789',
  BASE: 'https://gateway.example/v1',
  OPENAI_API_KEY: 'sk-openai-0123456789',
};
const preview = (options: string, provider?: string, args: Readonly<Record<string, string>> = { text: 'hello' }) =>
  previewRun(runnableOf(source(options, provider)), { args }, (name) => ENV[name]);

describe('previewRun', () => {
  it('is what a run would send, with the names of variables, which need no value', () => {
    const shown = preview('base_url env.BASE\n model "m"\n api_key env.TEAM_KEY\n headers { "x-team" env.NOWHERE }');
    assert.ok(shown.ok);
    assert.equal(
      shown.requests[0]!.text,
      `POST https://gateway.example/v1/chat/completions
content-type: application/json
accept: text/event-stream
x-team: $NOWHERE
authorization: Bearer $TEAM_KEY

{
  "model": "m",
  "messages": [
    {
      "role": "system",
      "content": "Say hello."
    }
  ],
  "stream": true
}
`,
    );
    assert.match(shown.requests[0]!.curl, /-H 'authorization: Bearer '"\$TEAM_KEY"/);
  });

  it('shows no value of a variable, also where an address is made of it elsewhere', () => {
    const shown = preview('model "m"\n base_url env.TEAM_KEY\n api_key env.TEAM_KEY');
    assert.ok(!JSON.stringify(shown).includes(ENV['TEAM_KEY']!));
    assert.ok(!shown.ok, 'a mark is no address');
    const region = preview('model "m"\n region env.TEAM_KEY', 'aws-bedrock');
    assert.ok(!JSON.stringify(region).includes(ENV['TEAM_KEY']!), 'what is called a key is one');
    const usual = preview('model "m"', 'openai');
    assert.ok(usual.ok && usual.requests[0]!.text.includes('Bearer $OPENAI_API_KEY'));
    assert.ok(!JSON.stringify(usual).includes(ENV['OPENAI_API_KEY']!));
  });

  it('hides a key that is written in the file', () => {
    const shown = preview('base_url "https://h.example"\n model "m"\n api_key "sk-written-0123456789"');
    assert.ok(shown.ok && shown.requests[0]!.text.includes('authorization: ***'));
    assert.ok(!JSON.stringify(shown).includes('sk-written'));
  });

  it('is refused as the run would be', () => {
    const shown = preview('base_url env.NOT_AN_ADDRESS\n model "m"');
    assert.ok(!shown.ok && /not a web address/.test(shown.problems[0]!.message));
    const noArguments = preview('base_url env.BASE', undefined, {});
    assert.ok(!noArguments.ok && /`text`/.test(noArguments.problems[0]!.message));
  });

  it('has the region where it is, and no key, for a request that will be signed', () => {
    const env: Record<string, string> = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'AKIA0123456789' };
    const shown = previewRun(
      runnableOf(source('model "m"', 'aws-bedrock')),
      { args: { text: 'x' } },
      (name) => env[name],
    );
    assert.ok(shown.ok, JSON.stringify(shown));
    assert.match(
      shown.requests[0]!.text,
      /^POST https:\/\/bedrock-runtime\.eu-west-1\.amazonaws\.com\/model\/m\/converse-stream\n/,
    );
    assert.ok(!shown.requests[0]!.text.includes('AKIA'));
  });

  it('shows every client of a strategy, first the one that is called first, streamed and not', () => {
    const shown = previewRun(runnableOf(STRATEGY), { args: { text: 'hello' } }, (name) => ENV[name]);
    assert.ok(shown.ok);
    assert.deepEqual(
      shown.requests.map(({ client, provider, streaming, isSent }) => [client, provider, streaming, isSent]),
      [
        ['Second', 'anthropic', true, true],
        ['Second', 'anthropic', false, false],
        ['First', 'openai', true, true],
        ['First', 'openai', false, false],
        ['Third', 'google-ai', true, true],
        ['Third', 'google-ai', false, false],
      ],
    );
    const [streamed, whole] = shown.requests;
    assert.match(streamed!.text, /"stream": true/);
    assert.doesNotMatch(whole!.text, /"stream"/);
    assert.match(shown.requests[4]!.text, /streamGenerateContent/);
    assert.match(shown.requests[5]!.text, /:generateContent/);
  });

  it('shows a client that does not stream once, as it is sent', () => {
    const shown = preview('base_url env.BASE\n model "m"\n supports_streaming false');
    assert.ok(shown.ok);
    assert.deepEqual(
      shown.requests.map(({ streaming, isSent }) => [streaming, isSent]),
      [[false, true]],
    );
  });

  it('renders the tags', () => {
    const tagged = source('base_url env.BASE\n model "m"').replace('{{ text }}', '{{ ctx.tags.tenant }}');
    const shown = previewRun(runnableOf(tagged), { args: { text: '' }, tags: { tenant: 'acme' } }, (name) => ENV[name]);
    assert.ok(shown.ok && shown.requests[0]!.text.includes('Say acme.'));
  });

  it('remembers addresses, and no key', () => {
    const runnable = runnableOf(source('base_url env.BASE\n model "m"\n api_key env.TEAM_KEY'));
    assert.deepEqual([...addressesOf(runnable, (name) => ENV[name])], [['BASE', 'https://gateway.example/v1']]);
    const key = runnableOf(source('base_url env.TEAM_KEY\n model "m"'));
    assert.deepEqual([...addressesOf(key, (name) => ENV[name])], []);
  });
});

const STRATEGY = `function F(text: string) -> string {
  client Both
  prompt #"Say {{ text }}."#
}

client<llm> Both {
  provider fallback
  options {
    strategy [Turns, Third]
  }
}

client<llm> Turns {
  provider round-robin
  options {
    strategy [First, Second]
    start 1
  }
}

client<llm> First {
  provider openai
  options {
    model "m"
  }
}
client<llm> Second {
  provider anthropic
  options {
    model "m"
    max_tokens 9
  }
}
client<llm> Third {
  provider google-ai
  options {
    model "m"
  }
}
`;
