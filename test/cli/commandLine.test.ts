import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import * as http from 'node:http';
import * as path from 'node:path';
import { eventually, temporaryFolder, type TemporaryFolder } from '../support/connection';
import { answersWith, chatEvent, EVENT_STREAM, startProvider, type LoopbackProvider } from '../support/provider';
import { shipped } from '../support/shipped';

const root = path.dirname(__TEST_ROOT__);
const EXAMPLES = path.join(root, 'examples');

const PROJECT = (url: string) => `class Person {
  name string
  age int
}
function Describe(text: string) -> Person {
  client Fast
  prompt #"{{ text }} {{ ctx.output_format }}"#
}
client<llm> Fast {
  provider "openai-generic"
  options {
    base_url "${url}/v1"
    model "m"
  }
}
test Ada {
  functions [Describe]
  args {
    text "Ada"
  }
  @@assert(old, {{ this.age > 40 }})
}
`;

interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The command, built as it ships. */
describe('baml-live', () => {
  let folder: TemporaryFolder;
  let cli: string;
  let provider: LoopbackProvider | undefined;
  const children: ChildProcess[] = [];
  before(function () {
    this.timeout(60_000);
    folder = temporaryFolder({ 'none.txt': '' });
    cli = path.join(shipped(), 'dist', 'cli.js');
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await provider?.close();
    provider = undefined;
  });
  after(() => folder.remove());

  const start = (args: readonly string[], input = '') => {
    const env = { ...process.env, CI: '1' };
    const child = spawn(process.execPath, [cli, ...args], { cwd: folder.path, env });
    children.push(child);
    const said = { out: '', err: '' };
    child.stdout.on('data', (data: Buffer) => (said.out += data.toString()));
    child.stderr.on('data', (data: Buffer) => (said.err += data.toString()));
    child.stdin.end(input);
    const ended = new Promise<Said>((resolve) => child.once('close', (code) => resolve({ code, ...said })));
    return { child, said, ended };
  };
  const say = (args: readonly string[], input?: string): Promise<Said> => start(args, input).ended;
  const project = async (answer: Parameters<typeof startProvider>[0]): Promise<LoopbackProvider> => {
    provider = await startProvider(answer);
    folder.write('demo/baml_src/a.baml', PROJECT(provider.url));
    return provider;
  };

  it('says what it can do, and what is wrong with a command line', async () => {
    assert.match((await say(['--help'])).out, /baml-live check/);
    assert.match((await say(['run', '--help'])).out, /--partials/);
    const unknown = await say(['fly']);
    assert.deepEqual([unknown.code, unknown.out], [2, '']);
    assert.match(unknown.err, /no command `fly`/);
    assert.equal((await say(['check', '--format', 'xml', EXAMPLES])).code, 2);
    assert.equal((await say(['check', 'nowhere'])).code, 2);
  }).timeout(60_000);

  describe('check', () => {
    it('judges the expectations beside recordings, and counts what it finds', async () => {
      fs.cpSync(path.join(EXAMPLES, 'baml_src'), path.join(folder.path, 'good/baml_src'), { recursive: true });
      const recordings = path.join(EXAMPLES, 'recordings');
      fs.cpSync(recordings, path.join(folder.path, 'good/recordings'), { recursive: true });
      const good = await say(['check', 'good', '--format', 'json']);
      assert.deepEqual([good.code, good.err], [0, '']);
      folder.write('good/recordings/receipt.bamlexpect', 'items visible within 2 characters\nitems flies\n');
      const bad = await say(['check', 'good/recordings/receipt.bamlexpect']);
      assert.equal(bad.code, 1, bad.err);
      assert.match(
        bad.out,
        /✗ items visible within 2 characters\n {6}Expected .* after \d+ characters\.\n {6}good.recordings.receipt\.bamlexpect:1:1/,
      );
      assert.match(bad.out, /After a field comes .*\n {6}good.recordings.receipt\.bamlexpect:2:7/);
      folder.write('good/recordings/alone.bamlexpect', 'no holds\n');
      assert.match((await say(['check', 'good/recordings/alone.bamlexpect'])).out, /There is no recording/);
    }).timeout(60_000);

    it('reports the problems of a project, with their places', async () => {
      folder.write('wrong/baml_src/a.baml', 'class A {\n  b Strin\n}\n');
      const { code, out } = await say(['check', 'wrong', '--format', 'junit']);
      assert.equal(code, 1);
      assert.match(out, /<failure message="unknown-types">[^<]*wrong.baml_src.a\.baml:2:5<\/failure>/);
    }).timeout(60_000);
  });

  describe('test', () => {
    it('judges recordings without a model, and skips tests without one', async () => {
      const { code, out } = await say(['test', EXAMPLES, '--filter', 'ExtractRec']);
      assert.equal(code, 0, out);
      assert.match(out, /✓ GardenCentre \(.*receipt\.bamlrun\)/);
      const none = await say(['test', path.join(EXAMPLES, 'baml_src')]);
      assert.match(none.out, /– GardenCentre\n {6}no recording of it; --live calls the model/);
    }).timeout(60_000);

    it('calls the models with --live, and tells which assert does not hold and why', async () => {
      const { requests } = await project(answersWith('{"name": "Ada", ', '"age": 36}'));
      const { code, out } = await say(['test', 'demo', '--live', '--times', '2', '--format', 'json']);
      assert.equal(code, 1, out);
      assert.equal(requests.length, 2);
      const { groups } = JSON.parse(out) as { groups: { items: Record<string, unknown>[] }[] };
      const [first] = groups[0]!.items;
      assert.deepEqual(
        [first!['name'], first!['status'], first!['actual'], first!['expected']],
        ['Ada #1', 'failed', '36', '> 40'],
      );
      assert.match(String(first!['message']), /`@@assert` `old` does not hold: `this\.age > 40`: 36 is not > 40\./);
      assert.equal((first!['at'] as { line: number }).line, 21);
    }).timeout(60_000);
  });

  describe('run', () => {
    it('prints the value, keeps a recording, and replays it without a model', async () => {
      const { requests } = await project(answersWith('{"name": "Ada", ', '"age": 36}'));
      const live = await say(
        ['run', 'Describe', '--project', 'demo', '--args', '-', '--save', 'ada.bamlrun'],
        '{"text": "Ada"}',
      );
      assert.deepEqual([live.code, JSON.parse(live.out)], [0, { name: 'Ada', age: 36 }]);
      const again = await say(['run', 'Describe', '--project', 'demo', '--replay', 'ada.bamlrun', '--partials']);
      const lines = again.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown);
      assert.deepEqual(lines.at(0), { name: 'Ada', age: null });
      assert.deepEqual(lines.at(-1), { name: 'Ada', age: 36 });
      assert.equal(requests.length, 1);
    }).timeout(60_000);

    it('closes the connection on Ctrl+C and ends with 130', async () => {
      const { requests } = await project((response) => {
        response.writeHead(200, EVENT_STREAM);
        response.write(chatEvent('{"name": "A'));
      });
      const run = start(['run', 'Describe', '--project', 'demo', '--args', '{"text": "Ada"}', '--partials']);
      await eventually(() => run.said.out.includes('"A"') || undefined, 'the first partial');
      run.child.kill('SIGINT');
      const { code, err } = await run.ended;
      assert.equal(code, 130);
      assert.match(err, /cancelled after 11 characters/);
      await requests[0]!.hungUp;
    }).timeout(60_000);
  });

  describe('serve', () => {
    const served = async () => {
      const server = start(['serve', '--project', 'demo', '--port', '0', '--allow-origin', 'http://page.example']);
      const url = await eventually(() => /at (http:\S+)/.exec(server.said.out)?.[1], 'the address');
      return { server, url };
    };
    const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"text": "Ada"}' };

    it('answers calls and streams partials, the final value last', async () => {
      await project(answersWith('{"name": "Ada", ', '"age": 36}'));
      const { url } = await served();
      assert.deepEqual(await (await fetch(`${url}/call/Describe`, post)).json(), { name: 'Ada', age: 36 });
      const stream = await fetch(`${url}/stream/Describe`, post);
      assert.match(stream.headers.get('content-type')!, /^text\/event-stream/);
      const events = (await stream.text()).trim().split('\n\n');
      assert.match(events.at(-1)!, /^event: final\nid: \d+\ndata: \{"name":"Ada","age":36\}$/);
      assert.ok(events.slice(0, -1).every((event) => /^id: \d+\ndata: \{/.test(event)));
      const get = await fetch(`${url}/stream/Describe?args=${encodeURIComponent('{"text":"Ada"}')}`);
      assert.match(await get.text(), /event: final/);
    }).timeout(60_000);

    it('closes the model’s connection when the client goes away', async () => {
      const { requests } = await project((response) => {
        response.writeHead(200, EVENT_STREAM);
        response.write(chatEvent('{"name": "A'));
      });
      const { url } = await served();
      const gone = new AbortController();
      const stream = await fetch(`${url}/stream/Describe`, { ...post, signal: gone.signal });
      await stream.body!.getReader().read();
      gone.abort();
      await requests[0]!.hungUp;
    }).timeout(60_000);

    it('refuses what a foreign page could send, a wrong function and wrong arguments, and does not run again by itself', async () => {
      const { requests } = await project(answersWith('{"name": "Ada", "age": 36}'));
      const { url } = await served();
      const status = async (target: string, init: RequestInit = post) => (await fetch(`${url}${target}`, init)).status;
      assert.equal(await status('/call/Nobody'), 404);
      assert.equal(await status('/call/Describe', { ...post, body: '[]' }), 400);
      assert.equal(await status('/call/Describe', { ...post, body: '{}' }), 400);
      assert.equal(await status('/call/Describe', { method: 'POST', body: '{"text": "Ada"}' }), 415);
      assert.equal(
        await status('/call/Describe', { ...post, headers: { ...post.headers, origin: 'http://evil.example' } }),
        403,
      );
      assert.equal(await status('/stream/Describe?args={}', { headers: { 'last-event-id': '3' } }), 204);
      const rebound = new Promise<number | undefined>((resolve) => {
        const headers = { host: 'evil.example', 'content-type': 'application/json' };
        const request = http.request(`${url}/call/Describe`, { method: 'POST', headers }, ({ statusCode }) =>
          resolve(statusCode),
        );
        request.end('{"text": "Ada"}');
      });
      assert.equal(await rebound, 403);
      const allowed = await fetch(`${url}/functions`, { headers: { origin: 'http://page.example' } });
      assert.equal(allowed.headers.get('access-control-allow-origin'), 'http://page.example');
      assert.equal(requests.length, 0);
    }).timeout(60_000);
  });
});
