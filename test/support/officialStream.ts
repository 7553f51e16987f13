/**
 * The stream of the official runtime, asked over HTTP: a provider on this machine plays a script, and every event that the runtime
 * hands to its clients is noted with its time.
 */
import { BamlRuntime, setLogLevel } from '@boundaryml/baml/native';
import { chatEvent, EVENT_STREAM, startProvider, type LoopbackProvider } from './provider';

/** One thing a provider does, at a time in ms after it sent the headers. */
export type Act =
  | { readonly t: number; readonly text: string }
  /** Any bytes. */
  | { readonly t: number; readonly raw: string }
  /** The answer ends as it should, with a finish reason. */
  | { readonly t: number; readonly stop: string }
  /** The connection breaks. */
  | { readonly t: number; readonly cut: true };

export interface StreamEvent {
  /** Since the provider sent the headers of the first answer, in ms. */
  readonly t: number;
  /** As JSON text; undefined for an error. */
  readonly value?: string;
  readonly error?: string;
}

export interface StreamedOfficially {
  /** Every event of the stream in order, the last one included. */
  readonly events: readonly StreamEvent[];
  /** The answer of `getFinalResponse()`, as JSON text, or why it has none. */
  readonly final: { readonly value: string } | { readonly error: string };
  /** When each text was really sent: since the headers, in ms. */
  readonly sent: readonly { readonly t: number; readonly text: string }[];
  /** When the last byte was sent. */
  readonly endedAt: number;
}

setLogLevel('off');

/** Without these the official runtime takes an event for a mistake of the provider. */
const ENVELOPE = { id: 'x', object: 'chat.completion.chunk', created: 1, model: 'm' };

/** A client `Local` for `provider`, and what else a file with a function `Run` needs. `options` go into the client. */
export function localClient(provider: LoopbackProvider, options = ''): string {
  return `client<llm> Local {\n  provider openai\n  options {\n    base_url "${provider.url}/v1"\n    model "m"\n    api_key "k"\n    ${options}\n  }\n}\n`;
}

/** Plays `acts` to one answered request; gives when the headers, the texts and the end were sent, as of `performance.now()`. */
export async function play(
  response: Parameters<Parameters<typeof startProvider>[0]>[0],
  acts: readonly Act[],
): Promise<{
  readonly headersAt: number;
  readonly sent: readonly { t: number; text: string }[];
  readonly endedAt: number;
}> {
  response.writeHead(200, EVENT_STREAM);
  response.flushHeaders();
  const headersAt = performance.now();
  const sent: { t: number; text: string }[] = [];
  for (const act of acts) {
    const left = act.t - (performance.now() - headersAt);
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
    if (response.destroyed) break;
    if ('cut' in act) response.destroy();
    else if ('raw' in act) response.write(act.raw);
    else if ('stop' in act) {
      const last = { ...ENVELOPE, choices: [{ index: 0, delta: {}, finish_reason: act.stop }] };
      response.end(`data: ${JSON.stringify(last)}\n\ndata: [DONE]\n\n`);
    } else {
      sent.push({ t: performance.now() - headersAt, text: act.text });
      response.write(chatEvent(act.text, ENVELOPE));
    }
  }
  return { headersAt, sent, endedAt: performance.now() - headersAt };
}

/**
 * Streams the function `Run(input: string)` of `source`, whose client is `Local`, while a provider plays `acts`. `options` go into
 * the client.
 */
export async function streamOfficially(
  source: string,
  acts: readonly Act[],
  options?: string,
): Promise<StreamedOfficially> {
  let played: ReturnType<typeof play> | undefined;
  const provider = await startProvider(async (response) => void (await (played = play(response, acts))));
  try {
    const runtime = BamlRuntime.fromFiles('/', { '/main.baml': source + localClient(provider, options) }, {});
    const context = runtime.createContextManager();
    const seen: StreamEvent[] = [];
    const note = (read: () => unknown): void => {
      const t = performance.now();
      try {
        seen.push({ t, value: JSON.stringify(read()) });
      } catch (error) {
        seen.push({ t, error: error instanceof Error ? error.message : String(error) });
      }
    };
    const stream = runtime.streamFunction('Run', { input: '' }, undefined, context, null, null, [], {}, {});
    stream.onEvent((_, result) => note(() => result.parsed(true)));
    const result = await stream.done(context);
    // The callbacks of the last events may still be on their way.
    await new Promise((resolve) => setTimeout(resolve, 10));
    const { headersAt, sent, endedAt } = await played!;
    return {
      events: seen.map((event) => ({ ...event, t: event.t - headersAt })),
      final: finalOf(() => result.parsed(false)),
      sent,
      endedAt,
    };
  } finally {
    await provider.close();
  }
}

function finalOf(read: () => unknown): StreamedOfficially['final'] {
  try {
    return { value: JSON.stringify(read()) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
