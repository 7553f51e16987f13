/**
 * What a chunk changes when the end of a document makes all of it read anew, as it does with minified JSON: made when somebody
 * looks, at the next chunk at the latest.
 */
import type { Snapshot } from './engine';
import type { Chunk, Frame } from './frame';

/** A document of fewer characters is read anew at once. */
export const LONG_DOCUMENT = 8192;

export interface Made {
  readonly frame: Frame;
  readonly snapshot: Snapshot;
}

export class Owed {
  private made: Made | null = null;

  /** `make`: what the chunk comes to; called once. */
  constructor(
    readonly chunk: Chunk,
    private make: (() => Made) | null,
  ) {}

  pay(): Made {
    if (this.made !== null) return this.made;
    const { make } = this;
    this.make = null;
    return (this.made = make!());
  }

  /** The frame of the chunk. `length`: of the text with it. */
  frame(length: number): Frame {
    const pay = (): Frame => this.pay().frame;
    return {
      chunk: this.chunk,
      length,
      get value() {
        return pay().value;
      },
      get fields() {
        return pay().fields;
      },
      get refusal() {
        return pay().refusal;
      },
    };
  }

  snapshot(): Snapshot {
    return new OwedSnapshot(this) as Snapshot;
  }
}

class OwedSnapshot {
  readonly #owed: Owed;
  constructor(owed: Owed) {
    this.#owed = owed;
  }

  get kind(): Snapshot['kind'] {
    return this.#owed.pay().snapshot.kind;
  }

  get value(): unknown {
    const { snapshot } = this.#owed.pay();
    return snapshot.kind === 'value' ? snapshot.value : undefined;
  }

  get message(): string | undefined {
    const { snapshot } = this.#owed.pay();
    return snapshot.kind === 'refusal' ? snapshot.message : undefined;
  }
}
