/**
 * What each function was given last, kept with the workspace: its test, or the arguments a person wrote, and the rules that end its
 * runs. No key is ever among it: variables, keys and tags are no arguments, and arguments that the setting
 * `bamlLive.recordings.redactArguments` names are not kept.
 */
import { namesAny } from '../../../protocol/redaction';
import { isStopRule, type StopRule } from '../../../protocol/runOptions';
import type { Json } from '../../../protocol/run';
import type { Selection } from '../../../protocol/webview';

export interface RememberedFunction {
  readonly function: string;
  readonly project: string;
  readonly test: string | null;
  /** JSON text, as far as it is written. */
  readonly args: string | null;
  readonly client: string | null;
  /** Absent when there are none. */
  readonly stop?: readonly StopRule[];
}

export interface RememberedPorts {
  /** Survives the window. What comes back may have been written by anybody. */
  readonly store: { get(): unknown; set(all: readonly RememberedFunction[]): void };
  /** Paths of arguments that are written nowhere. */
  redact(): readonly string[];
}

const MOST_FUNCTIONS = 100;
/** Longer arguments are media in base64: a file would be read again. */
const LONGEST_ARGS = 64 * 1024;
/** People write: what is written is kept once they pause, in milliseconds. */
const QUIET = 300;

export class RememberedArguments {
  /** The one used last first. */
  private all: readonly RememberedFunction[] | undefined;
  /** The paths that all of it was looked at with last. */
  private checked = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly ports: RememberedPorts) {}

  of({ function: name, project }: Pick<Selection, 'function' | 'project'>): RememberedFunction | undefined {
    return this.read().find((one) => one.function === name && one.project === project);
  }

  /** What was chosen last in this workspace. */
  last(): Selection | undefined {
    const [last] = this.read();
    if (!last) return undefined;
    const { stop, ...selection } = last;
    return stop ? { ...selection, options: { tags: [], stop } } : selection;
  }

  remember({ function: name, project, test, args, client, options }: Selection): void {
    const kept = args !== null && this.isKept(args) ? args : null;
    const others = this.read().filter((one) => one.function !== name || one.project !== project);
    const stop = options?.stop.length ? { stop: options.stop } : {};
    this.all = [{ function: name, project, test, args: kept, client, ...stop }, ...others].slice(0, MOST_FUNCTIONS);
    this.timer ??= setTimeout(() => this.flush(), QUIET);
  }

  /** Arguments may be named as not to be written that were not: those are let go, here and in the store. */
  settingsChanged(): void {
    this.read();
  }

  /** Writes what was not written yet. */
  flush(): void {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.ports.store.set(this.read());
  }

  private isKept(args: string): boolean {
    if (args.length > LONGEST_ARGS) return false;
    const paths = this.ports.redact();
    if (paths.length === 0) return true;
    try {
      return !namesAny(JSON.parse(args) as Json, paths);
    } catch {
      // Nobody can tell what is named in a text that cannot be read.
      return false;
    }
  }

  private read(): readonly RememberedFunction[] {
    if (!this.all) {
      const stored = this.ports.store.get();
      this.all = Array.isArray(stored) ? stored.filter(isRemembered).slice(0, MOST_FUNCTIONS) : [];
    }
    // What was kept may have been named as not to be written since, also while this was not open.
    const paths = JSON.stringify(this.ports.redact());
    if (paths === this.checked) return this.all;
    this.checked = paths;
    const kept = this.all.map((one) => (one.args !== null && !this.isKept(one.args) ? { ...one, args: null } : one));
    if (kept.some((one, i) => one !== this.all?.[i])) this.ports.store.set(kept);
    this.all = kept;
    return kept;
  }
}

function isRemembered(value: unknown): value is RememberedFunction {
  if (typeof value !== 'object' || value === null) return false;
  const { function: name, project, test, args, client, stop } = value as Readonly<Record<string, unknown>>;
  const isText = (one: unknown): boolean => one === null || typeof one === 'string';
  const areRules = stop === undefined || (Array.isArray(stop) && stop.every(isStopRule));
  return typeof name === 'string' && typeof project === 'string' && [test, args, client].every(isText) && areRules;
}
