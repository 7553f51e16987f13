/**
 * The events of one run on their way to the client: numbered, in order, in batches.
 *
 * Every frame is kept; only the moment of sending differs. A frame that makes a field visible or completes one goes at
 * once, mere growth at most every 33 ms, and while one batch is on its way the next one waits and grows.
 */
import type { RunEvent, RunEventBody, Frame } from '../../../protocol/run';

const GROWTH_MS = 33;
/** With so many frames waiting the client is slower than the model; the run waits for it. */
const MAX_WAITING = 256;

export class RunChannel {
  private readonly waiting: RunEventBody[] = [];
  private waitingFrames: Frame[] = [];
  private inFlight: Promise<void> | undefined;
  private isUrgent = false;
  private timer: NodeJS.Timeout | undefined;
  private seq = 0;
  private isClosed = false;

  /** `send` resolves when the batch has left; it may reject when the client is gone, which ends nothing here. */
  constructor(
    private readonly run: string,
    private readonly send: (events: readonly RunEvent[]) => Promise<void>,
    /** Everything comes at once, as in a replay without its timing: nobody watches it grow, and fewer messages cost less. */
    private readonly atOnce = false,
  ) {}

  /** Takes the next event. Resolves at once unless the client cannot keep up. Nothing is sent after `finished`. */
  async push(body: RunEventBody): Promise<void> {
    if (this.isClosed) return;
    if (body.type === 'frames') {
      this.waitingFrames.push(...body.frames);
      this.isUrgent ||= this.atOnce ? this.waitingFrames.length >= MAX_WAITING : body.frames.some(isMilestone);
    } else {
      this.settleFrames();
      this.waiting.push(body);
      this.isUrgent = true;
      this.isClosed = body.type === 'finished';
    }
    if (this.isUrgent) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), GROWTH_MS);
    while (this.inFlight && (this.waitingFrames.length > MAX_WAITING || this.isClosed)) await this.inFlight;
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.inFlight) {
      this.isUrgent = true;
      return;
    }
    this.settleFrames();
    this.isUrgent = false;
    if (!this.waiting.length) return;
    const events = this.waiting.splice(0).map((body) => ({ ...body, run: this.run, seq: this.seq++ }));
    this.inFlight = this.sent(events)
      .catch(() => undefined)
      .then(() => {
        this.inFlight = undefined;
        if (this.isUrgent) this.flush();
      });
  }

  /** A connection that is closed throws where one that closes rejects; here both are a rejection. */
  private async sent(events: readonly RunEvent[]): Promise<void> {
    await this.send(events);
  }

  private settleFrames(): void {
    if (!this.waitingFrames.length) return;
    this.waiting.push({ type: 'frames', frames: this.waitingFrames });
    this.waitingFrames = [];
  }
}

/** Whether a frame says more than that text grew. */
function isMilestone(frame: Frame): boolean {
  return (
    frame.refusal !== undefined ||
    frame.fields.some((change) => change.visible !== undefined || change.state === 'complete' || change.hold)
  );
}
