/** The options every provider shares (providers reference §1.3), taken from a client's options. */
import type { ClientOptions } from './clientOptions';
import type { PlannedReading } from './plan';
import type { PromptClient } from './prompt/messages';
import type { AnswerName } from './providers/answerFormat';
import { RESPONSE_TYPES } from './providers/answerFormats';
import { ROLES } from './providers/openaiModels';
import type { Provider } from './providers/provider';
import type { Timeouts } from './transport/deadlines';

export interface ClientSettings {
  readonly prompt: PromptClient;
  readonly streaming: boolean;
  readonly model: string | undefined;
  /** `client_response_type`. */
  readonly answers?: AnswerName;
  readonly finishReasons?: PlannedReading['finishReasons'];
  readonly timeouts?: Timeouts;
}

/** Complains to `options` about what is wrong. */
export function clientSettings(provider: Provider, options: ClientOptions): ClientSettings {
  const model = options.peekString(provider.modelOption ?? 'model') ?? options.peekString('model');
  const listed = options.takeStrings('allowed_roles');
  const allowedRoles = listed ?? provider.allowedRoles(model);
  const defaultRole = options.takeString('default_role');
  const remapRoles = options.has('remap_roles') ? options.takeStringMap('remap_roles') : undefined;
  const named: [string, string][] = defaultRole === undefined ? [] : [['default_role', defaultRole]];
  for (const role of remapRoles?.keys() ?? []) named.push(['remap_roles', role]);
  for (const [option, role] of named) {
    // What a model does not know of the usual roles may be named all the same.
    if ((listed ?? ROLES).includes(role)) continue;
    options.complain(
      `The role "${role}" in \`${option}\` of client \`${options.client}\` is not in its \`allowed_roles\`.`,
    );
  }
  if (!allowedRoles.length)
    options.complain(`Client \`${options.client}\` allows no role: \`allowed_roles\` is empty.`);
  const answers = provider.answersAsTold ? takeAnswers(options) : undefined;
  const finishReasons = takeFinishReasons(options);
  const timeouts = takeTimeouts(options);
  return {
    prompt: {
      name: options.client,
      provider: provider.name,
      defaultRole: defaultRole ?? usualRole(provider, allowedRoles),
      allowedRoles,
      // What the client renames stands in place of the provider's own names, not beside them.
      remapRoles: remapRoles ? Object.fromEntries(remapRoles) : (provider.remapRoles ?? {}),
      allowedRoleMetadata: takeRoleMetadata(options) ?? provider.allowedRoleMetadata,
    },
    streaming: options.takeBool('supports_streaming') ?? provider.streams(model),
    model,
    ...(answers ? { answers } : {}),
    ...(finishReasons ? { finishReasons } : {}),
    ...(timeouts ? { timeouts } : {}),
  };
}

/** Not given: the provider's usual role if it is allowed, otherwise the first role that is. */
function usualRole({ defaultRole }: Provider, allowed: readonly string[]): string {
  return defaultRole !== undefined && allowed.includes(defaultRole) ? defaultRole : (allowed[0] ?? 'user');
}

function takeAnswers(options: ClientOptions): AnswerName | undefined {
  const given = options.takeString('client_response_type');
  const known = RESPONSE_TYPES.find((name) => name === given);
  if (given !== undefined && !known) {
    options.complain(
      `The option \`client_response_type\` of client \`${options.client}\` must be one of: ${RESPONSE_TYPES.join(', ')}.`,
    );
  }
  return known;
}

function takeRoleMetadata(options: ClientOptions): PromptClient['allowedRoleMetadata'] {
  const word = options.peekString('allowed_role_metadata');
  if (word === undefined) return options.takeStrings('allowed_role_metadata');
  options.take('allowed_role_metadata');
  if (word === 'all' || word === 'none') return word;
  options.complain(
    `The option \`allowed_role_metadata\` of client \`${options.client}\` must be "all", "none" or a list of names.`,
  );
  return 'none';
}

function takeFinishReasons(options: ClientOptions): ClientSettings['finishReasons'] {
  const allow = options.takeStrings('finish_reason_allow_list');
  const deny = options.takeStrings('finish_reason_deny_list');
  if (allow && deny) {
    options.complain(
      `Client \`${options.client}\` has both \`finish_reason_allow_list\` and \`finish_reason_deny_list\`; only one can apply.`,
    );
  }
  const lower = (list: readonly string[]): readonly string[] => list.map((reason) => reason.toLowerCase());
  if (allow) return { rule: 'allow', list: lower(allow) };
  return deny ? { rule: 'deny', list: lower(deny) } : undefined;
}

/** `http { … }`, in whole milliseconds; 0 means none. */
function takeTimeouts(options: ClientOptions): Timeouts | undefined {
  const http = options.take('http');
  if (http === undefined) return undefined;
  if (http.kind !== 'map') {
    options.complain(`The option \`http\` of client \`${options.client}\` must be a map.`);
    return undefined;
  }
  const timeouts: { -readonly [K in keyof Timeouts]: Timeouts[K] } = {};
  for (const [key, name] of TIMEOUTS) {
    const limit = http.entries.get(name);
    if (limit === undefined) continue;
    const written = limit.kind === 'number' ? limit.text : limit.kind === 'string' ? limit.value : '';
    if (/^\d{1,15}$/.test(written)) timeouts[key] = Number(written);
    else {
      options.complain(`The option \`http.${name}\` of client \`${options.client}\` must be a number of milliseconds.`);
    }
  }
  return timeouts;
}

const TIMEOUTS: readonly (readonly [keyof Timeouts, string])[] = [
  ['connect', 'connect_timeout_ms'],
  ['request', 'request_timeout_ms'],
  ['firstToken', 'time_to_first_token_timeout_ms'],
  ['idle', 'idle_timeout_ms'],
];
