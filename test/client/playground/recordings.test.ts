import assert from 'node:assert/strict';
import { readRecording, writeRecording } from '../../../protocol/recording';
import type { Recording } from '../../../protocol/run';
import {
  fileName,
  parse,
  Recordings,
  parseWithNote,
  type FileEntry,
  type Limits,
  type RecordingPorts,
} from '../../../client/src/playground/recordings';

describe('the recordings there are', () => {
  it('are the kept runs, newest first, and the files of the workspace by name', async () => {
    const world = new World();
    world.keptFiles.set('old.bamlrun', { text: text('Old'), modified: 1 });
    world.keptFiles.set('new.bamlrun', { text: text('New'), modified: 2 });
    world.projectFiles.set('file:///w/z%20z.bamlrun', { text: text('Z'), modified: 9 });
    world.projectFiles.set('file:///w/a.bamlrun', { text: text('A'), modified: 3 });
    const list = await world.recordings.list();
    assert.deepEqual(
      list.map((info) => [info.origin, info.function]),
      [
        ['run', 'New'],
        ['run', 'Old'],
        ['project', 'A'],
        ['project', 'Z'],
      ],
    );
    assert.match(list[3]!.detail, /^z z\.bamlrun · Fast · \d{4}-\d\d-\d\d \d\d:\d\d · completed$/);
    assert.equal((await world.recordings.read(list[1]!.id)).header.function, 'Old');
  });

  it('say how each ended and how long it took', async () => {
    const world = new World();
    const ends: readonly [Recording['end'], string, number][] = [
      [{ t: 900, end: { kind: 'completed' } }, 'completed', 900],
      [{ t: 700, end: { kind: 'cancelled' } }, 'cancelled', 700],
      [{ t: 500, end: { kind: 'failed', error: { kind: 'http', message: 'no' } } }, 'failed', 500],
      [undefined, 'cut', 12.5],
    ];
    for (const [index, [end]] of ends.entries()) {
      world.keptFiles.set(`${index}.bamlrun`, { text: writeRecording({ ...recording('F'), end }), modified: -index });
    }
    assert.deepEqual(
      (await world.recordings.list()).map((info) => [info.outcome, info.durationMs]),
      ends.map(([, outcome, durationMs]) => [outcome, durationMs]),
    );
  });

  it('leave out a file that is none, and say so in the log', async () => {
    const world = new World();
    world.projectFiles.set('file:///w/noise.bamlrun', { text: '\u0000\uFFFD{', modified: 1 });
    world.projectFiles.set('file:///w/gone.bamlrun', { text: null, modified: 1 });
    assert.deepEqual(await world.recordings.list(), []);
    assert.equal(world.logged.length, 2);
    assert.match(world.logged.join('\n'), /noise\.bamlrun: /);
  });

  it('are read once while they do not change', async () => {
    const world = new World();
    world.keptFiles.set('a.bamlrun', { text: text('A'), modified: 1 });
    await world.recordings.list();
    await world.recordings.list();
    assert.equal(world.reads, 1);
    world.keptFiles.set('a.bamlrun', { text: text('B'), modified: 2 });
    assert.equal((await world.recordings.list())[0]?.function, 'B');
    assert.equal(world.reads, 2);
  });

  it('are kept up to fifty; the oldest go first', async () => {
    const world = new World();
    for (let i = 0; i < 55; i++) await world.recordings.keep(recording(`F${i}`));
    const list = await world.recordings.list();
    assert.equal(list.length, 50);
    assert.equal(list[0]?.function, 'F54');
    assert.equal(list.at(-1)?.function, 'F5');
    assert.equal((await world.recordings.latest())?.header.function, 'F54');
    assert.equal(world.changes, 55);
  });

  it('are kept up to a size; the newest always stays', async () => {
    const world = new World({ runs: 50, bytes: 10_000 });
    const large = 'x'.repeat(4000);
    for (const name of ['A', 'B', 'C']) await world.recordings.keep({ ...recording(name), chunks: [chunk(large)] });
    assert.deepEqual(
      (await world.recordings.list()).map((info) => info.function),
      ['C', 'B'],
    );
    await world.recordings.keep({ ...recording('Huge'), chunks: [chunk(large + large + large)] });
    assert.equal((await world.recordings.latest())?.header.function, 'C');
    assert.equal(world.logged.length, 1);
  });

  it('are measured as they are on disk, where a letter may take several bytes', async () => {
    const world = new World({ runs: 50, bytes: 2_000 });
    const written = writeRecording({ ...recording('Wide'), chunks: [chunk('価'.repeat(800))] });
    assert.ok(written.length < 2_000 && Buffer.byteLength(written) > 2_000);
    await world.recordings.keep({ ...recording('Wide'), chunks: [chunk('価'.repeat(800))] });
    assert.deepEqual(await world.recordings.list(), []);
    assert.match(world.logged.join(), /too large/);
  });

  it('are kept although an old one cannot be removed', async () => {
    const world = new World({ runs: 1, bytes: 10_000 }, 'it is gone already');
    await world.recordings.keep(recording('A'));
    await world.recordings.keep(recording('B'));
    assert.equal((await world.recordings.latest())?.header.function, 'B');
    assert.equal(world.changes, 2, 'and the list is told of it');
    assert.match(world.logged.join(), /it is gone already/);
  });

  it('have a message for people when one cannot be read', async () => {
    const world = new World();
    await assert.rejects(world.recordings.read('run:none.bamlrun'), /The recording cannot be read: no such file/);
    await assert.rejects(world.recordings.read(''), /cannot be read/);
    assert.throws(() => parse(''), /empty/);
    assert.equal(await world.recordings.latest(), undefined);
  });
});

