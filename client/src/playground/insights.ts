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

export class Insights {
  private reading: AbortController | undefined;

  constructor(
    private readonly server: InsightServer,
    private readonly tell: (message: ToView) => void,
  ) {}

  /** Rejects when the server cannot be asked. Of two questions about quirks only the later one is answered. */
  async answer(question: Question): Promise<void> {
    switch (question.type) {
      case 'askQuirks': {
        this.stop();
        const reading = (this.reading = new AbortController());
        const quirks = await this.server.quirks(question.run, reading.signal);
        if (this.reading !== reading) return;
        this.reading = undefined;
        return this.tell({ type: 'quirks', run: question.run, quirks });
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

  /** Nobody waits for quirks any more. */
  stop(): void {
    this.reading?.abort();
    this.reading = undefined;
  }
}
