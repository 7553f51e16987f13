import assert from 'node:assert/strict';
import { awsBedrock } from '../../../server/src/runtime/providers/awsBedrock';
import { ask } from '../../support/providerRequest';

const keys = { access_key_id: 'AKIA1', secret_access_key: 'secret-1' };
const options = { model_id: 'a:b', region: 'us-east-1', ...keys };

describe('aws-bedrock', () => {
  it('has the model in the URL, and what a client does not say is left out', () => {
    const { url, headers, json } = ask(awsBedrock, { options });
    assert.equal(url, 'https://bedrock-runtime.us-east-1.amazonaws.com/model/a%3Ab/converse-stream');
    assert.equal(headers.accept, 'application/vnd.amazon.eventstream');
    assert.deepEqual(json(), { messages: [{ role: 'user', content: [{ text: 'hi' }] }] });
    assert.match(ask(awsBedrock, { options, streaming: false }).url, /\/converse$/);
    assert.equal(
      ask(awsBedrock, { options: { ...options, endpoint_url: 'http://h:1/' } }).url,
      'http://h:1/model/a%3Ab/converse-stream',
    );
  });

  it('sends numbers as they were written', () => {
    const inference_configuration = { max_tokens: 5, temperature: 0.7, top_p: 0.9, stop_sequences: ['x'] };
    const { text } = ask(awsBedrock, {
      options: { ...options, inference_configuration, additional_model_request_fields: { top_k: 1 } },
    });
    assert.ok(text.includes('"inferenceConfig":{"maxTokens":5,"temperature":0.7,"topP":0.9,"stopSequences":["x"]}'));
    assert.ok(text.includes('"additionalModelRequestFields":{"top_k":1}'));
  });

  it('is signed with the client’s keys, those of the environment, or whatever the machine has', () => {
    const env = {
      AWS_ACCESS_KEY_ID: 'AKIA2',
      AWS_SECRET_ACCESS_KEY: 's2',
      AWS_SESSION_TOKEN: 't2',
      AWS_REGION: 'eu-west-1',
    };
    const signing = { kind: 'aws', service: 'bedrock' };
    const own = ask(awsBedrock, { options, env });
    assert.deepEqual(own.authorization, {
      ...signing,
      region: 'us-east-1',
      keys: { accessKeyId: 'AKIA1', secretAccessKey: 'secret-1' },
    });
    assert.ok(own.secrets.includes('secret-1'));
    assert.deepEqual(ask(awsBedrock, { options: { model: 'm' }, env }).authorization, {
      ...signing,
      region: 'eu-west-1',
      keys: { accessKeyId: 'AKIA2', secretAccessKey: 's2', sessionToken: 't2' },
    });
    assert.deepEqual(ask(awsBedrock, { options: { model: 'm', profile: 'dev' }, env }).authorization, {
      ...signing,
      region: 'eu-west-1',
      profile: 'dev',
    });
  });

  const wrong: [options: object, problem: RegExp][] = [
    [{ region: 'r' }, /Client `Main` needs `model_id`/],
    [{ model: 'm' }, /Client `Main` needs `region`/],
    [{ model: 'm', region: 'evil.example.com/' }, /`region` of client `Main` is none/],
    [{ model: 'm', region: 'r', access_key_id: 'a' }, /both must be provided/],
    [{ model: 'm', region: 'r', endpoint_url: 'http://me:pw@h' }, /`endpoint_url` of client `Main` has a user name/],
    [{ model: 'm', region: 'r', endpoint_url: 'nowhere' }, /`endpoint_url` of client `Main` is not a web address/],
    [{ model: 'm', region: 'r', temperature: 1 }, /option `temperature`, which aws-bedrock does not know/],
    [
      { model: 'm', region: 'r', inference_configuration: { top_k: 1 } },
      /`inference_configuration\.top_k` .* is unknown/,
    ],
    [{ model: 'm', region: 'r', inference_configuration: { top_p: 'x' } }, /must be a number/],
  ];
  for (const [given, problem] of wrong) {
    it(`says what is wrong with ${JSON.stringify(given)}`, () => {
      assert.match(ask(awsBedrock, { options: given as Record<string, string> }).problems[0] ?? '', problem);
    });
  }
});
