/** What-if: the answer on screen, read by the types as they are written now or without an attribute. One reading at a time. */
import { l10n } from '../../../protocol/l10n';
import { recordingFromEvents } from '../../../protocol/recording';
import type { ToView } from '../../../protocol/webview';
import type { RereadParams, RereadResult, WhatIf } from '../../../protocol/whatIf';
import type { ActiveRun } from './activeRun';
import { isWithin } from './mediaPath';

/** Who reads again: the language server. */
export interface RereadServer {
  /** Resolves as cancelled when `signal` aborts. */
  reread(params: RereadParams, signal: AbortSignal): Promise<RereadResult>;
}

export interface RereadingHost {
  /** The run on screen. */
  active(): ActiveRun | undefined;
  /** Whether somebody would see it. */
  isSeen(): boolean;
  post(message: ToView): void;
  notify(message: string): void;
  log(message: string): void;
}

/** Edits that come together, as those of a rename or a snippet, are one; and what is wrong with a key is told first. In milliseconds. */
const TOGETHER_MS = 5;
/** Longer answers, in characters, are read again in pauses, not with each key: it takes more than the time between two. */
const READ_WITH_EACH_KEY = 200_000;

export class Rereading {
  private current: AbortController | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** The reading after the last edit, until it has ended. */
  private early: Promise<void> | undefined;
  /** The reading after an edit that the view was given last. */
  private shown: { readonly run: string; readonly types: string } | undefined;

  constructor(
    private readonly server: RereadServer,
    private readonly host: RereadingHost,
  ) {}

  /** A file was edited, and may be half written: what cannot be read says nothing yet. */
  edited(file: string): void {
    const run = this.readable();
    if (!run || !isWithin(run.params.uri, file)) return;
    // A reading of the text before this edit is of no use any more.
    this.current?.abort();
    if (lengthOf(run) > READ_WITH_EACH_KEY) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.early = this.read({ kind: 'edited' }, false);
    }, TOGETHER_MS);
  }

  /** The person has paused, or another run has ended meanwhile: what cannot be read now has no other reading. */
  async settled(): Promise<void> {
    await this.early;
    await this.read({ kind: 'edited' }, true);
  }

  /** As if an attribute were not written. */
  without(what: Extract<WhatIf, { kind: 'without' }>): Promise<void> {
    return this.read(what, true);
  }

  /** Another run is on screen, or the view was made anew: nobody waits for the reading, and none is shown. */
  forget(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.current?.abort();
    this.shown = undefined;
  }

  private readable(): ActiveRun | undefined {
    const run = this.host.active();
    return run && !run.isRunning && run.events[0]?.type === 'started' && this.host.isSeen() ? run : undefined;
  }

  private async read(what: WhatIf, isSettled: boolean): Promise<void> {
    const run = this.readable();
    if (!run) return;
    this.current?.abort();
    const reading = (this.current = new AbortController());
    try {
      const result = await this.ask(run, what, reading.signal);
      if (this.current !== reading || reading.signal.aborted || this.host.active() !== run) return;
      this.tell(run, what, result, isSettled);
    } catch (error) {
      this.host.log(`what-if: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      if (this.current === reading) this.current = undefined;
    }
  }

  private async ask(run: ActiveRun, what: WhatIf, signal: AbortSignal): Promise<RereadResult> {
    const [first] = run.events;
    const { run: id, function: name, uri } = run.params;
    const known = first?.type === 'started' ? [first.types] : [];
    if (what.kind === 'edited' && this.shown?.run === id) known.push(this.shown.types);
    const params: RereadParams = {
      run: id,
      function: name,
      uri,
      known,
      ...(what.kind === 'without' && { without: what.at, ...(what.only && { only: what.only.at }) }),
    };
    const result = await this.server.reread(params, signal);
    if (result.kind !== 'unknownRun' || signal.aborted) return result;
    const recording = recordingFromEvents(run.events);
    return recording ? this.server.reread({ ...params, recording }, signal) : result;
  }

  private tell({ params: { run } }: ActiveRun, what: WhatIf, result: RereadResult, isSettled: boolean): void {
    switch (result.kind) {
      case 'read':
        this.shown = what.kind === 'edited' ? { run, types: result.types } : undefined;
        return this.host.post({ type: 'whatIf', run, what, reading: result.reading });
      case 'known':
        if (what.kind === 'without') {
          return this.host.notify(l10n.t('Without `{0}` this answer reads as it does on screen.', what.name));
        }
        // The one that is shown stays; types as they were have nothing to show.
        if (result.types === this.shown?.types) return;
        break;
      case 'unreadable':
        if (what.kind === 'without') {
          return this.host.notify(
            l10n.t('`{0}` is not written there any more, or the types around it have mistakes.', what.name),
          );
        }
        if (!isSettled) return;
        break;
      default:
        return;
    }
    if (!this.shown) return;
    this.shown = undefined;
    this.host.post({ type: 'whatIf', run, what, reading: null });
  }
}

/** Characters of the answer. */
function lengthOf({ events }: ActiveRun): number {
  const told = events.findLast((event) => event.type === 'frames');
  return told?.frames.at(-1)?.length ?? 0;
}
