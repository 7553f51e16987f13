/**
 * The names of a template while it is walked, and afterwards: every binding knows from where to where in the file it can
 * be used. Frames are those of the runtime: loops, macros and `{% set %}` blocks have their own, `{% if %}` has none.
 */
import type { SymbolId } from '../semantics/occurrence';
import type { JinjaType, ScopeEntry } from './analysis';
import { UNKNOWN, union } from './types';

/** A name with the value it has from some place on. A new value is a new binding of the same symbol. */
export interface Binding {
  readonly entry: ScopeEntry;
  readonly from: number;
  /** Set when the frame or the branch ends. */
  to: number;
}

/** A narrower type that a condition gives to a binding. */
interface Refinement {
  readonly binding: Binding;
  readonly type: JinjaType;
  readonly from: number;
  to: number;
}

export class Frame {
  readonly names = new Map<string, Binding>();
  /** What a name of this frame is, however often it is set. */
  readonly symbols = new Map<string, SymbolId>();

  constructor(
    readonly parent: Frame | undefined,
    /** It runs later: the variables around it may have any value by then. */
    readonly late = false,
  ) {}
}

/** What conditions say, by path: `binding` or a property of it. */
interface Layer {
  readonly parent: Layer | undefined;
  readonly types: ReadonlyMap<string, JinjaType>;
}

export class Environment {
  private readonly bindings: Binding[] = [];
  private readonly refinements: Refinement[] = [];
  private readonly ids = new Map<Binding, number>();
  private readonly open = new Map<Binding, Binding>();
  /** The names that branches around the current place have set, with what they were before. */
  private changes: Map<string, Binding | undefined>[] = [];
  private layer: Layer | undefined;
  frame = new Frame(undefined);

  /** The binding of a name at the current place. */
  find(name: string): Binding | undefined {
    let late = false;
    for (let frame: Frame | undefined = this.frame; frame; frame = frame.parent) {
      const found = frame.names.get(name);
      if (found) return late && found.entry.kind === 'variable' ? this.anyValue(found) : found;
      late ||= frame.late;
    }
    return undefined;
  }

  private anyValue(binding: Binding): Binding {
    let open = this.open.get(binding);
    if (!open) this.open.set(binding, (open = { ...binding, entry: anything(binding.entry) }));
    return open;
  }

  /** Gives a name of the current frame a value, from an offset on. */
  bind(entry: ScopeEntry, from: number): Binding {
    const { names } = this.frame;
    const before = names.get(entry.name);
    const changed = this.changes.at(-1);
    if (changed && !changed.has(entry.name)) changed.set(entry.name, before);
    const binding: Binding = { entry, from, to: Infinity };
    this.bindings.push(binding);
    names.set(entry.name, binding);
    return binding;
  }

  /** Runs something in a frame of its own, which stands that ends at an offset of the file. */
  nested(run: () => void, to: number, parent = this.frame, late = false): void {
    const { frame, changes } = this;
    this.frame = new Frame(parent, late);
    this.changes = [];
    const first = this.bindings.length;
    run();
    for (let i = first; i < this.bindings.length; i++) {
      const binding = this.bindings[i] as Binding;
      binding.to = Math.min(binding.to, to);
    }
    this.frame = frame;
    this.changes = changes;
  }

  /**
   * Runs branches of which one happens (or perhaps none, unless they are `exhaustive`). What they set is known after
   * them, as one of the values. `ends` are the offsets where they end.
   */
  branches(runs: readonly (() => void)[], ends: readonly number[], exhaustive: boolean): void {
    const { names } = this.frame;
    const outcomes = runs.map((run, index) => {
      const changed = new Map<string, Binding | undefined>();
      this.changes.push(changed);
      const first = this.bindings.length;
      run();
      this.changes.pop();
      const values = new Map<string, Binding>();
      for (const [name, before] of changed) {
        values.set(name, names.get(name) as Binding);
        if (before) names.set(name, before);
        else names.delete(name);
      }
      for (let i = first; i < this.bindings.length; i++) {
        const binding = this.bindings[i] as Binding;
        binding.to = Math.min(binding.to, ends[index] ?? Infinity);
      }
      return values;
    });
    const end = ends.at(-1) ?? 0;
    for (const name of new Set(outcomes.flatMap((values) => [...values.keys()]))) {
      const before = names.get(name);
      const after = outcomes.map((values) => values.get(name) ?? before);
      if (!exhaustive) after.push(before);
      const known = after.filter((binding) => binding !== undefined);
      const last = known.at(-1) as Binding;
      const value = known.find((binding) => binding.entry.kind === 'variable') ?? last;
      this.bind({ ...value.entry, type: union(...known.map((binding) => binding.entry.type)) }, end);
    }
  }

  /** Runs something where paths have narrower types, between two offsets. */
  refined<T>(
    types: ReadonlyMap<string, JinjaType>,
    named: ReadonlyMap<Binding, JinjaType>,
    span: [number, number],
    run: () => T,
  ): T {
    if (!types.size) return run();
    const { layer } = this;
    this.layer = { parent: layer, types };
    for (const [binding, type] of named) this.refinements.push({ binding, type, from: span[0], to: span[1] });
    const result = run();
    this.layer = layer;
    return result;
  }

  /** Forgets what conditions said, for code that runs at another time. */
  unrefined(run: () => void): void {
    const { layer } = this;
    this.layer = undefined;
    run();
    this.layer = layer;
  }

  /** Whether conditions around the current place say anything. */
  get isRefined(): boolean {
    return this.layer !== undefined;
  }

  /** The type that the conditions around the current place give to a path. */
  refinement(path: string): JinjaType | undefined {
    for (let layer = this.layer; layer; layer = layer.parent) {
      const found = layer.types.get(path);
      if (found) return found;
    }
    return undefined;
  }

  /** What tells a binding from all others, for paths. */
  idOf(binding: Binding): string {
    let id = this.ids.get(binding);
    if (id === undefined) this.ids.set(binding, (id = this.ids.size));
    return `#${id}`;
  }

  /** What can be named at an offset, innermost first. */
  entriesAt(offset: number): ScopeEntry[] {
    const found = new Map<string, { readonly binding: Binding; readonly index: number }>();
    this.bindings.forEach((binding, index) => {
      if (binding.from > offset || offset > binding.to) return;
      const other = found.get(binding.entry.name);
      if (!other || other.binding.from <= binding.from) found.set(binding.entry.name, { binding, index });
    });
    const types = new Map<Binding, JinjaType>();
    for (const { binding, type, from, to } of this.refinements)
      if (from <= offset && offset <= to) types.set(binding, type);
    return [...found.values()]
      .sort((a, b) => b.binding.from - a.binding.from || a.index - b.index)
      .map(({ binding }) => {
        const type = types.get(binding);
        return type ? { ...binding.entry, type } : binding.entry;
      });
  }
}

/** A name whose value nothing is known about. */
export function anything(entry: Omit<ScopeEntry, 'type'>): ScopeEntry {
  return { ...entry, type: UNKNOWN };
}