describe('the name of a recording', () => {
  it('says when and what, in characters every file system takes', () => {
    const odd = recording('../Über/F');
    assert.equal(fileName(odd, '1a2b'), '20261121T134501007Z-____ber_F-1a2b.bamlrun');
    assert.equal(fileName(recording('F'), ''), '20261121T134501007Z-F.bamlrun');
  });
});

describe('a recording with a damaged line', () => {
  const lines = writeRecording({ ...recording('F'), chunks: [chunk('{'), chunk('}')] })
    .trimEnd()
    .split('\n');

  it('is read without the line, and says so', () => {
    const text = [lines[0], '{"t": 1, "batch"', ...lines.slice(2)].join('\n');
    const { recording: read, unread } = parseWithNote(text);
    assert.equal(read.chunks.length, 1);
    assert.match(unread ?? '', /^Line 2 of the recording: .* What is shown is the rest\.$/);
  });

  it('says nothing when every line can be read', () => {
    assert.equal(parseWithNote(lines.join('\n')).unread, null);
  });
});

function chunk(added: string) {
  return { t: 12.5, batch: 0, text: added };
}

function recording(name: string): Recording {
  return {
    header: {
      format: 'bamlrun/1',
      function: name,
      args: {},
      client: { name: 'Fast', provider: 'openai' },
      prompt: { messages: [], hash: 'p' },
      schema: { hash: 's', ir: null },
      startedAt: '2026-11-21T13:45:01.007Z',
      clock: { unit: 'ms', origin: 'request sent' },
      redactions: [],
    },
    chunks: [chunk('{}')],
    end: { t: 20, end: { kind: 'completed' } },
  };
}

function text(name: string): string {
  const written = writeRecording(recording(name));
  assert.ok(readRecording(written).recording);
  return written;
}

/** Two folders in memory. */
class World {
  readonly keptFiles = new Map<string, { text: string | null; modified: number }>();
  readonly projectFiles = new Map<string, { text: string | null; modified: number }>();
  readonly logged: string[] = [];
  reads = 0;
  changes = 0;
  private clock = 0;

  readonly recordings: Recordings;

  constructor(
    limits?: Limits,
    private readonly removeFails?: string,
  ) {
    this.recordings = new Recordings(this.ports(), limits);
  }

  private ports(): RecordingPorts {
    return {
      kept: {
        ...this.folder(this.keptFiles),
        write: async (name, content) => void this.keptFiles.set(name, { text: content, modified: ++this.clock }),
        remove: async (name) => {
          if (this.removeFails) throw new Error(this.removeFails);
          this.keptFiles.delete(name);
        },
      },
      project: this.folder(this.projectFiles),
      redact: () => [],
      log: (message) => void this.logged.push(message),
      changed: () => void this.changes++,
      newId: () => String(this.clock),
    };
  }

  private folder(files: Map<string, { text: string | null; modified: number }>) {
    return {
      list: async (): Promise<readonly FileEntry[]> =>
        [...files].map(([name, file]) => ({ name, size: file.text?.length ?? 0, modified: file.modified })),
      read: async (name: string) => {
        this.reads++;
        const found = files.get(name)?.text;
        if (found === null || found === undefined) throw new Error('no such file');
        return found;
      },
    };
  }
}
