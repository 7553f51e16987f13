/** What-if: the answer on screen, read by the types as they are written now or without an attribute. One reading at a time. */
import { l10n } from '../../../protocol/l10n';
import { recordingFromEvents } from '../../../protocol/recording';
import type { ToView } from '../../../protocol/webview';
import type { Places, RereadParams, RereadResult, WhatIf } from '../../../protocol/whatIf';
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
  notify(severity: 'info' | 'error', message: string): void;
  log(message: string): void;
}

/** Edits that come together, as those of a rename or a snippet, are one; and what is wrong with a key is told first. In milliseconds. */
const TOGETHER_MS = 5;
/** Longer answers, in characters, are read again in pauses, not with each key: it takes more than the time between two. */
const READ_WITH_EACH_KEY = 200_000;

type Without = Extract<WhatIf, { kind: 'without' }>;

/** What a person asked to be tried on a run. */
interface Wanted {
  readonly run: ActiveRun;
  readonly what: Without;
}

export class Rereading {
  private current: AbortController | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** The reading after the last edit, until it has ended. */
  private early: Promise<void> | undefined;
  /** The reading after an edit that the view was given last. */
  private shown: { readonly run: string; readonly types: string } | undefined;
  /** Until it is answered. */
  private asked: Wanted | undefined;
  /** The one that is on screen, until the next edit. */
  private tried: Wanted | undefined;

  constructor(
    private readonly server: RereadServer,
    private readonly host: RereadingHost,
  ) {}

