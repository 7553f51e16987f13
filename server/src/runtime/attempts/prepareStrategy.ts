/** From a client of the project to what is called, and in which order when calls fail. */
import type { ClientDecl, Runnable, Value } from '../../ir/functions';
import type { RunProblem } from '../errors';
import type { CompositeStrategy, RetryRounds, Strategy } from './strategy';

export interface PreparedStrategy {
  readonly strategy: Strategy;
  /** The clients that are called, each once; a call of the strategy is an index into them. */
  readonly clients: readonly ClientDecl[];
}

export type StrategyResult =
  ({ readonly ok: true } & PreparedStrategy) | { readonly ok: false; readonly problems: readonly RunProblem[] };

const COMPOSITES: Readonly<Record<string, CompositeStrategy['kind']>> = {
  fallback: 'fallback',
  'baml-fallback': 'fallback',
  'round-robin': 'round-robin',
  'baml-round-robin': 'round-robin',
};

/** Deeper nesting than this is not written by people. */
const DEEPEST = 50;
/** Shared composites are walked once for each place they stand at. */
const MOST_CHILDREN = 10_000;

/** A client of the project, or `provider/model` as a client of its own, placed at the function's name. */
export function findClient({ clients, function: called }: Runnable, name: string): ClientDecl | undefined {
  if (Object.hasOwn(clients, name)) return clients[name];
  const slash = name.indexOf('/');
  if (slash <= 0) return undefined;
  return {
    name,
    provider: name.slice(0, slash),
    options: [{ key: 'model', value: { kind: 'string', value: name.slice(slash + 1) } }],
    source: called.source,
  };
}

/** The strategy of the client `name`, or why there is none. Never throws. */
export function prepareStrategy(runnable: Runnable, name: string): StrategyResult {
  const clients: ClientDecl[] = [];
  const problems: RunProblem[] = [];
  let walked = 0;

  const build = (wanted: string, parent: ClientDecl | undefined, around: readonly string[]): Strategy | undefined => {
    const client = findClient(runnable, wanted);
    const at = (client ?? parent)?.source ?? runnable.function.source;
    const refuse = (message: string): undefined => void problems.push({ message, at });
    if (!client) return refuse(`There is no client \`${wanted}\`.`);
    if (around.includes(wanted))
      return refuse(`Client \`${wanted}\` leads to itself: ${[...around, wanted].join(' → ')}.`);
    if (around.length > DEEPEST || ++walked > MOST_CHILDREN) {
      return refuse(`The strategy of client \`${around[0] ?? wanted}\` is nested too deeply.`);
    }
    const retry = retryOf(runnable, client);
    const kind = Object.hasOwn(COMPOSITES, client.provider) ? COMPOSITES[client.provider] : undefined;
    if (kind === undefined) {
      const known = clients.findIndex((one) => one.name === client.name);
      return { kind: 'call', call: known < 0 ? clients.push(client) - 1 : known, ...retry };
    }
    const names = childNames(client);
    if (!names.length)
      return refuse(`Client \`${client.name}\` has no \`strategy\`: name the clients that it is to call.`);
    const children = names.map((child) => build(child, client, [...around, wanted]));
    const found = children.filter((child) => child !== undefined);
    if (found.length < children.length) return undefined;
    const start = numberOf(optionOf(client, 'start'));
    const totalMs = totalOf(client);
    return {
      kind,
      children: found,
      turns: `${client.source.uri}#${client.name}`,
      ...(start === undefined ? {} : { start }),
      ...(totalMs === undefined ? {} : { totalMs }),
      ...retry,
    };
  };

  const strategy = build(name, undefined, []);
  return strategy && !problems.length ? { ok: true, strategy, clients } : { ok: false, problems };
}

function retryOf({ retryPolicies }: Runnable, { retryPolicy }: ClientDecl): { readonly retry?: RetryRounds } {
  if (retryPolicy === undefined || !Object.hasOwn(retryPolicies, retryPolicy)) return {};
  const { maxRetries, strategy } = retryPolicies[retryPolicy]!;
  // Also of a number that is none.
  return { retry: { maxRetries: maxRetries > 0 ? Math.floor(maxRetries) : 0, strategy } };
}

function optionOf({ options }: ClientDecl, key: string): Value | undefined {
  return options.findLast((entry) => entry.key === key)?.value;
}

function childNames(client: ClientDecl): readonly string[] {
  const strategy = optionOf(client, 'strategy');
  return strategy?.kind === 'list'
    ? strategy.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []))
    : [];
}

/** A whole number from 0 up. */
function numberOf(value: Value | undefined): number | undefined {
  const text = value?.kind === 'number' ? value.text : value?.kind === 'string' ? value.value : '';
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** `http { total_timeout_ms … }`; 0 means none. */
function totalOf(client: ClientDecl): number | undefined {
  const http = optionOf(client, 'http');
  const entry = http?.kind === 'map' ? http.entries.findLast(({ key }) => key === 'total_timeout_ms') : undefined;
  return numberOf(entry?.value) || undefined;
}
