import assert from 'node:assert/strict';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import { RereadRequest } from '../../protocol/lsp';
import { momentOf, nameIn, readingOf, rowsByPath, type Reading } from '../../protocol/reading';
import type { Recording } from '../../protocol/run';
import { EMPTY, foldAll, type Timeline } from '../../protocol/timeline';
import type { RereadParams, RereadResult } from '../../protocol/whatIf';
import type { Documents } from '../../server/src/lsp/documents';
import { Rereads } from '../../server/src/lsp/reread';
import { recordingNamed } from '../examples/exampleRun';
import { connect, temporaryFolder, type TemporaryFolder, type TestClient } from '../support/connection';

const SOURCE = `class Home {
  street string
  city string
}

class Person {
  name string
  home Home @stream.done
}

function Describe(text: string) -> Person {
  client "openai/m"
  prompt #"{{ text }} {{ ctx.output_format }}"#
}
`;
const TEXT = '{"name": "Ada", "home": {"street": "St James", "city": "London"}}';
const RECORDING: Recording = {
  ...recordingNamed('person'),
  header: { ...recordingNamed('person').header, function: 'Describe' },
  chunks: [...TEXT].map((text, at) => ({ t: at * 10, batch: at, text })),
  end: { t: 700, end: { kind: 'completed' } },
};

describe('bamlLive/reread', function () {
  this.timeout(60_000);
  let client: TestClient;
  let folder: TemporaryFolder;
  let timeline: Timeline;
  let types = '';
  const file = () => folder.uri('baml_src/a.baml');
  const ask = (more: Partial<RereadParams> = {}): Promise<RereadResult> =>
    client.connection.sendRequest(RereadRequest, {
      run: 'r1',
      function: 'Describe',
      uri: folder.uri('baml_src'),
      known: [types],
      ...more,
    });
  const firstOf = (result: RereadResult, path: string): number | undefined => {
    assert.ok(result.kind === 'read', result.kind);
    const row = rowsByPath(result.reading).get(path);
    return momentOf(timeline, result.reading.first[row!]!)?.t;
  };

  beforeEach(async () => {
    folder = temporaryFolder({ 'baml_src/a.baml': SOURCE });
    client = await connect([folder.path]);
    client.open(file(), SOURCE);
    const source = { kind: 'replay', recording: RECORDING, speed: 0 } as const;
    const run = client.run({ run: 'r1', function: 'Describe', uri: folder.uri('baml_src'), args: {}, source });
    await run.result;
    timeline = foldAll(EMPTY, run.events);
    types = timeline.started!.types;
  });
  afterEach(async () => {
    await client.stop();
    folder.remove();
  });

  it('says nothing while the types are the same, wherever they are written', async () => {
    assert.deepEqual(await ask(), { kind: 'known', types });
    client.change(file(), 2, `// A person.\n\n${SOURCE}`);
    assert.deepEqual(await ask(), { kind: 'known', types });
  });

  it('reads what was received by the types as edited, as a replay would', async () => {
    client.change(file(), 2, SOURCE.replace(' @stream.done', ''));
    const result = await ask();
    assert.ok(firstOf(result, 'home')! < momentOf(timeline, readingOf(timeline).first[2]!)!.t);
    const source = { kind: 'replay', recording: RECORDING, speed: 0 } as const;
    const replay = client.run({ run: 'r2', function: 'Describe', uri: folder.uri('baml_src'), args: {}, source });
    await replay.result;
    assert.ok(result.kind === 'read');
    assert.deepEqual(result.reading, readingOf(foldAll(EMPTY, replay.events)));
    assert.equal(nameIn(result.reading, result.reading.usable!.row), 'name');
    assert.deepEqual(await ask({ known: [types, result.types] }), { kind: 'known', types: result.types });
  });

  it('reads as if an attribute were not written, or stood on one field alone', async () => {
    const line = SOURCE.split('\n').findIndex((one) => one.includes('@stream.done'));
    const at = (of: string, inLine: number) => {
      const character = SOURCE.split('\n')[inLine]!.indexOf(of);
      return { uri: file(), line: inLine, character, endLine: inLine, endCharacter: character + of.length };
    };
    const without = await ask({ without: at('@stream.done', line) });
    assert.ok(firstOf(without, 'home')! < momentOf(timeline, readingOf(timeline).first[2]!)!.t);
    const only = await ask({ without: at('@stream.done', line), only: at('city', 2) });
    assert.ok(firstOf(only, 'home.city')! > firstOf(without, 'home.city')!);
    assert.equal((await ask({ without: at('street', 1) })).kind, 'gone', 'no attribute stands there');
  });

  it('finds an attribute and a field again where the text around them has moved them, and says when they are gone', async () => {
    const at = (of: string, inLine: number) => {
      const character = SOURCE.split('\n')[inLine]!.indexOf(of);
      return { uri: file(), line: inLine, character, endLine: inLine, endCharacter: character + of.length };
    };
    const home = SOURCE.split('\n').findIndex((one) => one.includes('@stream.done'));
    const asked = { without: at('@stream.done', home), only: at('city', 2) };
    const first = await ask(asked);
    // Another attribute stands where this one stood.
    const moved = SOURCE.replace('  name string\n', '  name string @stream.not_null\n  age int?\n').replace(
      'class Person',
      '// Somebody.\nclass Person',
    );
    client.change(file(), 2, `enum Kind {\n  A @stream.done\n}\n${moved}`);
    const without = await ask({ without: asked.without });
    assert.ok(firstOf(without, 'home')! < momentOf(timeline, readingOf(timeline).first[2]!)!.t);
    const only = await ask(asked);
    assert.equal(firstOf(only, 'home.city'), firstOf(first, 'home.city'));
    const placed = await ask({ ...asked, justPlaces: true });
    assert.ok(placed.kind === 'placed');
    assert.deepEqual(
      [placed.places.at.line - home, placed.places.at.character, placed.places.only?.line],
      [5, asked.without.character, 5],
    );

    client.change(file(), 3, moved.replace(' @stream.done', ''));
    assert.equal((await ask(asked)).kind, 'gone');
    client.change(file(), 4, moved.replace('city string', 'town string'));
    assert.equal((await ask(asked)).kind, 'gone', 'the field is');
    assert.equal((await ask({ without: asked.without })).kind, 'read', 'the attribute is not');
  });

  it('cannot read by types that are not there', async () => {
    client.change(file(), 2, SOURCE.replace('home Home', 'home Hom'));
    assert.deepEqual(await ask(), { kind: 'unreadable' });
    assert.deepEqual(await ask({ function: 'Other' }), { kind: 'unreadable' });
  });

  it('asks for what was received in a run it does not know, once', async () => {
    client.change(file(), 2, SOURCE.replace(' @stream.done', ''));
    assert.deepEqual(await ask({ run: 'before' }), { kind: 'unknownRun' });
    const first = await ask({ run: 'before', recording: RECORDING });
    assert.equal(first.kind, 'read');
    assert.deepEqual(await ask({ run: 'before' }), first);
    assert.deepEqual(await ask(), first, 'the same text of the run that is known');
  });
});

