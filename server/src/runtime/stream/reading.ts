/** One engine at work: the text so far, the snapshot it amounts to, and what changed since the one before. */
import type { Json } from '../../ir/json';
import { Coercer } from '../coerce/coerce';
import { conditionsOf } from '../coerce/conditions';
import { Failure } from '../coerce/failure';
import { rawLabel } from '../coerce/rawLabel';
import { Wording } from '../coerce/wording';
import { Flag, textOf, type Typed } from '../coerce/typed';
import { compileTypes } from '../coerce/compileTypes';
import { mayReadText, type Ty, type Types } from '../coerce/types';
import type { EvaluateConstraint } from '../coerce/constraints';
import { OFFICIAL, type Dialect } from '../json/dialect';
import { TextDocument } from '../json/document';
import type { Container } from '../json/tree';
import { RawString, type Raw } from '../json/raw';
import { changesBetween } from './changes';
import { Growth } from './growth';
import { History } from './history';
import type { Engine, Final, OutputType, Snapshot } from './engine';
import type { Chunk, Frame } from './frame';
import { toJson, type Out } from './out';
import { OpenWay } from './openWay';
import { Append, MadeFrame } from './made';
import { LONG_DOCUMENT, Owed } from './owed';
import { Rows } from './rows';
import { SnapshotLog } from './snapshotLog';
import { hasUnions } from './possibleVariants';
import { Withholder } from './withhold';

/** What a text amounts to: a value, or why there is none. */
export type Result = { readonly typed: Typed; readonly out: Out } | { readonly refusal: string };

/** What a reading is made of. `quirks/corrected.ts` puts other parts in. */
export interface Parts {
  readonly dialect: Dialect;
  types(output: OutputType): Types;
  /** `textAt`: the character at an offset of the text. */
  coercer(evaluate: EvaluateConstraint | null, partial: boolean, textAt: (offset: number) => string): Coercer;
  withholder(partial: boolean): Withholder;
  /** What a partial reading amounts to; `before`: the one before it. */
  judged?(result: Result, before: Result | null, read: Read): Result;
}

/** A text as it was read: its candidates (null: the text is the value), and what they make of type `ty`. */
export interface Read {
  readonly raw: Raw | null;
  readonly typed: Typed | Failure;
  readonly ty: Ty;
}

const compiled = new WeakMap<OutputType, Types>();

/** The types of an output, compiled once for all who read by it: the engine of a run, and those that explain it. */
function compiledTypes(output: OutputType): Types {
  let types = compiled.get(output);
  if (types === undefined) compiled.set(output, (types = compileTypes(output)));
  return types;
}

const OFFICIAL_PARTS: Parts = {
  dialect: OFFICIAL,
  types: compiledTypes,
  coercer: (evaluate, partial) => new Coercer(evaluate, partial),
  withholder: (partial) => new Withholder(partial),
};

/** While more brackets are open than this, nothing is read: no answer is meant so, and the stack has an end. */
const MAX_DEPTH = 200;
/**
 * How much of the text the refusal of a prefix quotes: the whole of it, told with every chunk, would grow with the
 * square of its length. The final refusal quotes all, as the official runtime does.
 */
const MAX_QUOTED = 200;
/** And how long it is in all. */
const MAX_REFUSAL = 4000;
/** Of a chunk that changed nothing. */
const NOTHING: readonly never[] = Object.freeze([]);
const TOO_DEEP: Result = { refusal: `The text is nested more than ${MAX_DEPTH} levels deep.` };

export class Reading implements Engine {
  private readonly types: Types;
  private readonly document: TextDocument;
  private readonly coercer: Coercer;
  private readonly withholder: Withholder;
  private readonly rows: Rows;
  private readonly bare: RawString | null;
  private out: Out | null = null;
  private refusal: string | null = null;
  private started = false;
  private current: Result | null = null;
  private lastRead: Raw | null = null;
  /** The open string of the current snapshot, once a chunk did nothing but make it longer; and its length now. */
  private growth: Growth | null = null;
  private grown = 0;
  private readonly history = new History();
  readonly snapshots = new SnapshotLog(this.history);
  private owed: Owed | null = null;
  /** Only the official reading is known to hold what the way to the open part relies on. */
  private readonly way: OpenWay | null;

