/** Plans for tests of the wire, made by hand: what `prepareRun` would give for a function that returns a string. */
import type { AnswerName } from '../../server/src/runtime/providers/answerFormat';
import type { LivePlan, PlannedReading } from '../../server/src/runtime/plan';
import { secretForms } from '../../server/src/runtime/secrets';
import type { OutputType } from '../../server/src/runtime/stream/engine';

const at = { uri: 'file:///main.baml', start: 9, end: 12 };

export const STRING_OUTPUT: OutputType = {
  returns: { kind: 'primitive', name: 'string' },
  schema: { classes: {}, enums: {}, aliases: {} },
};

export interface LivePlanOptions {
  readonly output?: OutputType;
  readonly streaming?: boolean;
  readonly provider?: string;
  readonly format?: AnswerName;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly keyVariables?: readonly string[];
  readonly timeouts?: PlannedReading['timeouts'];
  readonly finishReasons?: PlannedReading['finishReasons'];
}

/** A call of `{server}/v1/chat/completions`. */
export function livePlan(server: string, options: LivePlanOptions = {}): LivePlan {
  const { output = STRING_OUTPUT, streaming = true, provider = 'openai', path = '/v1/chat/completions' } = options;
  return {
    kind: 'live',
    facts: {
      format: 'bamlrun/1',
      function: 'Run',
      args: {},
      client: { name: 'Main', provider, model: 'm' },
      prompt: { messages: [], hash: '' },
      schema: { hash: '', ir: null },
      clock: { unit: 'ms', origin: 'request sent' },
      redactions: [],
    },
    calls: [
      {
        client: { name: 'Main', provider, model: 'm' },
        prompt: { messages: [], hash: '' },
        request: {
          method: 'POST',
          url: server + path,
          headers: { 'content-type': 'application/json', ...options.headers },
          body: '{"stream":true}',
        },
        reading: {
          provider,
          format: options.format ?? 'openai',
          streaming,
          keyVariables: options.keyVariables ?? [],
          ...(options.finishReasons ? { finishReasons: options.finishReasons } : {}),
          ...(options.timeouts ? { timeouts: options.timeouts } : {}),
        },
        clientAt: at,
      },
    ],
    strategy: { kind: 'call', call: 0 },
    secrets: secretForms(options.secrets ?? []),
    output,
    at,
  };
}
