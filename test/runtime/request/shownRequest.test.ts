import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { PlannedRequest } from '../../../server/src/runtime/request/plannedRequest';
import { shownRequest } from '../../../server/src/runtime/request/shownRequest';
import { variableMark } from '../../../server/src/runtime/request/variableMarks';

const KEY = variableMark('THE_KEY');
const planned: PlannedRequest = {
  method: 'POST',
  url: `https://host.example/v1/chat?key=${KEY}&literal=sk-written-in-the-file`,
  headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}` },
  body: `{"model":"m","temperature":0.70,"empty":{},"stop":[],"messages":[{"role":"user","content":"it's {\\"a\\": [1, 2]} $HOME ${KEY}"}]}`,
};

describe('shownRequest', () => {
  const { text, curl } = shownRequest(planned, ['sk-written-in-the-file', KEY, `Bearer ${KEY}`], true);

  it('reads as HTTP, with names in place of keys', () => {
    assert.equal(
      text,
      `POST https://host.example/v1/chat?key=$THE_KEY&literal=***
content-type: application/json
authorization: Bearer $THE_KEY

{
  "model": "m",
  "temperature": 0.70,
  "empty": {},
  "stop": [],
  "messages": [
    {
      "role": "user",
      "content": "it's {\\"a\\": [1, 2]} $HOME $THE_KEY"
    }
  ]
}
`,
    );
  });

  it('is a command that a shell reads as it was meant: only our variables are replaced', () => {
    const script = `curl() { printf '%s\\0' "$@"; }\n${curl}\n`;
    const words = execFileSync('sh', ['-c', script], { env: { THE_KEY: 'sk-secret', HOME: '/nowhere' } })
      .toString('utf8')
      .split('\0');
    assert.deepEqual(words, [
      '--no-buffer',
      'https://host.example/v1/chat?key=sk-secret&literal=***',
      '-H',
      'content-type: application/json',
      '-H',
      'authorization: Bearer sk-secret',
      '--data-binary',
      (planned.body as string).replaceAll(KEY, 'sk-secret'),
      '',
    ]);
  });

  it('leaves a body that is no JSON as it is', () => {
    assert.match(shownRequest({ ...planned, body: 'a,b\n{' }, [], false).text, /\n\na,b\n\{\n$/);
  });

  it('says how a request is signed, without the keys', () => {
    const aws = { kind: 'aws', service: 'bedrock', region: 'eu-west-1' } as const;
    const keys = { accessKeyId: variableMark('MY_ID'), secretAccessKey: 'written-secret' };
    const signed = shownRequest({ ...planned, authorization: { ...aws, keys } }, ['written-secret'], false);
    assert.match(signed.text, /authorization: <AWS Signature Version 4, service bedrock, region eu-west-1>/);
    assert.match(
      signed.curl,
      /--aws-sigv4 'aws:amz:eu-west-1:bedrock' \\\n {2}--user "\$MY_ID"':'"\$AWS_SECRET_ACCESS_KEY"/,
    );
    assert.ok(!JSON.stringify(signed).includes('written-secret'));
    const google = shownRequest({ ...planned, authorization: { kind: 'google' } }, [], false);
    assert.match(google.curl, /"authorization: Bearer \$\(gcloud auth print-access-token\)"/);
  });
});