describe('reading again', () => {
  it('gives way to others while it reads, and ends when nobody waits any more', async () => {
    const chunks = Array.from({ length: 5_000 }, (_, at) => ({ t: at, batch: at, text: at ? '1,' : '[' }));
    const answer = { chunks, isComplete: false, endedAt: 5_000 };
    const cancellation = new CancellationTokenSource();
    let [now, turns] = [0, 0];
    const snapshot = {
      runnable: () => ({
        ok: true,
        runnable: {
          function: { returns: { kind: 'list', item: { kind: 'int' } } },
          schema: { classes: {}, enums: {}, aliases: {} },
        },
      }),
    };
    const documents = { projectOf: () => Promise.resolve({ project: { snapshot: () => snapshot } }) };
    const rereads = new Rereads(
      documents as unknown as Documents,
      { received: () => answer, writtenAs: () => undefined },
      {
        now: () => now++,
        turn: () => {
          if (++turns === 3) cancellation.cancel();
          return Promise.resolve();
        },
      },
    );
    const params = { run: 'r', function: 'F', uri: '', known: [] };
    assert.deepEqual(await rereads.reread(params, cancellation.token), { kind: 'cancelled' });
    assert.equal(turns, 3);
    const whole = await rereads.reread(params, new CancellationTokenSource().token);
    const { first }: Reading = whole.kind === 'read' ? whole.reading : assert.fail(whole.kind);
    assert.ok(turns > 50, `${turns} turns`);
    assert.equal(first.length, 5_000);
  });
});
