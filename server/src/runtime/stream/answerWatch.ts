/**
 * The engine with what is known beside values and rows: when the official stream looks at the text, and what becomes of checks and asserts.
 * One for each attempt. For types without them it costs nothing but a clock.
 */
import type { Type } from '../../ir/schema';
import { Mirror } from '../quirks/mirror';
import { AssertWatch } from './assertWatch';
import { CheckWatch } from './checkWatch';
import { SampleClock } from './deliveries';
import { createEngine, type Engine, type Final, type OutputType } from './engine';
import type { CheckChange, Chunk, Frame } from './frame';

/** What the end of an answer adds. */
export interface AnswerEnd {
  /** When what came last was still looked at, if it was. */
  readonly sampled: number | null;
  readonly checks: readonly CheckChange[];
}

export class AnswerWatch {
  private readonly engine: Engine;
  private readonly clock = new SampleClock();
  private readonly asserts: AssertWatch | null;
  private readonly checks: { readonly watch: CheckWatch; readonly mirror: Mirror } | null;

  constructor(output: OutputType) {
    this.engine = createEngine(output);
    this.asserts = hasConstraints(output, 'assert') ? new AssertWatch(output) : null;
    this.checks = hasConstraints(output, 'check') ? { watch: new CheckWatch(), mirror: new Mirror() } : null;
  }

  /** The response's headers have come. */
  headers(t: number): void {
    this.clock.headers(t);
  }

  feed(chunk: Chunk): Frame {
    const sampled = this.clock.before(chunk);
    const frame = this.engine.feed(chunk);
    const asserts = this.asserts?.take(frame) ?? [];
    const checks = asserts.length > 0 ? [...this.checksOf(frame), ...asserts] : this.checksOf(frame);
    if (sampled === null && checks.length === 0) return frame;
    return { ...frame, ...(sampled !== null && { sampled }), ...(checks.length > 0 && { checks }) };
  }

  /** The final reading of a complete answer. */
  finish(): Final {
    return this.engine.finish();
  }

  /** To be asked once, when the answer has ended at `t`; `how` is the final reading of a complete one. */
  end(t: number, how: Final | { readonly kind: 'cancelled' | 'failed' }): AnswerEnd {
    const sampled = this.clock.end(t, how.kind === 'cancelled');
    const checks = how.kind === 'value' ? this.checks?.watch.finish(how, this.clock.length, t) : undefined;
    return { sampled, checks: checks ?? [] };
  }

  private checksOf(frame: Frame): readonly CheckChange[] {
    if (!this.checks) return [];
    const { watch, mirror } = this.checks;
    mirror.take(frame);
    const value = mirror.whole;
    return watch.take(frame, value === undefined ? { kind: 'refusal', message: '' } : { kind: 'value', value });
  }
}

/** Whether something is checked, or asserted, of a value of these types. */
function hasConstraints({ returns, schema }: OutputType, wanted: 'check' | 'assert'): boolean {
  const own = (attributes: Type['attributes']): boolean =>
    attributes?.constraints?.some(({ level }) => level === wanted) === true;
  const within = (type: Type): boolean => {
    if (own(type.attributes)) return true;
    switch (type.kind) {
      case 'list':
        return within(type.item);
      case 'map':
        return within(type.key) || within(type.value);
      case 'union':
        return type.variants.some(within);
      case 'tuple':
        return type.items.some(within);
      default:
        return false;
    }
  };
  return (
    within(returns) ||
    Object.values(schema.classes).some((one) => own(one.attributes) || one.fields.some(({ type }) => within(type))) ||
    Object.values(schema.enums).some((one) => own(one.attributes)) ||
    Object.values(schema.aliases).some((one) => within(one.type))
  );
}
