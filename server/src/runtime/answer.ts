/**
 * Reads a provider's answer: bytes in, chunks out. Pure; whatever the cuts between reads, the text is the same.
 * Tolerant of single events that cannot be read; strict about answers that are none.
 */
import type { RunFailure } from './errors';
import type { AnswerFormat, Delta, ProviderEvent, WireEvent } from './providers/answerFormat';
import { maskCut, maskSecrets, StreamMask } from './secrets';
import type { Chunk, Usage } from './stream/frame';
import { awsEventStream } from './transport/awsEventStream';
import { eventStream, LONGEST_EVENT, type EventHandler } from './transport/eventStream';
import { excerpt, isPage } from './transport/statusFailure';

export interface AnswerSettings {
  readonly format: AnswerFormat;
  /** The provider's name, for words about an answer that is none. */
  readonly provider: string;
  readonly streaming: boolean;
  readonly secrets: readonly string[];
  /** `finish_reason_allow_list` and `finish_reason_deny_list`, in lower case. */
  readonly finishReasons?: { readonly rule: 'allow' | 'deny'; readonly list: readonly string[] };
}

/** More text than this, in characters, is not an answer but a mistake. */
export const LONGEST_TEXT = 32 * 1024 * 1024;

export class Answer {
  /** Why the answer is no good; what was given before still counts. Nothing more should be fed. */
  failure: RunFailure | undefined;
  /** The provider said that the answer is complete; what follows is to be ignored. */
  done = false;
  finishReason: string | undefined;
  /** The provider said that the answer is complete; its usage may still follow. */
  isComplete = false;
  usage: Usage | undefined;
  /** The whole answer is there, though it may be one that must not be used. */
  isJudged = false;
  /** What the model said in refusing, when it did. */
  refusal = '';
  /** What is odd about an answer that can be used all the same, in words. */
  readonly warnings: string[] = [];

  private chunks: Chunk[] = [];
  private at = { t: 0, batch: 0 };
  private events = 0;
  private unreadable = '';
  private characters = 0;
  /** Characters of text, thoughts and refusal together. */
  private received = 0;
  /** What came before the first event: the body of an answer that is no stream. */
  private raw = '';
  private readonly decoder = new TextDecoder('utf-8');
  private readonly textMask: StreamMask;
  private readonly reasoningMask: StreamMask;
  private readonly stream;

  constructor(private readonly settings: AnswerSettings) {
    this.textMask = new StreamMask(settings.secrets);
    this.reasoningMask = new StreamMask(settings.secrets);
    const handler: EventHandler = {
      event: (event, whole) => this.takeEvent(event, whole),
      tooLong: () =>
        this.fail({ kind: 'protocol', message: `One event of the answer is longer than ${LONGEST_EVENT} characters.` }),
      broken: (message) => this.fail({ kind: 'protocol', message }),
    };
    const framing = settings.format.framing === 'aws-event-stream' ? awsEventStream : eventStream;
    this.stream = framing(handler);
  }

  /** Takes the bytes of one read, which share a time and a batch. */
  read(bytes: Uint8Array, t: number, batch: number): readonly Chunk[] {
    this.at = { t, batch };
    if (this.events === 0) {
      this.raw += this.decoder.decode(bytes, { stream: true });
      if (this.raw.length > LONGEST_EVENT) {
        const what = this.settings.streaming ? 'is no event stream: it has no event in' : 'is longer than';
        this.fail({ kind: 'protocol', message: `The answer ${what} ${LONGEST_EVENT} characters.` });
      }
    }
    if (this.settings.streaming && !this.failure) this.stream.feed(bytes);
    return this.taken();
  }

  /** The body has ended as it should. */
  end(t: number): readonly Chunk[] {
    this.at = { t, batch: this.at.batch };
    if (this.settings.streaming && !this.done && !this.failure) this.stream.end();
    if (this.events === 0 && !this.failure) this.takeWhole((this.raw + this.decoder.decode()).replace(/^\uFEFF/, ''));
    if (!this.failure) this.judge();
    return this.cut(t);
  }

  /** Nothing more will come, for whatever reason: gives text that was held back. */
  cut(t: number): readonly Chunk[] {
    this.at = { t, batch: this.at.batch };
    const text = this.textMask.flush();
    const reasoning = this.reasoningMask.flush();
    if (text || reasoning) this.chunks.push({ ...this.at, text, ...(reasoning ? { reasoning } : {}) });
    return this.taken();
  }

  /** Whether an answer has begun that has not said that it is complete. */
  get isOpen(): boolean {
    return this.settings.streaming && this.events > 0 && !this.isComplete && !this.done && !this.failure;
  }

  private taken(): readonly Chunk[] {
    const taken = this.chunks;
    this.chunks = [];
    return taken;
  }

