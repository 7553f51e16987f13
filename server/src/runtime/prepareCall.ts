/** One call of one client: the prompt rendered for it, its request, and how its answer is read. */
import type { ClientDecl, Runnable } from '../ir/functions';
import { ClientOptions, type OptionValue } from './clientOptions';
import { clientSettings, type ClientSettings } from './clientSettings';
import type { RunProblem } from './errors';
import type { RunHost } from './host';
import type { PlannedReading, RunInputs } from './plan';
import type { PromptClient, RenderedMessage } from './prompt/messages';
import { renderPrompt } from './prompt/render';
import { findProvider, unsupported } from './providers/index';
import type { Provider, ProviderRequest } from './providers/provider';
import { withFileUri } from './request/mediaFiles';
import type { PlannedRequest } from './request/plannedRequest';
import { MediaShelf } from './request/requestText';
import { maskSecrets, secretForms } from './secrets';

const NO_PROMPT: readonly RenderedMessage[] = [{ role: 'user', parts: [{ kind: 'text', text: '', metadata: {} }] }];

/** Plain data. */
export interface PreparedCall {
  readonly client: ClientDecl;
  readonly settings: ClientSettings;
  readonly messages: readonly RenderedMessage[];
  readonly request: PlannedRequest;
  readonly reading: PlannedReading;
  /** Values that nobody may see, longest first. */
  readonly secrets: readonly string[];
  /** Names of the environment variables that were read. */
  readonly variables: readonly string[];
  /** Whether there are credentials beside those of the environment. */
  readonly hasOtherSecrets: boolean;
}

export type CallResult =
  | { readonly ok: true; readonly call: PreparedCall }
  | {
      readonly ok: false;
      readonly problems: readonly RunProblem[];
      /** Environment variables without a value that the call needs; each has its problem, too. */
      readonly missing: readonly string[];
    };

/**
 * Prepares the call of a client that is no composite, or says why there can be none. The arguments have been checked; without
 * them no prompt is rendered, and only the problems of the client count.
 * Problems hold no secrets. May throw RangeError for options nested beyond the stack.
 */
export function prepareCall(
  runnable: Runnable,
  client: ClientDecl,
  inputs: Pick<RunInputs, 'tags' | 'streaming' | 'heldBy'> & { readonly args: RunInputs['args'] | null },
  host: Pick<RunHost, 'env'>,
): CallResult {
  const provider = findProvider(client.provider);
  if (!provider) return refuse([{ message: unsupported(client.name, client.provider), at: client.source }], [], []);

  const options = new ClientOptions(client.name, client.options, (name) => host.env(name));
  const settings = clientSettings(provider, options);
  const { args, tags, heldBy: holder = runnable.function.source.uri } = inputs;
  const shown = { ...settings.prompt, options: shownOptions(provider, client, host) };
  const prompt = args && renderPrompt(runnable, shown, args, tags ? { tags } : {});
  const problems: RunProblem[] = [];
  if (prompt?.ok === false) {
    problems.push({ message: prompt.error.message, at: prompt.error.span ?? runnable.function.source });
  }
  // Without a prompt the client has its own problems all the same.
  const messages = prompt?.ok ? prompt.messages : NO_PROMPT;
  const media = new MediaShelf();
  const streaming = settings.streaming && inputs.streaming !== false;
  const made = provider.request({ options, messages, streaming, media });
  complainAboutHeaders(made, options);
  const format = settings.answers ?? made.answers;
  const secrets = secretForms([...options.environment.values(), ...made.secrets]);
  problems.push(...options.problems.map((message) => ({ message, at: client.source })));
  if (problems.length) return refuse(problems, secrets, options.missing);

  const seen = valuesIn(shown, options.environment);
  const request: PlannedRequest = {
    method: 'POST',
    url: made.url,
    headers: Object.fromEntries(made.headers),
    body: made.body,
    ...(media.media.length ? { media: media.media.map((medium) => withFileUri(medium, holder)) } : {}),
    ...(made.authorization ? { authorization: made.authorization } : {}),
    ...(seen.length ? { seen } : {}),
  };
  const reading: PlannedReading = {
    provider: provider.name,
    format,
    streaming,
    ...(settings.finishReasons ? { finishReasons: settings.finishReasons } : {}),
    ...(settings.timeouts ? { timeouts: settings.timeouts } : {}),
    keyVariables: made.keyVariables,
  };
  const variables = [...options.environment.keys()].sort();
  const hasOtherSecrets = made.secrets.length > 0;
  return { ok: true, call: { client, settings, messages, request, reading, secrets, variables, hasOtherSecrets } };
}

/** What a prompt can see of the options: known only when a request has taken the others. */
function shownOptions(
  provider: Provider,
  { name, options: written }: ClientDecl,
  host: Pick<RunHost, 'env'>,
): ReadonlyMap<string, OptionValue> {
  const options = new ClientOptions(name, written, (variable) => host.env(variable));
  clientSettings(provider, options);
  const made = provider.request({ options, messages: NO_PROMPT, streaming: false, media: new MediaShelf() });
  return made.shownOptions ?? options.rest();
}

/** The values of variables that a prompt can see. */
function valuesIn(
  { options = new Map(), ...other }: PromptClient,
  environment: ReadonlyMap<string, string>,
): readonly string[] {
  const texts = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value === 'string') texts.add(value);
    else if (value instanceof Map) for (const item of value.values()) collect(item);
    else if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) collect(item);
  };
  collect(options);
  collect(other);
  return [...environment.values()].filter((value) => value !== '' && texts.has(value));
}

function refuse(problems: readonly RunProblem[], secrets: readonly string[], missing: readonly string[]): CallResult {
  return {
    ok: false,
    problems: problems.map((problem) => ({ ...problem, message: maskSecrets(problem.message, secrets) })),
    missing,
  };
}

/** What HTTP cannot carry would be refused later, in words that show the value. */
function complainAboutHeaders(request: ProviderRequest, options: ClientOptions): void {
  for (const [name, value] of request.headers) {
    if (!/^[\w!#$%&'*+\-.^`|~]+$/.test(name)) options.complain(`“${name}” cannot be the name of a header.`);
    else if (/[^\t\x20-\x7e\x80-\xff]/.test(value.trim())) {
      options.complain(
        `The value of the header \`${name}\` holds characters that HTTP cannot carry, such as a line break.`,
      );
    }
  }
}
