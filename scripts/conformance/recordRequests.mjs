// Asks the official runtime for the request of each case of a folder and writes its answer into the case.
//   node scripts/conformance/recordRequests.mjs [DIR] [ID...]
// Without IDs only cases that have no `expected` yet. What a case file holds: test/fixtures/requests/README.md. No network is
// used but a server on 127.0.0.1, for media behind URLs and for Google's tokens. Cases `via: wire` are left alone.
import { createServer } from 'node:http';
import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import baml from '@boundaryml/baml';

const [dir = 'test/fixtures/requests', ...ids] = process.argv.slice(2);
const PORT = 18998;
const ORIGIN = `http://127.0.0.1:${PORT}`;
// What stands behind `__SERVER__/a.png` and the like, here and where the cases are compared.
const files = path.join(import.meta.dirname, '../../test/fixtures/media');
const FILES = Object.fromEntries(readdirSync(files).map((name) => [`/${name}`, readFileSync(path.join(files, name))]));
const MEDIA = { image: baml.Image, audio: baml.Audio, pdf: baml.Pdf, video: baml.Video };

baml.setLogLevel('off');
const server = createServer((request, response) => {
  const file = FILES[request.url];
  if (request.url === '/token')
    response.end('{"access_token":"ya29.fake-access-token","expires_in":3599,"token_type":"Bearer"}');
  else response.writeHead(file ? 200 : 404).end(file ?? 'no such file');
});
await new Promise((resolve) => server.listen(PORT, '127.0.0.1', resolve));
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const account = JSON.stringify({
  type: 'service_account',
  project_id: 'demo-project',
  private_key_id: '0000',
  private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
  client_email: 'svc@demo-project.iam.gserviceaccount.com',
  client_id: '1',
  token_uri: `${ORIGIN}/token`,
});

for (const name of readdirSync(dir)
  .filter((file) => file.endsWith('.json'))
  .sort()) {
  const file = path.join(dir, name);
  const written = JSON.parse(readFileSync(file, 'utf8'));
  if (written.via === 'wire' || (ids.length ? !ids.includes(written.id) : written.expected)) continue;
  const filled = JSON.stringify({ ...written, expected: undefined })
    .replaceAll('__SERVER__', ORIGIN)
    .replaceAll('"__SERVICE_ACCOUNT__"', () => JSON.stringify(account));
  const answer = JSON.stringify(await expectation(JSON.parse(filled))).replaceAll(ORIGIN, '__SERVER__');
  writeFileSync(file, `${JSON.stringify({ ...written, expected: JSON.parse(answer) }, null, 2)}\n`);
  console.log(name);
}
server.close();
server.closeAllConnections();

async function expectation({ baml: source, function: name, args, env, client_registry: given, stream }) {
  try {
    const runtime = baml.BamlRuntime.fromFiles('/baml_src', { 'main.baml': source }, env);
    const registry = given ? registryOf(given) : null;
    const built = await runtime.buildRequest(
      name,
      argument(args),
      runtime.createContextManager(),
      null,
      registry,
      stream,
      env,
    );
    const { method, url, headers, body } = built;
    const sorted = Object.fromEntries(Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1)));
    return { method, url, headers: sorted, body: bodyOf(body.text(), sorted) };
  } catch (error) {
    return { error: String(error.message).split('Stack backtrace')[0].replace(/\s+/g, ' ').trim() };
  }
}

/** JSON, or the parts of a form; a form's boundary is another one each time. */
function bodyOf(text, headers) {
  const boundary = /^multipart\/form-data; boundary=(.*)$/.exec(headers['content-type'])?.[1];
  if (boundary === undefined) return JSON.parse(text);
  headers['content-type'] = 'multipart/form-data; boundary=<any>';
  return text
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const [head, ...rest] = part.replace(/^\r\n/, '').split('\r\n\r\n');
      const [, name, filename] = /name="([^"]*)"(?:; filename="([^"]*)")?/.exec(head);
      const type = /Content-Type: (.*)/i.exec(head)?.[1]?.trim();
      return {
        name,
        ...(filename && { filename }),
        ...(type && { content_type: type }),
        value: rest.join('\r\n\r\n').replace(/\r\n$/, ''),
      };
    });
}

function registryOf({ primary, clients = [] }) {
  const registry = new baml.ClientRegistry();
  for (const { name, provider, options = {} } of clients) registry.addLlmClient(name, provider, options, null);
  if (primary) registry.setPrimary(primary);
  return registry;
}

function argument(value) {
  if (Array.isArray(value)) return value.map(argument);
  if (typeof value !== 'object' || value === null) return value;
  if (value.$media) {
    const { $media: kind, url, media_type: type, base64 } = value;
    if (url !== undefined) return type === undefined ? MEDIA[kind].fromUrl(url) : MEDIA[kind].fromUrl(url, type);
    return kind === 'pdf' ? MEDIA[kind].fromBase64(base64) : MEDIA[kind].fromBase64(type, base64);
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, argument(item)]));
}
