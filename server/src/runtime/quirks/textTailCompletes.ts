/** text-tail-completes: an enum or literal that was found in prose stays found while more letters come. */
import { Failure, notDone } from '../coerce/failure';
import type { Typed } from '../coerce/typed';
import type { Ty } from '../coerce/types';
import { Int32Column } from '../int32Column';
import type { Engine, Final, Snapshot, Snapshots } from '../stream/engine';
import type { Chunk, Frame } from '../stream/frame';

/** Whether values of this type are words of the text. */
export function isWord(ty: Ty): boolean {
  if (ty.kind === 'union')
    return ty.variants.some(isWord) && ty.variants.every((one) => one.kind === 'null' || isWord(one));
  return ty.kind === 'enum' || (ty.kind === 'literal' && typeof ty.value === 'string');
}

/** Whether nothing but the unfinished text speaks against a value. */
export function isOnlyUnfinished(typed: Typed | Failure): boolean {
  if (!(typed instanceof Failure)) return true;
  return typed.isLike(notDone) || (typed.causes.length > 0 && typed.causes.every(isOnlyUnfinished));
}

/**
 * An engine that looks at the text up to its last blank as well, where the words of prose are decided: so it stays true that the
 * snapshot does not depend on how the text was cut into chunks.
 */
export class AtBlanks implements Engine {
  /** Per chunk: which snapshot of the engine is the one after it. */
  private readonly ends = new Int32Column();
  readonly snapshots: Snapshots;

  constructor(private readonly engine: Engine) {
    this.snapshots = new EverySnapshot(engine.snapshots, this.ends);
  }

  feed(chunk: Chunk): Frame {
    const frame = this.take(chunk);
    this.ends.push(this.engine.snapshots.length - 1);
    return frame;
  }

  private take(chunk: Chunk): Frame {
    const at = lastBlank(chunk.text) + 1;
    if (at === 0 || at === chunk.text.length) return this.engine.feed(chunk);
    const first = this.engine.feed({ ...chunk, text: chunk.text.slice(0, at) });
    const second = this.engine.feed({ t: chunk.t, batch: chunk.batch, text: chunk.text.slice(at) });
    const refusal = second.refusal === undefined ? first.refusal : second.refusal;
    return {
      chunk,
      length: second.length,
      value: [...first.value, ...second.value],
      fields: [...first.fields, ...second.fields],
      ...(refusal === undefined ? {} : { refusal }),
    };
  }

  snapshot(): Snapshot {
    return this.engine.snapshot();
  }

  finish(): Final {
    return this.engine.finish();
  }
}

/** Some of the snapshots of an engine. */
class EverySnapshot implements Snapshots {
  constructor(
    private readonly all: Snapshots,
    private readonly chosen: Int32Column,
  ) {}

  get length(): number {
    return this.chosen.length;
  }

  at(index: number): Snapshot {
    return this.all.at(this.chosen.at(index));
  }
}

function lastBlank(text: string): number {
  for (let at = text.length - 1; at >= 0; at--) if (/\s/.test(text.charAt(at))) return at;
  return -1;
}
