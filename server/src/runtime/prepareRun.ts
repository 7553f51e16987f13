/** From a function and its arguments to everything a call needs, decided and frozen before anything is sent. */
import type { ClientDecl, Runnable } from '../ir/functions';
import type { Json } from '../ir/json';
import type { SourceRange } from '../ir/schema';
import type { RunProblem } from './errors';
import { frozenCopy } from './frozen';
import { fingerprint } from './hash';
import type { RunHost } from './host';
import type { LivePlan, PreparedRun, RunInputs } from './plan';
import { checkArguments } from './prompt/arguments';
import type { MessagePart } from './prompt/messages';
import { prepareCall, type PreparedCall } from './prepareCall';
import { recordedSchema } from './recordedSchema';
import { maskContent, maskSecrets } from './secrets';
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
  const client = findClient(runnable, inputs.clientOverride ?? called.client);
  if (!client) return refuse([`There is no client \`${inputs.clientOverride ?? called.client}\`.`], called.source);
  const problems = argumentProblems(runnable, inputs);
  const prepared = prepareCall(runnable, client, problems.length ? { args: null } : inputs, host);
  if (!prepared.ok) return { ...prepared, problems: [...problems, ...prepared.problems] };
  if (problems.length) return { ok: false, problems };
  const { call } = prepared;
  const output = frozenCopy<OutputType>({ returns: called.returns, schema: runnable.schema });
  const plan: LivePlan = {
    kind: 'live',
    facts: facts(runnable, inputs, call, output),
    request: call.request,
    reading: call.reading,
    secrets: call.secrets,
    output,
    at: called.source,
    clientAt: client.source,
  };
  return { ok: true, plan: frozenCopy(plan) };
}

function refuse(messages: readonly string[], at: SourceRange): PreparedRun {
  return { ok: false, problems: messages.map((message) => ({ message, at })) };
}

/** A client of the project, or `provider/model` as a client of its own. */
function findClient(runnable: Runnable, name: string): ClientDecl | undefined {
  if (Object.hasOwn(runnable.clients, name)) return runnable.clients[name];
  const slash = name.indexOf('/');
  if (slash <= 0) return undefined;
  const provider = name.slice(0, slash);
  return {
    name,
    provider,
    options: [{ key: 'model', value: { kind: 'string', value: name.slice(slash + 1) } }],
    source: runnable.function.source,
  };
}

function argumentProblems({ function: called, schema }: Runnable, { args }: RunInputs): RunProblem[] {
  return checkArguments(called.parameters, schema, args).map(({ message }) => ({ message, at: called.source }));
}

/** What is told and kept about the call. No secret is in it. */
function facts(runnable: Runnable, inputs: RunInputs, call: PreparedCall, output: OutputType): LivePlan['facts'] {
  const { client, settings, secrets } = call;
  const messages = call.messages.map(({ role, parts }) => ({
    role,
    text: maskContent(parts.map(partText).join('\n'), secrets),
  }));
  return {
    format: 'bamlrun/1',
    function: runnable.function.name,
    args: masked(inputs.args, secrets) as Readonly<Record<string, Json>>,
    ...(inputs.test === undefined ? {} : { test: inputs.test }),
    client: {
      name: client.name,
      provider: client.provider,
      ...(settings.model === undefined ? {} : { model: maskSecrets(settings.model, secrets) }),
    },
    prompt: { messages, hash: fingerprint(JSON.stringify(messages)) },
    schema: recordedSchema(output),
    clock: { unit: 'ms', origin: 'request sent' },
    redactions: redactions(call),
  };
}

function redactions({ variables, hasOtherSecrets, secrets }: PreparedCall): readonly string[] {
  if (!secrets.length) return [];
  return [
    ...(variables.length ? [`the values of ${variables.join(', ')}`] : []),
    ...(hasOtherSecrets ? ['credentials in headers and in the URL'] : []),
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
