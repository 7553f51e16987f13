/** Answers what the panel asks about a run beside its events: quirks, one moment of the text, the types of generated code. */
import type { MomentFacts, MomentParams, QuirkNote, StreamTypes } from '../../../protocol/insight';
import type { FromView, ToView } from '../../../protocol/webview';

/** Who knows: the language server. */
export interface InsightServer {
  quirks(run: string, signal: AbortSignal): Promise<readonly QuirkNote[] | null>;
  moment(params: MomentParams): Promise<MomentFacts | null>;
  streamTypes(name: string, uri: string): Promise<StreamTypes | null>;
}

type Question = Extract<FromView, { type: 'askQuirks' | 'askMoment' | 'askStreamTypes' }>;
type Quirks = readonly QuirkNote[] | null;

export class Insights {
  private asked:
    { readonly run: string; readonly reading: AbortController; readonly answer: Promise<Quirks> } | undefined;
  /** The quirks that were told last. */
  private known: { readonly run: string; readonly quirks: Quirks } | undefined;

  constructor(
    private readonly server: InsightServer,
    private readonly tell: (message: ToView) => void,
  ) {}

  /** Rejects when the server cannot be asked. Of two questions about quirks only the later one is answered. */
  async answer(question: Question): Promise<void> {
    switch (question.type) {
      case 'askQuirks': {
        const quirks = await this.quirks(question.run);
        return quirks === undefined ? undefined : this.tell({ type: 'quirks', run: question.run, quirks });
      }
      case 'askMoment': {
        const { run, length, isFinal } = question;
        return this.tell({ type: 'moment', run, length, facts: await this.server.moment({ run, length, isFinal }) });
      }
      case 'askStreamTypes': {
        const { function: name, project } = question;
        const types = await this.server.streamTypes(name, project);
        return this.tell({ type: 'streamTypes', function: name, project, types });
      }
    }
  }

  /** The quirks of a run, asked for once; undefined when nobody waits for them any more. */
  async quirks(run: string): Promise<Quirks | undefined> {
    if (this.known?.run === run) return this.known.quirks;
    if (this.asked?.run !== run) {
      this.stop();
      const reading = new AbortController();
      this.asked = { run, reading, answer: this.server.quirks(run, reading.signal) };
    }
    const { asked } = this;
    try {
      const quirks = await asked!.answer;
      if (this.asked !== asked && this.known?.run !== run) return undefined;
      this.known = { run, quirks };
      return quirks;
    } finally {
      if (this.asked === asked) this.asked = undefined;
    }
  }

  /** As far as they are known: undefined when nobody has asked. */
  knownQuirks(run: string | undefined): Quirks | undefined {
    return run !== undefined && this.known?.run === run ? this.known.quirks : undefined;
  }

  /** Nobody waits for quirks any more. */
  stop(): void {
    this.asked?.reading.abort();
    this.asked = undefined;
  }
}
