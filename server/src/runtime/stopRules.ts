/** Rules that end a run early, judged on what each chunk changed. Work follows what changed, never what came before. */
import type { RunHost } from './host';
import { pathText } from './stream/pathText';
import type { Frame } from './stream/frame';

/** The shape of `protocol/runOptions.ts`. Paths are written as the timeline names fields: `items[0].price`. */
export type StopRule =
  | { readonly kind: 'items'; readonly path: string; readonly count: number }
  | { readonly kind: 'complete'; readonly path: string }
  | { readonly kind: 'stall'; readonly seconds: number }
  | { readonly kind: 'size'; readonly characters: number }
  | { readonly kind: 'cost'; readonly amount: number; readonly price: number }
  | { readonly kind: 'check' };

interface Row {
  readonly parent: number | null;
  readonly key: string | number | null;
  isComplete: boolean;
  isVisible: boolean;
}

/** Of text that the provider has not counted yet. */
const CHARS_PER_TOKEN = 4;

/** Output tokens so far: as the provider has counted them, and an estimate for what came since. */
class OutputTokens {
  private counted = 0;
  private uncounted = 0;

  /** `before`: those of attempts before this one. */
  constructor(private readonly before: number) {}

  take({ text, reasoning, usage }: Frame['chunk']): void {
    this.uncounted += text.length + (reasoning?.length ?? 0);
    if (usage?.outputTokens === undefined) return;
    this.counted = usage.outputTokens;
    this.uncounted = 0;
  }

  get count(): number {
    return this.before + this.counted + this.uncounted / CHARS_PER_TOKEN;
  }
}

/** Judges the rules of one answer; every attempt has its own, and what the ones before it have cost is spent. */
export class StopWatch {
  private readonly rows = new Map<number, Row>();
  /** For each rule about a list, its items that are complete. */
  private readonly items: readonly Set<number>[];

  private readonly tokens: OutputTokens;

  constructor(
    private readonly rules: readonly StopRule[],
    before?: StopWatch,
  ) {
    this.items = rules.map(() => new Set());
    this.tokens = new OutputTokens(before?.tokens.count ?? 0);
  }

  /** Takes what a chunk changed; gives the first rule that is met now. */
  take(frame: Frame): StopRule | undefined {
    const settled = this.follow(frame);
    this.tokens.take(frame.chunk);
    return this.rules.find((rule, at) => {
      switch (rule.kind) {
        case 'size':
          return frame.length >= rule.characters;
        case 'cost':
          return (this.tokens.count / 1e6) * rule.price >= rule.amount;
        case 'check':
          return frame.checks?.some(({ holds, decided, level }) => decided && !holds && level === undefined);
        case 'complete':
          return settled.some((id) => this.isDone(id) && pathText(this.pathOf(id)) === rule.path);
        case 'items':
          return this.count(rule, this.items[at]!, settled) >= Math.max(1, rule.count);
        case 'stall':
          return false;
      }
    });
  }

  /** The rows whose state or visibility changed. */
  private follow({ fields }: Frame): readonly number[] {
    const changed: number[] = [];
    for (const { id, decl, state, visible } of fields) {
      const known = this.rows.get(id);
      const row = decl ? { ...known, isComplete: false, isVisible: false, ...known, ...decl } : known;
      if (!row) continue;
      if (decl) this.rows.set(id, row);
      if (state !== undefined) row.isComplete = state === 'complete';
      if (visible !== undefined) row.isVisible = visible;
      if (state !== undefined || visible !== undefined) changed.push(id);
    }
    return changed;
  }

  private isDone(id: number): boolean {
    const row = this.rows.get(id);
    return row !== undefined && row.isComplete && row.isVisible;
  }

  private count({ path }: { readonly path: string }, done: Set<number>, changed: readonly number[]): number {
    for (const id of changed) {
      const row = this.rows.get(id)!;
      if (typeof row.key !== 'number' || row.parent === null) continue;
      if (!this.isDone(id)) done.delete(id);
      else if (!done.has(id) && pathText(this.pathOf(row.parent)) === path) done.add(id);
    }
    return done.size;
  }

  private pathOf(id: number): (string | number)[] {
    const path: (string | number)[] = [];
    for (let row = this.rows.get(id); row; row = row.parent === null ? undefined : this.rows.get(row.parent)) {
      if (row.key !== null) path.push(row.key);
    }
    return path.reverse();
  }
}

/** Calls `stop` when nothing has arrived for as long as a rule says, counted from one arrival to the next. */
export class StallWatch {
  private readonly over = new AbortController();
  private readonly rule: Extract<StopRule, { kind: 'stall' }> | undefined;
  private last: number | undefined;
  private isWatching = false;

  constructor(
    rules: readonly StopRule[],
    private readonly host: Pick<RunHost, 'now' | 'sleep'>,
    private readonly stop: (rule: StopRule) => void,
  ) {
    this.rule = rules.find((rule) => rule.kind === 'stall');
  }

  /** Something has arrived. */
  arrived(): void {
    if (!this.rule) return;
    this.last = this.host.now();
    if (!this.isWatching) void this.watch(this.rule);
  }

  /** Another attempt begins: what it waits for first is no stall. */
  restart(): void {
    this.last = undefined;
  }

  end(): void {
    this.over.abort();
  }

  private async watch(rule: Extract<StopRule, { kind: 'stall' }>): Promise<void> {
    this.isWatching = true;
    const { signal } = this.over;
    while (this.last !== undefined && !signal.aborted) {
      const left = this.last + rule.seconds * 1000 - this.host.now();
      if (left <= 0) {
        this.stop(rule);
        break;
      }
      await this.host.sleep(left, signal);
    }
    this.isWatching = false;
  }
}
