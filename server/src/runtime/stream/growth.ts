/**
 * One string of a snapshot that gets longer while everything else stays as it is: what most tokens of an answer do. The
 * snapshots in between are told by the length of the string, and made when somebody looks.
 */
import type { Typed } from '../coerce/typed';
import type { RawString } from '../json/raw';
import type { Path } from './frame';
import { outText, STATE_KEYS, withOutPart, type Out, type OutText } from './out';

/** A node on the way to the string, and which of its parts is the next one; -1 for the open one of a list or map. */
interface Step {
  readonly out: Out;
  readonly at: number;
}

export class Growth {
  readonly path: Path;

  private constructor(
    readonly node: RawString,
    private readonly steps: readonly Step[],
    private readonly leaf: OutText,
    path: (string | number)[],
  ) {
    this.path = Object.freeze(path);
  }

  /**
   * Of `node` in `out`, the part of the snapshot at `from`, which was made from `typed`; null when it stands in it at no place
   * that lasts.
   */
  static of(node: RawString, typed: Typed, out: Out, from: Path): Growth | null {
    const steps: Step[] = [];
    const path: (string | number)[] = from.slice();
    const leaf = follow(node, typed, out, steps, path);
    return leaf === null ? null : new Growth(node, steps, leaf, path);
  }

  /** The length of the string in the snapshot the growth began with. */
  get from(): number {
    return this.leaf.length;
  }

  /** The part of the snapshot with the first `length` units of the string. */
  at(length: number): Out {
    let out: Out = outText(this.node, length, '');
    for (let step = this.steps.length - 1; step >= 0; step--)
      out = withOutPart(this.steps[step]!.out, this.steps[step]!.at, out);
    return out;
  }
}

function follow(node: RawString, typed: Typed, out: Out, steps: Step[], path: (string | number)[]): OutText | null {
  if (out.kind === 'object' && out.keys === STATE_KEYS) {
    steps.push({ out, at: 1 });
    path.push('value');
    return follow(node, typed, out.values[1]!, steps, path);
  }
  switch (typed.kind) {
    case 'scalar':
      return null;
    case 'text':
      return out.kind === 'text' && out.node === node && out.suffix === '' ? out : null;
    case 'list':
      if (out.kind !== 'list' || typed.tail === null || out.tail === null) return null;
      steps.push({ out, at: -1 });
      path.push(out.count);
      return follow(node, typed.tail, out.tail, steps, path);
    case 'map':
      if (out.kind !== 'map' || typed.tail === null || out.tail === null) return null;
      steps.push({ out, at: -1 });
      path.push(out.tailKey);
      return follow(node, typed.tail, out.tail, steps, path);
    case 'class': {
      const at = typed.values.findLastIndex(({ raw }) => raw !== null && !raw.closed && raw.kind !== 'word');
      if (at < 0 || out.kind !== 'object' || out.values.length !== typed.values.length) return null;
      steps.push({ out, at });
      path.push(out.keys[at]!);
      return follow(node, typed.values[at]!, out.values[at]!, steps, path);
    }
  }
}
