/** The variables of one run: what the person stored, the project's `.env` files, the environment of the process. */
import type { VariableSource } from '../../../../protocol/keys';
import { isBelow, seenFrom } from '../localPaths';
import type { EnvFile } from './envFiles';

export class Environment {
  private readonly stored = new Map<string, string>();
  private readonly asked = new Set<string>();
  private readonly read = new Map<string, string>();

  constructor(
    /** Nearest first. */
    private readonly files: readonly EnvFile[],
    private readonly process: (name: string) => string | undefined,
    /** The folder that holds the project, which paths are shown relative to. */
    private readonly folder?: string,
  ) {}

  /** The value of a variable, which is remembered as asked for. An empty one is a value. */
  get(name: string): string | undefined {
    this.asked.add(name);
    const value = this.find(name);
    if (value !== undefined) this.read.set(name, value);
    return value;
  }

  /** The same without being asked for: nothing of it is given to the run. */
  lookUp(name: string): string | undefined {
    return this.find(name);
  }

  /** Every name that was asked for, in order. */
  get names(): readonly string[] {
    return [...this.asked];
  }

  /** What was given out, by name. */
  get values(): ReadonlyMap<string, string> {
    return this.read;
  }

  /** A secret that was made for this run from somebody's credentials: it counts as given out. */
  made(name: string, value: string): void {
    this.read.set(name, value);
  }

  /** Values of the person's own; they come before all others. */
  store(values: ReadonlyMap<string, string>): void {
    for (const [name, value] of values) this.stored.set(name, value);
  }

  /** The files that were read, as a person would name them. */
  searched(workspaceFolders: readonly string[]): readonly string[] {
    return this.files.map((file) => this.shown(file.path, workspaceFolders));
  }

  sourceOf(name: string): VariableSource {
    if (this.stored.has(name)) return { kind: 'stored' };
    const file = this.files.find(({ variables }) => variables.has(name));
    if (file) return { kind: 'file', path: this.shown(file.path, []) };
    return this.process(name) === undefined ? { kind: 'missing' } : { kind: 'process' };
  }

  private shown(file: string, workspaceFolders: readonly string[]): string {
    const base = workspaceFolders.find((folder) => isBelow(file, folder)) ?? this.folder;
    return base === undefined ? file : seenFrom(base, file);
  }

  private find(name: string): string | undefined {
    const stored = this.stored.get(name);
    if (stored !== undefined) return stored;
    for (const { variables } of this.files) {
      const value = variables.get(name);
      if (value !== undefined) return value;
    }
    return this.process(name);
  }
}
