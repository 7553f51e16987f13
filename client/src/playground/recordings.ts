/**
 * The recordings there are: every live run is kept in the extension's own folder (the newest ones), and `*.bamlrun`
 * files of the workspace stand beside them.
 */
import { readRecording, writeRecording } from '../../../protocol/recording';
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
  read(name: string): Promise<string>;
}

export interface RecordingPorts {
  /** The extension's own folder. */
  readonly kept: Folder & {
    write(name: string, text: string): Promise<void>;
    remove(name: string): Promise<void>;
  };
  /** `*.bamlrun` files of the workspace; names are URIs. */
  readonly project: Folder;
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

const LIMITS: Limits = { runs: 50, bytes: 64 * 1024 * 1024 };

export class Recordings {
  /** What a file said when it was last read; reading all of them for every list would be slow. */
  private readonly known = new Map<string, { readonly stamp: string; readonly info: RecordingInfo | undefined }>();

  constructor(
    private readonly ports: RecordingPorts,
    private readonly limits: Limits = LIMITS,
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
    const text = await this.ports[origin === 'run' ? 'kept' : 'project'].read(name).catch((error: unknown) => {
      throw new Error(`The recording cannot be read: ${reasonOf(error)}`);
    });
    return parse(text);
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
    const text = writeRecording(recording);
    if (Buffer.byteLength(text) > this.limits.bytes) return this.ports.log('the run is too large to be kept');
    await this.ports.kept.write(fileName(recording, this.ports.newId()), text);
    let bytes = 0;
    for (const [index, entry] of (await this.keptNewestFirst()).entries()) {
      bytes += entry.size;
      if (index >= this.limits.runs || bytes > this.limits.bytes) await this.remove(entry.name);
    }
    this.ports.changed();
  }

  private async remove(name: string): Promise<void> {
    this.known.delete(idOf('run', name));
    // Another window of the same workspace may have removed it already.
    await this.ports.kept.remove(name).catch((error: unknown) => this.ports.log(`${name}: ${reasonOf(error)}`));
  }

  private async keptNewestFirst(): Promise<readonly FileEntry[]> {
    const entries = await this.ports.kept.list();
    return [...entries].sort((a, b) => b.modified - a.modified || (a.name < b.name ? 1 : -1));
  }

  private async infoOf(origin: RecordingInfo['origin'], entry: FileEntry): Promise<RecordingInfo | undefined> {
    const id = idOf(origin, entry.name);
    const stamp = `${entry.modified}/${entry.size}`;
    const known = this.known.get(id);
    if (known?.stamp === stamp) return known.info;
    const info = await this.read(id).then(
      (recording) => describe(recording, id, origin),
      (error: unknown) => {
        this.ports.log(`${entry.name}: ${reasonOf(error)}`);
        return undefined;
      },
    );
    this.known.set(id, { stamp, info });
    return info;
  }
}

/** Reads the text of a `.bamlrun` file, as far as it can be read; throws with a message for people. */
export function parse(text: string): Recording {
  return parseWithNote(text).recording;
}

/** As `parse`, with a sentence on what had to be left out because it could not be read; null when nothing was. */
export function parseWithNote(text: string): { readonly recording: Recording; readonly unread: string | null } {
  const { recording, problems } = readRecording(text);
  const [first] = problems;
  if (!recording) throw new Error(first?.message ?? 'This is not a recording.');
  if (!first) return { recording, unread: null };
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return {
    recording,
    unread: `Line ${first.line} of the recording: ${first.message}${more} What is shown is the rest.`,
  };
}

/** A name for a recording's file: when it ran and what. */
export function fileName(recording: Recording, distinction: string): string {
  const { function: name, startedAt } = recording.header;
  const parts = [startedAt.replaceAll(/[^0-9TZ]/g, ''), name.replaceAll(/[^\w-]/g, '_'), distinction];
  return `${parts.filter(Boolean).join('-')}.bamlrun`;
}

function describe(recording: Recording, id: string, origin: RecordingInfo['origin']): RecordingInfo {
  const { header, chunks, end } = recording;
  const outcome = end?.end.kind ?? 'cut';
  const when = localTime(header.startedAt);
  const where = origin === 'project' ? [baseName(parseId(id).name)] : [];
  return {
    id,
    function: header.function,
    detail: [...where, header.client.name, when, outcome].filter(Boolean).join(' · '),
    outcome,
    durationMs: end?.t ?? chunks.at(-1)?.t ?? 0,
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
