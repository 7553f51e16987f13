/** How rendering stops: thrown inside this folder only, and caught by its public functions. */
import type { TemplateSpan } from '../../ir/template';

export class PromptFailure extends Error {
  /** Where, once the failure has passed an expression; `template` tells which file the span belongs to. */
  place?: { readonly span: TemplateSpan; readonly template: number };
}

/** Stops the rendering: `invalid operation: …`, the official name for most failures. */
export function invalid(detail: string): never {
  throw new PromptFailure(`invalid operation: ${detail}`);
}

export function fail(message: string): never {
  throw new PromptFailure(message);
}

/** Counts work, so that no prompt can run or grow without end. One step is about one small operation. */
export class Budget {
  private left: number;
  private depth = 0;

  constructor(private readonly steps: number) {
    this.left = steps;
  }

  spend(steps: number): void {
    this.left -= steps;
    if (!(this.left >= 0)) fail(`the prompt was stopped after ${this.steps} steps; does it repeat itself without end?`);
  }

  /** For text and lists that an operation is about to make. */
  spendLength(length: number): void {
    this.spend(1 + length / 16);
  }

  /** Runs something one level deeper; the limit stands well before the end of the call stack. */
  nested<T>(run: () => T): T {
    if (this.depth >= MAX_DEPTH) invalid('recursion limit exceeded');
    this.depth++;
    try {
      return run();
    } finally {
      this.depth--;
    }
  }
}

const MAX_DEPTH = 900;
