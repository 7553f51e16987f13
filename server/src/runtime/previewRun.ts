/** What a run would send, to look at. Nothing is sent or fetched, and no key is read. */
import type { Runnable, Value } from '../ir/functions';
import { isSecretInAddress } from './keys/sentKeys';
import { firstCall } from './attempts/strategy';
import type { RunProblem } from './errors';
import type { RunInputs } from './plan';
import { prepareRun } from './prepareRun';
import { shownRequest, type ShownRequest } from './request/shownRequest';
import { secretForms } from './secrets';
import { variableMark, withVariables } from './request/variableMarks';

export type RunPreview =
  | { readonly ok: true; readonly request: ShownRequest }
  /** Nothing can be sent; never empty. */
  | { readonly ok: false; readonly problems: readonly RunProblem[] };

/** Options that say where a request goes: they have to be read, and are no secrets. */
const ADDRESSES = new Set(['base_url', 'endpoint_url', 'location', 'region', 'resource_name', 'project_id']);

/** Variables that are looked up unasked, for the same: what is not set has no name to show. */
const SETTINGS = new Set(['AWS_REGION', 'AWS_DEFAULT_REGION', 'GOOGLE_CLOUD_PROJECT']);

/** `env` is asked for addresses only; every other variable stands in the request by its name. Never throws. */
export function previewRun(
  runnable: Runnable,
  inputs: RunInputs,
  env: (name: string) => string | undefined,
): RunPreview {
  const addresses = new Set(
    [...variablesOfAddresses(runnable)].filter((name) => !isSecretInAddress(name, env(name) ?? '')),
  );
  const prepared = prepareRun(runnable, inputs, {
    env: (name) => {
      if (SETTINGS.has(name)) return env(name);
      return (addresses.has(name) ? env(name) : undefined) ?? variableMark(name);
    },
  });
  if (!prepared.ok) {
    return {
      ok: false,
      problems: prepared.problems.map((problem) => ({ ...problem, message: withVariables(problem.message) })),
    };
  }
  if (prepared.plan.kind !== 'live') throw new Error('a run that is prepared is live');
  const { calls, strategy, secrets } = prepared.plan;
  const { request, reading } = calls[firstCall(strategy)]!;
  const shown = new Set(secretForms([...addresses].flatMap((name) => env(name) ?? [])));
  const hidden = secrets.filter((secret) => !shown.has(secret));
  return { ok: true, request: shownRequest(request, hidden, reading.streaming) };
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