  constructor(
    output: OutputType,
    private readonly evaluate: EvaluateConstraint | null,
    private readonly parts: Parts = OFFICIAL_PARTS,
  ) {
    this.types = parts.types(output);
    this.document = new TextDocument(mayReadText(this.types.streaming), hasUnions(output), parts.dialect);
    this.coercer = parts.coercer(evaluate, true, this.textAt);
    this.withholder = parts.withholder(true);
    this.rows = new Rows(this.types);
    this.way = parts === OFFICIAL_PARTS ? new OpenWay(this.coercer, this.withholder, this.rows) : null;
    this.bare = this.types.streaming.kind === 'string' ? new RawString(0) : null;
  }

  private readonly textAt = (offset: number): string => this.document.log.slice(offset, offset + 1);

  /** Steps of all machines and visits of all nodes so far: the measure of the promise that work is linear. */
  get work(): number {
    this.settle();
    return this.document.work + this.coercer.work + this.withholder.work + this.rows.work;
  }

  feed(chunk: Chunk): Frame {
    if (this.owed !== null) {
      if (this.document.takesBlanks(chunk.text)) {
        this.document.feed(chunk.text);
        this.snapshots.owe(this.owed);
        return this.unchanged(chunk);
      }
      this.settle();
    }
    const frame = this.take(chunk);
    if (this.owed === null) this.snapshots.add(this.refusal);
    return frame;
  }

  /** Reads what was left unread because nobody had asked for it. */
  private settle(): void {
    this.owed?.pay();
  }

  private take(chunk: Chunk): Frame {
    this.bare?.append(chunk.text);
    if (this.bare !== null) this.document.log.append(chunk.text);
    else {
      const effect = this.document.feed(chunk.text);
      if (effect !== false && this.current !== null && this.document.depth <= MAX_DEPTH) {
        if (effect === true) return this.unchanged(chunk);
        const isString = effect.kind === 'string';
        const frame = (isString ? this.longer(chunk, effect) : null) ?? this.changedIn(chunk, isString ? null : effect);
        if (frame !== null) return frame;
      }
    }
    const first = !this.started;
    this.started = true;
    this.endGrowth();
    this.gather();
    if (!first && this.bare === null && this.parts === OFFICIAL_PARTS && this.document.readAnew > LONG_DOCUMENT)
      return this.readLater(chunk, this.document.log.length);
    return this.readOn(chunk, first, this.document.log.length);
  }

  /** The chunk is read when somebody asks. `length`: of the text with it. */
  private readLater(chunk: Chunk, length: number): Frame {
    const owed = new Owed(chunk, () => {
      this.owed = null;
      const frame = this.readOn(chunk, false, length);
      this.snapshots.pay(this.refusal);
      return { frame, snapshot: this.snapshot() };
    });
    this.owed = owed;
    this.snapshots.owe(owed);
    return owed.frame(length);
  }

  /** What a chunk changes, read from the root. `length`: of the text with it. */
  private readOn(chunk: Chunk, first: boolean, length: number): Frame {
    const before = this.current;
    const result = first || chunk.text !== '' ? this.read() : before!;
    if (result === before && !first) return this.unchanged(chunk);
    const value = 'out' in result && result.out !== this.out ? changesBetween(this.out, result.out) : [];
    if ('out' in result) this.out = result.out;
    this.history.apply(value);
    const refusal = 'refusal' in result ? result.refusal : null;
    const changed = refusal !== this.refusal;
    this.refusal = refusal;
    const fields = this.rows.update('typed' in result ? result : null, this.root);
    if (
      'typed' in result &&
      this.lastRead !== null &&
      decidedPlain(this.lastRead, this.types.streaming) === result.typed.raw
    )
      this.way?.begin(result, this.types.streaming);
    else this.way?.end();
    return changed ? new MadeFrame(chunk, length, value, fields, refusal) : new MadeFrame(chunk, length, value, fields);
  }

