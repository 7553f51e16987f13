/** From a function and its arguments to everything a call needs, decided and frozen before anything is sent. */
import type { Runnable } from '../ir/functions';
import type { Json } from '../ir/json';
import type { SourceRange } from '../ir/schema';
import { findClient, prepareStrategy } from './attempts/prepareStrategy';
import { withTotal } from './attempts/strategy';
import type { RunProblem } from './errors';
import { frozenCopy } from './frozen';
import { fingerprint } from './hash';
import type { RunHost } from './host';
import type { LivePlan, PlannedCall, PreparedRun, RunInputs } from './plan';
import { checkArguments } from './prompt/arguments';
import type { MessagePart } from './prompt/messages';
import { prepareCall, type PreparedCall } from './prepareCall';
import { recordedSchema } from './recordedSchema';
import { maskContent, maskSecrets, secretForms } from './secrets';
import type { OutputType } from './stream/engine';

/**
 * Makes the plan of a live call, or says why there is none. Reads the environment of `host` and nothing else; never
 * throws. A variable that is missing is a problem here, as in the official runtime's real calls.
 */
export function prepareRun(runnable: Runnable, inputs: RunInputs, host: Pick<RunHost, 'env'>): PreparedRun {
  try {
    return prepare(runnable, inputs, host);
  } catch (error) {
    const reason = error instanceof RangeError ? 'it is nested too deeply' : String(error);
    return refuse([`The call cannot be prepared: ${reason}.`], runnable.function.source);
  }
}

function prepare(runnable: Runnable, inputs: RunInputs, host: Pick<RunHost, 'env'>): PreparedRun {
  const { function: called } = runnable;
  const strategy = prepareStrategy(runnable, inputs.clientOverride ?? called.client);
  if (!strategy.ok) return strategy;
  const problems = argumentProblems(runnable, inputs);
  const asked = problems.length ? { args: null } : inputs;
  // Every client that may be called has to be ready, as in the official runtime: a key that only the last one needs counts.
  const prepared = strategy.clients.map((client) => prepareCall(runnable, client, asked, host));
  const failed = prepared.flatMap((call) => (call.ok ? [] : [call]));
  problems.push(...failed.flatMap((call) => call.problems));
  const missing = [...new Set(failed.flatMap((call) => call.missing))];
  if (problems.length) return { ok: false, problems: distinct(problems), ...(missing.length ? { missing } : {}) };

  const calls = prepared.flatMap((call) => (call.ok ? [call.call] : []));
  const secrets = secretForms(calls.flatMap((call) => call.secrets));
  const output = frozenCopy<OutputType>({ returns: called.returns, schema: runnable.schema });
  const planned = calls.map((call) => plannedCall(call, secrets, inputs.timeouts));
  const client = findClient(runnable, inputs.clientOverride ?? called.client);
  const plan: LivePlan = {
    kind: 'live',
    facts: {
      format: 'bamlrun/1',
      function: called.name,
      args: masked(inputs.args, secrets) as Readonly<Record<string, Json>>,
      ...(inputs.test === undefined ? {} : { test: inputs.test }),
      ...(inputs.tags && Object.keys(inputs.tags).length
        ? { tags: masked(inputs.tags, secrets) as Readonly<Record<string, string>> }
        : {}),
      client:
        strategy.strategy.kind === 'call' || !client
          ? planned[0]!.client
          : { name: client.name, provider: client.provider },
      prompt: planned[0]!.prompt,
      schema: recordedSchema(output),
      clock: { unit: 'ms', origin: 'request sent' },
      redactions: redactions(calls, secrets),
    },
    calls: planned,
    strategy: withTotal(strategy.strategy, inputs.timeouts?.total),
    secrets,
    output,
    ...(inputs.stop?.length ? { stop: inputs.stop } : {}),
    at: called.source,
  };
  return { ok: true, plan: frozenCopy(plan) };
}

function refuse(messages: readonly string[], at: SourceRange): PreparedRun {
  return { ok: false, problems: messages.map((message) => ({ message, at })) };
}

function argumentProblems({ function: called, schema }: Runnable, { args }: RunInputs): RunProblem[] {
  return checkArguments(called.parameters, schema, args).map(({ message }) => ({ message, at: called.source }));
}

/** No secret is in `client` and `prompt`. */
function plannedCall(
  { client, settings, messages: rendered, request, reading }: PreparedCall,
  secrets: readonly string[],
  timeouts: RunInputs['timeouts'],
): PlannedCall {
  const messages = rendered.map(({ role, parts }) => ({
    role: maskContent(role, secrets),
    text: maskContent(parts.map(partText).join('\n'), secrets),
  }));
  return {
    client: {
      name: client.name,
      provider: client.provider,
      ...(settings.model === undefined ? {} : { model: maskSecrets(settings.model, secrets) }),
    },
    prompt: { messages, hash: fingerprint(JSON.stringify(messages)) },
    request,
    reading: timeouts ? { ...reading, timeouts: { ...timeouts, ...reading.timeouts } } : reading,
    clientAt: client.source,
  };
}

/** One client that cannot be called stands once, however often it is named. */
function distinct(problems: readonly RunProblem[]): readonly RunProblem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const key = JSON.stringify(problem);
    return !seen.has(key) && seen.add(key);
  });
}

function redactions(calls: readonly PreparedCall[], secrets: readonly string[]): readonly string[] {
  if (!secrets.length) return [];
  const variables = [...new Set(calls.flatMap((call) => call.variables))].sort();
  return [
    ...(variables.length ? [`the values of ${variables.join(', ')}`] : []),
    ...(calls.some((call) => call.hasOtherSecrets) ? ['credentials in headers and in the URL'] : []),
    'where the model repeated one of them, its text has *** instead',
  ];
}

function partText(part: MessagePart): string {
  if (part.kind === 'text') return part.text;
  const { media, source, mimeType } = part.media;
  switch (source.type) {
    case 'url':
      return `[${media}: ${source.url.startsWith('data:') ? 'data URL' : source.url}]`;
    case 'file':
      return `[${media}: ${source.file}]`;
    case 'base64':
      return `[${media}: ${[mimeType, `${source.base64.length} characters of base64`].filter(Boolean).join(', ')}]`;
  }
}

/** The same data with secrets masked in every string, keys included. */
function masked(value: Json, secrets: readonly string[]): Json {
  if (typeof value === 'string') return maskContent(value, secrets);
  if (Array.isArray(value)) return value.map((item: Json) => masked(item, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [maskContent(key, secrets), masked(item, secrets)]),
  );
}
