/** What every part of the panel is given, and what it gives. */
import type { Metrics } from '../../../protocol/metrics';
import type { Problem } from '../../../protocol/problems';
import type { FromView } from '../../../protocol/webview';
import type { Message, State } from '../model';
import type { OutlineLine } from '../outline';

/** State with what follows from it, computed once for all parts. */
export interface Shown {
  readonly state: State;
  readonly live: boolean;
  readonly metrics: Metrics;
  readonly problems: readonly Problem[];
  readonly lines: readonly OutlineLine[];
  /** Frame the snapshot on screen belongs to; -1 before the first. */
  readonly frame: number;
}

export interface Panel {
  dispatch(message: Message): void;
  send(message: FromView): void;
  /** Asks for a repaint without a change of state: after scrolling or resizing. */
  repaint(): void;
}

export interface View {
  readonly element: HTMLElement;
  render(shown: Shown): void;
}