  private takeEvent(wire: WireEvent, whole: boolean): void {
    if (this.done || this.failure) return;
    const { data } = wire;
    const event = this.settings.format.readEvent(wire);
    if (event.kind === 'unreadable' && !whole && !this.endsLikeJson(data)) {
      this.fail({ kind: 'protocol', message: 'The answer stops in the middle of an event.', body: this.shown(data) });
    } else if (event.kind === 'unreadable') {
      this.noteUnreadable(data);
    } else {
      this.take(event);
    }
  }

  /** The body of an answer without any event. */
  private takeWhole(body: string): void {
    if (isPage(body)) {
      const wanted = this.settings.streaming ? 'a stream of events' : 'JSON';
      this.fail({
        kind: 'protocol',
        message: `The provider answered with a web page, not with ${wanted}.`,
        hint: 'Check `base_url`: it may lead to a login page or to a site instead of the API.',
        body: this.shown(body),
      });
    } else if (this.done || body.replaceAll(/^:.*$/gm, '').trim() === '') {
      this.fail({ kind: 'protocol', message: 'The provider’s answer ended without any content.' });
    } else if (this.unreadable) {
      this.noStream(this.unreadable);
    } else {
      const answer = this.settings.format.readAnswer(body);
      if (answer.kind === 'delta') this.take(answer);
      else this.noStream(body);
    }
  }

  private noStream(body: string): void {
    const wanted = this.settings.streaming ? 'a stream of events' : 'JSON';
    this.fail({
      kind: 'protocol',
      message: `The provider’s answer is not ${wanted} as \`${this.settings.provider}\` sends it.`,
      hint: 'Check `base_url` and the client’s provider.',
      body: this.shown(body),
    });
  }

  private take(event: Exclude<ProviderEvent, { kind: 'unreadable' }>): void {
    if (event.kind === 'done') {
      this.done = true;
      return;
    }
    this.events++;
    this.raw = '';
    this.takeDelta(event);
    this.isComplete ||= event.ends !== undefined || event.finishReason !== undefined;
    this.done ||= event.ends === 'stream';
    if (event.error) {
      const { kind, message } = event.error;
      const words = kind === 'provider' ? `The provider reported an error: ${message}` : message;
      this.fail({ kind, message: maskSecrets(words, this.settings.secrets) });
    }
  }

  private takeDelta(delta: Delta): void {
    this.finishReason ??= delta.finishReason;
    if (delta.usage) this.usage = { ...this.usage, ...delta.usage };
    this.refusal += delta.refusal ?? '';
    const text = this.textMask.push(delta.text);
    const reasoning = delta.reasoning === undefined ? '' : this.reasoningMask.push(delta.reasoning);
    this.characters += delta.text.length;
    this.received += delta.text.length + (delta.reasoning?.length ?? 0) + (delta.refusal?.length ?? 0);
    if (this.received > LONGEST_TEXT) {
      this.fail({ kind: 'protocol', message: `The answer is longer than ${LONGEST_TEXT} characters; it was stopped.` });
    }
    this.chunks.push({
      ...this.at,
      text,
      ...(reasoning ? { reasoning } : {}),
      ...(delta.usage ? { usage: delta.usage } : {}),
    });
  }

  /** Whether a complete answer is one that may be used. */
  private judge(): void {
    this.isJudged = true;
    const { finishReasons, secrets } = this.settings;
    if (this.refusal.trim() && this.characters === 0) {
      this.fail({ kind: 'provider', message: `The model refused to answer: ${maskSecrets(this.refusal, secrets)}` });
      return;
    }
    if (this.isOpen) {
      this.warnings.push('The stream ended without saying that the answer is complete: it may have been cut off.');
    }
    const reason = this.finishReason?.toLowerCase();
    if (!finishReasons || reason === undefined) return;
    if (finishReasons.list.includes(reason) !== (finishReasons.rule === 'allow')) {
      this.fail({
        kind: 'provider',
        message: `Finish reason not allowed: ${maskSecrets(this.finishReason ?? '', secrets)}`,
        hint: `The client’s finish_reason_${finishReasons.rule}_list says so.`,
      });
    }
  }

  /** One event that cannot be read does not spoil the others. */
  private noteUnreadable(data: string): void {
    if (!this.unreadable) this.warnings.push('An event of the answer could not be read and was left out.');
    this.unreadable ||= data;
  }

  /** A last event whose JSON is closed was sent whole, though wrong. */
  private endsLikeJson(data: string): boolean {
    return /[}\]]\s*$/.test(data);
  }

  private shown(body: string): string {
    return excerpt(maskCut(body, this.settings.secrets));
  }

  private fail(failure: RunFailure): void {
    this.failure ??= failure;
  }
}
