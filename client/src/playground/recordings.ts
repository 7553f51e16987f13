/**
 * The recordings there are: every live run is kept in the extension's own folder (the newest ones), and `*.bamlrun`
 * files of the workspace stand beside them.
 */
import { l10n } from '../../../protocol/l10n';
import { outcomeWord } from '../../../protocol/outcomeWords';
import { writeRecording } from '../../../protocol/recording';
import { glance, type ReadRecording, type RecordingGlance } from '../../../protocol/recordingReader';
import { redacted } from '../../../protocol/redaction';
import type { Recording } from '../../../protocol/run';
import type { RecordingInfo } from '../../../protocol/webview';

export interface FileEntry {
  /** Unique within its folder. */
  readonly name: string;
  readonly size: number;
  /** Milliseconds of the wall clock. */
  readonly modified: number;
}

export interface Folder {
  list(): Promise<readonly FileEntry[]>;
  /** Rejects when there is no such file. */
  load(name: string): Promise<ReadRecording>;
  /** The beginning of a file, at least its first line, and its end. */
  peek(name: string): Promise<{ readonly head: string; readonly tail: string }>;
  remove(name: string): Promise<void>;
}

/** What a person said about a kept run, by the name of its file. */
export interface Mark {
  readonly pinned?: true;
  readonly label?: string;
}
export type Marks = Readonly<Record<string, Mark>>;

export interface RecordingPorts {
  /** The extension's own folder. */
  readonly kept: Folder & {
    write(name: string, text: string): Promise<void>;
  };
  /** `*.bamlrun` files of the workspace; names are URIs. */
  readonly project: Folder & {
    /** Gives a file another name in its folder; rejects when there is one of that name. */
    rename(name: string, to: string): Promise<void>;
  };
  /** Survives the window. */
  readonly marks: { get(): Marks; set(marks: Marks): Promise<void> };
  /** Paths of arguments that are written nowhere. */
  redact(): readonly string[];
  log(message: string): void;
  /** Something was added or removed. */
  changed(): void;
  newId(): string;
}

/** How much of the past is kept. */
export interface Limits {
  readonly runs: number;
  /** Of all kept runs together. */
  readonly bytes: number;
}

export const LIMITS: Limits = { runs: 50, bytes: 64 * 1024 * 1024 };

export class Recordings {
  /** What a file said when it was last read; reading all of them for every list would be slow. */
  private readonly known = new Map<string, { readonly stamp: string; readonly info: RecordingInfo | undefined }>();

  constructor(
    private readonly ports: RecordingPorts,
    /** Asked each time: a setting may change. Pinned runs do not count. */
    private readonly limits: () => Limits = () => LIMITS,
  ) {}

  /** Kept runs first, newest first; then the workspace's files by name. Files that are no recordings are left out. */
  async list(): Promise<readonly RecordingInfo[]> {
    const [kept, project] = await Promise.all([this.keptNewestFirst(), this.ports.project.list()]);
    const byName = [...project].sort((a, b) => (a.name < b.name ? -1 : 1));
    const infos = await Promise.all([
      ...kept.map((entry) => this.infoOf('run', entry)),
      ...byName.map((entry) => this.infoOf('project', entry)),
    ]);
    return infos.filter((info) => info !== undefined);
  }

  /** Rejects, with a message for people, when there is no such recording or it cannot be read. */
  async read(id: string): Promise<Recording> {
    const { origin, name } = parseId(id);
    const read = await this.folder(origin)
      .load(name)
      .catch((error: unknown) => {
        throw new Error(l10n.t('The recording cannot be read: {0}', reasonOf(error)));
      });
    return recordingOf(read);
  }

  /** Those of a function that can be read: kept runs first, newest first. */
  async ofFunction(name: string): Promise<readonly Recording[]> {
    const own = (await this.list()).filter((info) => info.function === name);
    const read = await Promise.all(own.map(({ id }) => this.read(id).catch(() => undefined)));
    return read.filter((recording) => recording !== undefined);
  }