  /** What a chunk changes that changes something in `container` (null: the innermost) only; null when that has to be read from the root. */
  private changedIn(chunk: Chunk, container: Container | null): Frame | null {
    const { way } = this;
    if (way === null) return null;
    this.endGrowth();
    const change = way.update(container);
    if (change === null) return null;
    this.history.apply(change.value);
    return new MadeFrame(chunk, this.document.log.length, change.value, change.fields);
  }

  /** The string that was growing has the length it has. */
  private endGrowth(): void {
    if (this.growth === null) return;
    const out = this.growth.at(this.grown);
    if (this.way === null || this.way.innermost === null) this.out = out;
    else this.way.show(out);
    this.growth = null;
  }

  /** Takes up what has changed in parts of the reading. */
  private gather(): void {
    if (this.way?.hasChanged !== true) return;
    const whole = this.way.whole()!;
    this.current = whole;
    this.out = whole.out;
    this.rows.keep(whole);
  }

  private unchanged(chunk: Chunk): Frame {
    return new MadeFrame(chunk, this.document.log.length, NOTHING, NOTHING);
  }

  /** What a chunk changes that only made `node` longer; null when that may be more. */
  private longer(chunk: Chunk, node: RawString): Frame | null {
    const { current } = this;
    if (node.looked || current === null || !('out' in current)) return null;
    if (!node.shown) return this.unchanged(chunk);
    if (this.growth?.node !== node) {
      this.endGrowth();
      const { typed, out, path } = this.way?.innermost ?? { typed: current.typed, out: current.out, path: NOTHING };
      this.growth = Growth.of(node, typed, out, path);
      if (this.growth === null) return null;
      this.grown = this.growth.from;
    }
    const { path } = this.growth;
    const text = node.since(this.grown);
    this.grown = node.length;
    this.history.append(path, text, node);
    return new MadeFrame(chunk, this.document.log.length, [new Append(path, text)], NOTHING);
  }

  snapshot(): Snapshot {
    if (this.owed !== null) return this.owed.snapshot();
    const result = this.current ?? this.read();
    if ('refusal' in result) return { kind: 'refusal', message: result.refusal };
    if (!this.started) return { kind: 'value', value: toJson(result.out) };
    return this.history.now();
  }

  finish(): Final {
    this.settle();
    this.endGrowth();
    this.gather();
    const ty = this.types.final;
    const raw = this.bare === null ? this.document.read(true) : null;
    const coercer = this.parts.coercer(this.evaluate, false, this.textAt);
    const typed = raw === null ? this.bareText(ty) : coercer.coerce(raw, ty);
    const refusal = typed instanceof Failure ? explain(typed, new Wording()) : inferred(typed, new Wording(), raw);
    if (refusal !== null || typed instanceof Failure) {
      const message = refusal ?? '';
      const fields = this.rows.refuse({ raw: firstPlain(raw), ty, coercer, message });
      return { kind: 'invalid', message, fields };
    }
    const withholder = this.parts.withholder(false);
    const out = withholder.snapshot(typed, ty);
    if (out.kind === 'refused') {
      const { message } = out;
      return { kind: 'invalid', message, fields: this.rows.refuse({ raw: firstPlain(raw), ty, coercer, message }) };
    }
    const fields = this.rows.finish({ typed, out }, typed.raw, coercer);
    const streamed = (): Json => {
      const withStates = withholder.snapshot(typed, ty, true);
      return withStates.kind === 'refused' ? null : toJson(withStates);
    };
    return {
      kind: 'value',
      value: toJson(out),
      get streamed() {
        return streamed();
      },
      fields,
    };
  }

  /**
   * The text so far, read once more, for whoever explains it: its candidates, what the type makes of them, and the coercer that knows
   * both. `isFinal`: as `finish` reads it.
   */
  reread(isFinal: boolean): Read & { readonly coercer: Coercer } {
    this.settle();
    const ty = isFinal ? this.types.final : this.types.streaming;
    const coercer = isFinal ? this.parts.coercer(this.evaluate, false, this.textAt) : this.coercer;
    if (this.bare !== null) return { raw: null, typed: this.bareText(ty), ty, coercer };
    const raw = this.document.read(isFinal);
    return { raw, typed: coercer.coerce(raw, ty), ty, coercer };
  }

