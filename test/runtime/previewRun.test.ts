import assert from 'node:assert/strict';
import { previewRun } from '../../server/src/runtime/previewRun';
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
      shown.request.text,
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
    assert.match(shown.request.curl, /-H 'authorization: Bearer '"\$TEAM_KEY"/);
  });

  it('shows no value of a variable, also where an address is made of it elsewhere', () => {
    const shown = preview('model "m"\n base_url env.TEAM_KEY\n api_key env.TEAM_KEY');
    assert.ok(!JSON.stringify(shown).includes(ENV['TEAM_KEY']!));
    assert.ok(!shown.ok, 'a mark is no address');
    const region = preview('model "m"\n region env.TEAM_KEY', 'aws-bedrock');
    assert.ok(!JSON.stringify(region).includes(ENV['TEAM_KEY']!), 'what is called a key is one');
    const usual = preview('model "m"', 'openai');
    assert.ok(usual.ok && usual.request.text.includes('Bearer $OPENAI_API_KEY'));
    assert.ok(!JSON.stringify(usual).includes(ENV['OPENAI_API_KEY']!));
  });

  it('hides a key that is written in the file', () => {
    const shown = preview('base_url "https://h.example"\n model "m"\n api_key "sk-written-0123456789"');
    assert.ok(shown.ok && shown.request.text.includes('authorization: ***'));
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
      shown.request.text,
      /^POST https:\/\/bedrock-runtime\.eu-west-1\.amazonaws\.com\/model\/m\/converse-stream\n/,
    );
    assert.ok(!shown.request.text.includes('AKIA'));
  });
});