  /** The newest kept run, if there is one that can be read. */
  async latest(): Promise<Recording | undefined> {
    const [newest] = await this.keptNewestFirst();
    return newest && (await this.read(idOf('run', newest.name)).catch(() => undefined));
  }

  /** Keeps a run and lets go of the oldest ones when there are too many. */
  async keep(whole: Recording): Promise<void> {
    const recording = redacted(whole, this.ports.redact());
    const { runs, bytes } = this.limits();
    if (runs <= 0 || bytes <= 0) return;
    const text = writeRecording(recording);
    if (new TextEncoder().encode(text).length > bytes) return this.ports.log('the run is too large to be kept');
    await this.ports.kept.write(fileName(recording, this.ports.newId()), text);
    await this.trim();
    this.ports.changed();
  }

  /** Pinned runs are never let go of. Only kept runs can be pinned. */
  async pin(id: string, pinned: boolean): Promise<void> {
    const { name } = this.ownOnly(id);
    await this.mark(name, ({ pinned: _was, ...rest }) => (pinned ? { ...rest, pinned: true } : rest));
    await this.trim();
    this.ports.changed();
  }

  /** A kept run is called so in the list; a file of the workspace gets that name. An empty name takes it back. */
  async rename(id: string, to: string): Promise<void> {
    const { origin, name } = parseId(id);
    if (origin === 'project') {
      const wanted = to.trim().replace(/\.bamlrun$/i, '');
      if (wanted === '' || /[/\\:*?"<>|]/.test(wanted))
        throw new Error(l10n.t('`{0}` cannot be the name of a file.', to));
      await this.ports.project.rename(name, `${wanted}.bamlrun`);
    } else {
      const label = to.trim();
      await this.mark(name, ({ label: _was, ...rest }) => (label === '' ? rest : { ...rest, label }));
    }
    this.ports.changed();
  }

  async remove(id: string): Promise<void> {
    const { origin, name } = parseId(id);
    await this.folder(origin)
      .remove(name)
      .catch((error: unknown) => {
        throw new Error(l10n.t('The recording cannot be deleted: {0}', reasonOf(error)));
      });
    if (origin === 'run') await this.forget([name]);
    this.ports.changed();
  }

  /** How many kept runs there are, and how many of them are pinned. */
  async kept(): Promise<{ readonly runs: number; readonly pinned: number }> {
    const marks = this.ports.marks.get();
    const entries = await this.ports.kept.list();
    return { runs: entries.length, pinned: entries.filter(({ name }) => marks[name]?.pinned).length };
  }

  /** Lets go of all kept runs, of pinned ones only when told to. */
  async clear(pinnedToo: boolean): Promise<void> {
    const marks = this.ports.marks.get();
    const entries = await this.ports.kept.list();
    await this.letGo(entries.filter(({ name }) => pinnedToo || !marks[name]?.pinned).map(({ name }) => name));
    this.ports.changed();
  }

  /** What the person calls a recording; undefined when they call it nothing. */
  labelOf(id: string): string | undefined {
    const { origin, name } = parseId(id);
    return origin === 'run' ? this.ports.marks.get()[name]?.label : undefined;
  }

  /** Where a file of the workspace is; undefined for kept runs. */
  uriOf(id: string): string | undefined {
    const { origin, name } = parseId(id);
    return origin === 'project' ? name : undefined;
  }

  private async trim(): Promise<void> {
    const limits = this.limits();
    const marks = this.ports.marks.get();
    let [runs, bytes] = [0, 0];
    const tooMany: string[] = [];
    for (const { name, size } of await this.keptNewestFirst()) {
      if (marks[name]?.pinned) continue;
      bytes += size;
      if (++runs > limits.runs || bytes > limits.bytes) tooMany.push(name);
    }
    await this.letGo(tooMany);
  }

  private async letGo(names: readonly string[]): Promise<void> {
    for (const name of names) {
      // Another window of the same workspace may have removed it already.
      await this.ports.kept.remove(name).catch((error: unknown) => this.ports.log(`${name}: ${reasonOf(error)}`));
    }
    await this.forget(names);
  }

  private async forget(names: readonly string[]): Promise<void> {
    for (const name of names) this.known.delete(idOf('run', name));
    const marks = this.ports.marks.get();
    if (names.some((name) => marks[name])) {
      await this.ports.marks.set(Object.fromEntries(Object.entries(marks).filter(([name]) => !names.includes(name))));
    }
  }

  private async mark(name: string, change: (mark: Mark) => Mark): Promise<void> {
    const marks = this.ports.marks.get();
    const next = change(marks[name] ?? {});
    const others = Object.fromEntries(Object.entries(marks).filter(([other]) => other !== name));
    await this.ports.marks.set(Object.keys(next).length ? { ...others, [name]: next } : others);
  }

  private ownOnly(id: string): { readonly name: string } {
    const { origin, name } = parseId(id);
    if (origin === 'run') return { name };
    throw new Error(l10n.t('Only runs that the editor keeps can be pinned: a file of the project stays anyway.'));
  }

  private folder(origin: RecordingInfo['origin']): Folder {
    return origin === 'run' ? this.ports.kept : this.ports.project;
  }

  private async keptNewestFirst(): Promise<readonly FileEntry[]> {
    const entries = await this.ports.kept.list();
    return [...entries].sort((a, b) => b.modified - a.modified || (a.name < b.name ? 1 : -1));
  }

  private async infoOf(origin: RecordingInfo['origin'], entry: FileEntry): Promise<RecordingInfo | undefined> {
    const id = idOf(origin, entry.name);
    const stamp = `${entry.modified}/${entry.size}`;
    const mark = origin === 'run' ? this.ports.marks.get()[entry.name] : undefined;
    const known = this.known.get(id);
    if (known?.stamp === stamp) return known.info && marked(known.info, mark);
    const info = await this.folder(origin)
      .peek(entry.name)
      .then(({ head, tail }) => glance(head, tail))
      .then((seen) => {
        if (typeof seen === 'string') throw new Error(seen);
        return describe(seen, id, origin);
      })
      .catch((error: unknown) => {
        this.ports.log(`${entry.name}: ${reasonOf(error)}`);
        return undefined;
      });
    this.known.set(id, { stamp, info });
    return info && marked(info, mark);
  }
}

function marked(info: RecordingInfo, mark: Mark | undefined): RecordingInfo {
  return mark ? { ...info, ...(mark.pinned && { pinned: true }), ...(mark.label && { label: mark.label }) } : info;
}

/** The recording of a file; throws with a message for people when it is none. */
export function recordingOf({ recording, problems }: ReadRecording): Recording {
  if (!recording) throw new Error(problems[0]?.message ?? l10n.t('This is not a recording.'));
  return recording;
}

/** A name for a recording's file: when it ran and what. */
export function fileName(recording: Recording, distinction: string): string {
  const { function: name, startedAt } = recording.header;
  const parts = [startedAt.replaceAll(/[^0-9TZ]/g, ''), name.replaceAll(/[^\w-]/g, '_'), distinction];
  return `${parts.filter(Boolean).join('-')}.bamlrun`;
}

function describe(
  { header, outcome, durationMs, stopped }: RecordingGlance,
  id: string,
  origin: RecordingInfo['origin'],
): RecordingInfo {
  const when = localTime(header.startedAt);
  const how = stopped ? outcomeWord({ kind: 'cancelled', stopped }) : outcome;
  const where = origin === 'project' ? [baseName(parseId(id).name)] : [];
  return {
    id,
    function: header.function,
    detail: [...where, header.client.name, when, how].filter(Boolean).join(' · '),
    outcome: stopped ? 'stopped' : outcome,
    durationMs,
    origin,
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function idOf(origin: RecordingInfo['origin'], name: string): string {
  return `${origin}:${name}`;
}

function parseId(id: string): { readonly origin: RecordingInfo['origin']; readonly name: string } {
  const colon = id.indexOf(':');
  return { origin: id.slice(0, colon) === 'project' ? 'project' : 'run', name: id.slice(colon + 1) };
}

function baseName(uri: string): string {
  const last = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** Day and time as this machine's clock shows them; empty for a date that is none. */
function localTime(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return '';
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
