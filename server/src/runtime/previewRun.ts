/** What a run would send, of every client it may call, to look at. Nothing is sent or fetched, and no key is read. */
import type { Runnable, Value } from '../ir/functions';
import { isSecretInAddress } from './keys/sentKeys';
import { firstCall } from './attempts/strategy';
import type { RunProblem } from './errors';
import type { LivePlan, RunInputs } from './plan';
import { prepareRun } from './prepareRun';
import { shownRequest, type ShownRequest } from './request/shownRequest';
import { secretForms } from './secrets';
import { variableMark, withVariables } from './request/variableMarks';

export type RunPreview =
  | { readonly ok: true; readonly requests: readonly PreviewedRequest[] }
  /** Nothing can be sent; never empty. */
  | { readonly ok: false; readonly problems: readonly RunProblem[] };

/** The request of one client, in one form. */
export interface PreviewedRequest extends ShownRequest {
  readonly client: string;
  readonly provider: string;
  readonly streaming: boolean;
  /** Whether the run sends it in this form. */
  readonly isSent: boolean;
}

/** Options that say where a request goes: they have to be read, and are no secrets. */
const ADDRESSES = new Set(['base_url', 'endpoint_url', 'location', 'region', 'resource_name', 'project_id']);

/** Variables that are looked up unasked, for the same: what is not set has no name to show. */
const SETTINGS = new Set(['AWS_REGION', 'AWS_DEFAULT_REGION', 'GOOGLE_CLOUD_PROJECT']);

type Variables = (name: string) => string | undefined;

/**
 * What each client would be sent that the run may call, first those that are called first: as the run sends it, and, where that
 * is another request, as a call that does not stream. `env` is asked for addresses only; every other variable stands in the
 * request by its name. Never throws.
 */
export function previewRun(runnable: Runnable, inputs: RunInputs, env: Variables): RunPreview {
  const sent = prepared(runnable, inputs, env);
  if (!sent.ok) return sent;
  const first = firstCall(sent.plan.strategy);
  const order = [first, ...sent.plan.calls.keys()].filter((call, at, all) => all.indexOf(call) === at);
  const whole = prepared(runnable, { ...inputs, streaming: false }, env);
  const requests = order.flatMap((index) => {
    const asSent = previewed(sent.plan, index, true, sent.addresses);
    const inOnePiece = whole.ok ? previewed(whole.plan, index, false, whole.addresses) : undefined;
    return inOnePiece && inOnePiece.text !== asSent.text ? [asSent, inOnePiece] : [asSent];
  });
  return { ok: true, requests };
}

/** What a preview needs to know of the environment, so that it can be made later: the values of addresses, and no key. */
export function addressesOf(runnable: Runnable, env: Variables): ReadonlyMap<string, string> {
  const values = [...variablesOfAddresses(runnable), ...SETTINGS].flatMap((name): readonly [string, string][] => {
    const value = env(name);
    return value === undefined || isSecretInAddress(name, value) ? [] : [[name, value]];
  });
  return new Map(values);
}

type PreparedPreview =
  | { readonly ok: true; readonly plan: LivePlan; readonly addresses: ReadonlySet<string> }
  | { readonly ok: false; readonly problems: readonly RunProblem[] };

function prepared(runnable: Runnable, inputs: RunInputs, env: Variables): PreparedPreview {
  const addresses = new Set(
    [...variablesOfAddresses(runnable)].filter((name) => !isSecretInAddress(name, env(name) ?? '')),
  );
  const run = prepareRun(runnable, inputs, {
    env: (name) => {
      if (SETTINGS.has(name)) return env(name);
      return (addresses.has(name) ? env(name) : undefined) ?? variableMark(name);
    },
  });
  if (!run.ok) {
    return {
      ok: false,
      problems: run.problems.map((problem) => ({ ...problem, message: withVariables(problem.message) })),
    };
  }
  if (run.plan.kind !== 'live') throw new Error('a run that is prepared is live');
  return { ok: true, plan: run.plan, addresses: new Set([...addresses].flatMap((name) => env(name) ?? [])) };
}

function previewed(
  { calls, secrets }: LivePlan,
  index: number,
  isSent: boolean,
  addresses: ReadonlySet<string>,
): PreviewedRequest {
  const { client, request, reading } = calls[index]!;
  const shown = new Set(secretForms(addresses));
  const hidden = secrets.filter((secret) => !shown.has(secret));
  const { name, provider } = client;
  const { streaming } = reading;
  return { client: withVariables(name), provider, streaming, isSent, ...shownRequest(request, hidden, streaming) };
}

/** Names of variables that are used for addresses and for nothing else. */
function variablesOfAddresses({ clients }: Runnable): ReadonlySet<string> {
  const addresses = new Set<string>();
  const others = new Set<string>();
  for (const { options } of Object.values(clients)) {
    for (const { key, value } of options) collect(value, ADDRESSES.has(key) ? addresses : others);
  }
  for (const name of others) addresses.delete(name);
  return addresses;
}

function collect(value: Value, names: Set<string>): void {
  if (value.kind === 'env') names.add(value.name);
  else if (value.kind === 'list') for (const item of value.items) collect(item, names);
  else if (value.kind === 'map') for (const entry of value.entries) collect(entry.value, names);
}
