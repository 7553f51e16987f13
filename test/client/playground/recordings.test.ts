import assert from 'node:assert/strict';
import { readRecording, writeRecording } from '../../../protocol/recording';
import type { Recording } from '../../../protocol/run';
import {
  fileName,
  recordingOf,
  Recordings,
  type FileEntry,
  type Limits,
  type Marks,
  type RecordingPorts,
} from '../../../client/src/playground/recordings';
import { RECORDING } from './relayWorld';

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
    assert.throws(() => recordingOf(readRecording('')), /empty/);
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

describe('recordings under a person’s hand', () => {
  const filled = async (limits?: Limits): Promise<World> => {
    const world = new World(limits);
    for (const name of ['A', 'B', 'C']) await world.recordings.keep(recording(name));
    return world;
  };
  const names = async (world: World): Promise<string[]> =>
    (await world.recordings.list()).map((info) => info.label ?? info.function);

  it('stay when they are pinned, whatever comes after them', async () => {
    const world = await filled({ runs: 2, bytes: 1_000_000 });
    assert.deepEqual(await names(world), ['C', 'B']);
    const [, old] = await world.recordings.list();
    await world.recordings.pin(old!.id, true);
    for (const name of ['D', 'E', 'F']) await world.recordings.keep(recording(name));
    assert.deepEqual(await names(world), ['F', 'E', 'B'], 'and take no place from the others');
    assert.deepEqual(await world.recordings.kept(), { runs: 3, pinned: 1 });
    await world.recordings.pin(old!.id, false);
    assert.deepEqual(await names(world), ['F', 'E'], 'unpinned, it is the oldest again');
    assert.deepEqual(world.marks, {});
  });

  it('are called what the person calls them; files of the project get the name', async () => {
    const world = await filled();
    const [newest] = await world.recordings.list();
    await world.recordings.rename(newest!.id, '  before the prompt changed ');
    assert.deepEqual(await names(world), ['before the prompt changed', 'B', 'A']);
    assert.equal(world.recordings.labelOf(newest!.id), 'before the prompt changed');
    await world.recordings.rename(newest!.id, '');
    assert.deepEqual(await names(world), ['C', 'B', 'A']);
    world.projectFiles.set('file:///w/a.bamlrun', { text: text('P'), modified: 3 });
    await world.recordings.rename('project:file:///w/a.bamlrun', 'long receipt');
    assert.deepEqual([...world.projectFiles.keys()], ['file:///w/long receipt.bamlrun']);
    await assert.rejects(world.recordings.rename('project:file:///w/a.bamlrun', '../x'), /`..\/x` cannot be the name/);
    await assert.rejects(world.recordings.pin('project:file:///w/a.bamlrun', true), /Only runs that the editor keeps/);
  });

  it('are gone when they are deleted or cleared, with all that was said about them', async () => {
    const world = await filled();
    const [c, b] = await world.recordings.list();
    await world.recordings.pin(c!.id, true);
    await world.recordings.rename(b!.id, 'B!');
    await world.recordings.remove(b!.id);
    assert.deepEqual(await names(world), ['C', 'A']);
    await world.recordings.clear(false);
    assert.deepEqual(await names(world), ['C']);
    await world.recordings.clear(true);
    assert.deepEqual([await names(world), world.marks], [[], {}]);
  });

  it('are not kept at all when the setting says so', async () => {
    const world = await filled({ runs: 0, bytes: 1_000_000 });
    assert.deepEqual(await names(world), []);
    assert.equal(world.keptFiles.size, 0);
  });
});

function chunk(added: string) {
  return { t: 12.5, batch: 0, text: added };
}

function recording(name: string): Recording {
  return {
    header: { ...RECORDING.header, function: name },
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
  marks: Marks = {};
  reads = 0;
  changes = 0;
  private clock = 0;

  readonly recordings: Recordings;

  constructor(
    limits?: Limits,
    private readonly removeFails?: string,
  ) {
    this.recordings = new Recordings(this.ports(), limits && (() => limits));
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
      project: {
        ...this.folder(this.projectFiles),
        rename: async (name, to) => {
          this.projectFiles.set(`${name.slice(0, name.lastIndexOf('/') + 1)}${to}`, this.projectFiles.get(name)!);
          this.projectFiles.delete(name);
        },
      },
      marks: { get: () => this.marks, set: async (marks) => void (this.marks = marks) },
      redact: () => [],
      log: (message) => void this.logged.push(message),
      changed: () => void this.changes++,
      newId: () => String(this.clock),
    };
  }

  private text(files: ReadonlyMap<string, { text: string | null }>, name: string): string {
    this.reads++;
    const found = files.get(name)?.text;
    if (found === null || found === undefined) throw new Error('no such file');
    return found;
  }

  private folder(files: Map<string, { text: string | null; modified: number }>) {
    return {
      list: async (): Promise<readonly FileEntry[]> =>
        [...files].map(([name, file]) => ({ name, size: file.text?.length ?? 0, modified: file.modified })),
      load: async (name: string) => readRecording(this.text(files, name)),
      peek: async (name: string) => ({ head: this.text(files, name), tail: files.get(name)!.text!.slice(-200) }),
      remove: async (name: string) => void files.delete(name),
    };
  }
}