  /** A file was edited, and may be half written: what cannot be read says nothing yet. */
  edited(file: string): void {
    const run = this.readable();
    if (!run || !isWithin(run.params.uri, file)) return;
    // A reading of the text before this edit is of no use any more: what a person asked for is asked anew.
    this.current?.abort();
    this.tried = undefined;
    if (lengthOf(run) > READ_WITH_EACH_KEY) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.early = this.readOn(false);
    }, TOGETHER_MS);
  }

  /** The person has paused, or another run has ended meanwhile: what cannot be read now has no other reading. */
  async settled(): Promise<void> {
    await this.early;
    await this.readOn(true);
  }

  /** As if an attribute were not written. Whoever pressed the button gets the reading, or is told why there is none. */
  async without(what: Without): Promise<void> {
    const run = this.host.active();
    if (!run || run.isRunning) {
      return this.host.notify(
        'info',
        l10n.t('The answer is still arriving. Try it without `{0}` when the run has ended.', what.name),
      );
    }
    this.asked = { run, what };
    await this.readOn(true);
  }

  /**
   * The same with the places where it is written now. Fails with words for people when it is not written any more; where nobody knows,
   * the places stay as they are.
   */
  async placesNow(what: Without): Promise<Without> {
    const run = this.host.active();
    if (!run || run.events[0]?.type !== 'started') return what;
    const { run: id, function: name, uri } = run.params;
    const only = what.only && { only: what.only.at };
    const params: RereadParams = {
      run: id,
      function: name,
      uri,
      known: [],
      without: what.at,
      ...only,
      justPlaces: true,
    };
    const result = await this.server.reread(params, new AbortController().signal);
    if (result.kind === 'gone') throw new Error(l10n.t('{0} Nothing was changed.', goneWords(what)));
    return result.kind === 'placed' ? placed(what, result.places) : what;
  }

  /** Another run is on screen, or nobody looks any more: nobody waits for the reading, and none is shown. */
  forget(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.current?.abort();
    this.shown = undefined;
    this.asked = undefined;
    this.tried = undefined;
  }

  /** The view was made anew and shows no reading: what a person asked for is made again by the next `settled`. */
  renewed(): void {
    const wanted = this.asked ?? this.tried;
    this.forget();
    if (wanted?.run === this.host.active()) this.asked = wanted;
  }

  private readable(): ActiveRun | undefined {
    const run = this.host.active();
    return run && !run.isRunning && run.events[0]?.type === 'started' && this.host.isSeen() ? run : undefined;
  }

  /** What a person asked for comes first. Its reading holds the edits too: they need no other. */
  private async readOn(isSettled: boolean): Promise<void> {
    const { asked } = this;
    if (asked && asked.run === this.host.active()) {
      const isOver = await this.read(asked.what, isSettled);
      // Given up for an edit or another wish: whoever did that goes on. Half written: the next pause does.
      if (!isOver || this.asked) return;
    }
    if (!this.tried) await this.read({ kind: 'edited' }, isSettled);
  }

  /** Whether it was carried through. */
  private async read(what: WhatIf, isSettled: boolean): Promise<boolean> {
    const run = this.readable();
    if (!run) return false;
    this.current?.abort();
    const reading = (this.current = new AbortController());
    const isAwaited = (): boolean =>
      this.current === reading && !reading.signal.aborted && this.host.active() === run && this.host.isSeen();
    try {
      const result = await this.ask(run, what, reading.signal);
      if (!isAwaited()) return false;
      if (what.kind === 'without') this.answer(run, what, result, isSettled);
      else this.tell(run, what, result, isSettled);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.host.log(`what-if: ${message}`);
      if (!isAwaited()) return false;
      if (what.kind === 'without') this.refuse(what, message);
    } finally {
      if (this.current === reading) this.current = undefined;
    }
    return true;
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

  /** What a person asked for: the reading, or why there is none and what to do. */
  private answer(run: ActiveRun, what: Without, result: RereadResult, isSettled: boolean): void {
    // Half written, as it may be: after a pause it is looked at again.
    if ((result.kind === 'unreadable' || result.kind === 'gone') && !isSettled) return;
    const { name } = what;
    switch (result.kind) {
      case 'read':
        this.shown = undefined;
        this.tried = this.asked;
        this.asked = undefined;
        return this.host.post({ type: 'whatIf', run: run.params.run, what, reading: result.reading });
      case 'placed':
      case 'known':
        this.asked = undefined;
        return this.host.notify('info', l10n.t('Without `{0}` this answer reads as it does on screen.', name));
      case 'unreadable':
        this.asked = undefined;
        return this.host.notify(
          'info',
          l10n.t(
            'The answer cannot be read without `{0}` while its types have mistakes. Mend them, then try again.',
            name,
          ),
        );
      case 'gone':
        this.asked = undefined;
        return this.host.notify(
          'info',
          l10n.t('{0} Replay the answer to see it by the types as they are.', goneWords(what)),
        );
      case 'unknownRun':
        return this.refuse(what, l10n.t('the language server does not know this run any more'));
      case 'cancelled':
        return this.refuse(what, l10n.t('the language server gave up'));
    }
  }

  private refuse({ name }: Without, reason: string): void {
    this.asked = undefined;
    this.host.notify(
      'error',
      l10n.t(
        'The answer could not be read without `{0}`: {1}. Replay it, then try again.',
        name,
        reason.replace(/\.$/, ''),
      ),
    );
  }

  /** What an edit makes of the answer. */
  private tell({ params: { run } }: ActiveRun, what: WhatIf, result: RereadResult, isSettled: boolean): void {
    switch (result.kind) {
      case 'read':
        this.shown = { run, types: result.types };
        return this.host.post({ type: 'whatIf', run, what, reading: result.reading });
      case 'known':
        // The one that is shown stays; types as they were have nothing to show.
        if (result.types === this.shown?.types) return;
        break;
      case 'unreadable':
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

/** Where the attribute and the field stand now. */
function placed(what: Without, { at, only }: Places): Without {
  return { ...what, at, ...(what.only && only && { only: { ...what.only, at: only } }) };
}

const goneWords = ({ name, only }: Without): string =>
  only
    ? l10n.t('`{0}` or the field `{1}` is not written any more.', name, only.name)
    : l10n.t('`{0}` is not written any more where it was when the answer was read.', name);

/** Characters of the answer. */
function lengthOf({ events }: ActiveRun): number {
  const told = events.findLast((event) => event.type === 'frames');
  return told?.frames.at(-1)?.length ?? 0;
}