  private root: Raw | null = null;

  private read(): Result {
    const ty = this.types.streaming;
    if (this.document.depth > MAX_DEPTH) {
      this.lastRead = null;
      return (this.current = TOO_DEEP);
    }
    const raw = this.bare === null ? this.document.read(false) : null;
    // A text that is read as a string is one node that grows; everything else is the same object only when it reads the same.
    if (raw !== null && raw === this.lastRead && raw.kind !== 'string') return this.current!;
    this.lastRead = raw;
    const typed = raw === null ? this.bareText(ty) : this.coercer.coerce(raw, ty);
    const before = this.current;
    this.current = this.judge(typed);
    if (this.parts.judged !== undefined) this.current = this.parts.judged(this.current, before, { raw, typed, ty });
    this.root = typed instanceof Failure ? firstPlain(raw) : (typed.raw ?? firstPlain(raw));
    return this.current;
  }

  private judge(typed: Typed | Failure): Result {
    if (typed instanceof Failure) return { refusal: explain(typed, new Wording(MAX_QUOTED, MAX_REFUSAL)) };
    const refusal = inferred(typed, new Wording(MAX_QUOTED));
    if (refusal !== null) return { refusal };
    const out = this.withholder.snapshot(typed, this.types.streaming);
    return out.kind === 'refused' ? { refusal: out.message } : { typed, out };
  }

  /** A function that returns exactly `string` gets the text untouched. */
  private bareText(ty: Typed['ty']): Typed {
    const node = this.bare!;
    node.complete = true;
    return textOf(ty, node, Flag.None);
  }
}

const explain = (failure: Failure, wording: Wording): string => `Failed to coerce value: ${failure.debug(wording)}`;

/** At the root, a class made from mere text is refused. `root`: the whole text, when it is to be told how that came about. */
function inferred(typed: Typed, wording: Wording, root: Raw | null = null): string | null {
  if ((typed.flags & Flag.InferredFromText) === 0 || typed.raw === null) return null;
  const told =
    root !== null && typed.raw.kind === 'string'
      ? conditionsOf(root, typed.raw, typed.variant, wording)
      : [`InferedObject(${rawLabel(typed.raw, wording)})`];
  return `Failed to coerce value: [${told.join(', ')}]`;
}

/** The value among the candidates that a person would point at: the last object or list, else nothing. */
function firstPlain(raw: Raw | null): Raw | null {
  if (raw === null) return null;
  switch (raw.kind) {
    case 'fenced':
    case 'fixed':
      return firstPlain(raw.inner);
    case 'choice': {
      let plain: Raw | null = null;
      const { settled, settledCount, candidates } = raw;
      for (let at = 0; at < settledCount + candidates.length; at++) {
        const inner = firstPlain(at < settledCount ? settled[at]! : candidates[at - settledCount]!);
        if (inner !== null && inner.kind !== 'string') return inner;
        plain ??= inner;
      }
      return plain;
    }
    default:
      return raw;
  }
}

/**
 * The value that a text is read as, whatever else changes in it: its only candidate, or what stands in an open block for a
 * class of several fields. To such a class the list of blocks, and the text that begins with the fence, are nothing.
 */
function decidedPlain(raw: Raw, ty: Ty): Raw | null {
  if (raw.kind === 'fenced' || raw.kind === 'fixed') return decidedPlain(raw.inner, ty);
  if (raw.kind !== 'choice') return raw;
  if (raw.settledCount > 0) return null;
  const [first, blocks, rest, more] = raw.candidates;
  if (first === undefined || more !== undefined) return null;
  if (blocks === undefined) return decidedPlain(first, ty);
  if (ty.kind !== 'class' || ty.members.fields().length < 2 || first.kind !== 'fenced') return null;
  if (blocks.kind !== 'list' || blocks.items.length > 0 || blocks.tail !== first) return null;
  if (rest !== undefined && decidedPlain(rest, ty)?.kind !== 'string') return null;
  return decidedPlain(first, ty);
}
