/**
 * Compares the requests we send with those of the official runtime. A folder holds one JSON file for each case: a project, a
 * function with its arguments, the whole environment, and the request that the official runtime builds or sends for it, or
 * the error it gives (format: `test/fixtures/requests/README.md`).
 *
 * A case passes when method, URL, headers and body are equal, bodies as JSON values; where the official runtime refuses, we
 * have to refuse. What differs on purpose is one of the rules below, each with its reason.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { ClientDecl, Runnable, Value } from '../../server/src/ir/functions';
import type { Json } from '../../server/src/ir/json';
import { createProject } from '../../server/src/language/languageService';
import { firstCall } from '../../server/src/runtime/attempts/strategy';
import type { LivePlan } from '../../server/src/runtime/plan';
import { prepareRun } from '../../server/src/runtime/prepareRun';
import { completeRequest, type RequestHost } from '../../server/src/runtime/request/completeRequest';
import type { ReadyRequest } from '../../server/src/runtime/request/plannedRequest';
import { virtualHost, waitingHost } from '../support/virtualHost';
import { difference } from '../support/jsonDifference';
import { argumentsOf } from '../support/mediaArguments';
import { readForm } from '../support/multipart';
import type { Comparison, Subject } from './subject';

export interface RequestCase {
  readonly id: string;
  readonly title: string;
  readonly provider: string;
  readonly baml: string;
  readonly function: string;
  readonly args: Readonly<Record<string, Json>>;
  readonly env: Readonly<Record<string, string>>;
  readonly client_registry?: {
    readonly primary?: string;
    readonly clients?: readonly { readonly name: string; readonly provider: string; readonly options?: JsonObject }[];
  };
  readonly stream: boolean;
  readonly via?: 'wire';
  readonly volatile?: readonly string[];
  readonly expected: Request | { readonly error: string };
}

type JsonObject = { readonly [key: string]: Json };

interface Request {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  body: Json;
}

/** What differs on purpose, by the name of its rule. */
export const RULES = {
  header: 'no `baml-original-url`: it tells the provider nothing, and some gateways refuse headers they do not know',
  accept: '`accept` says what is wanted: a stream of events, or JSON',
  transport: '`host`, `content-length` and the names of programs are written by whoever sends the request',
  plain: 'a client that does not stream is asked for a plain answer, as in the official runtime’s real calls',
  variable: 'a missing variable is refused, as in the official runtime’s real calls; its builder writes `$NAME`',
  numbers: 'numbers go to Bedrock as they were written, not rounded to 32 bits',
  empty: 'what a client does not say is left out for Bedrock, as the official builder does and its real calls do not',
  signature:
    'our own signature: of other headers, at another time; test/lsp/credentials/aws.test.ts checks the way it is made',
  builder: 'a stream of Bedrock can be shown before it is sent; the official builder refuses to',
  endpoint:
    '`endpoint_url` is where a request to Bedrock goes; the official builder overlooks it, its real calls do not',
  case: 'a header of the client counts in whatever case its name is written',
  entra: 'names and secret of an Entra application are not sent in the body',
} as const;
export type Rule = keyof typeof RULES;

export interface RequestComparison {
  /** The first difference; null when there is none. */
  readonly difference: string | null;
  readonly rules: ReadonlySet<Rule>;
}

const SERVER = 'http://127.0.0.1:18998';
const ACCOUNT = JSON.stringify({
  type: 'service_account',
  project_id: 'demo-project',
  private_key: 'invented for this test',
  client_email: 'svc@demo-project.iam.gserviceaccount.com',
  token_uri: `${SERVER}/token`,
});

export function readCases(folder: string): readonly RequestCase[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const text = readFileSync(path.join(folder, file), 'utf8');
      const filled = text
        .replaceAll('__SERVER_HOST__', SERVER.replace('http://', ''))
        .replaceAll('__SERVER__', SERVER)
        .replaceAll('"__SERVICE_ACCOUNT__"', () => JSON.stringify(ACCOUNT));
      return JSON.parse(filled) as RequestCase;
    });
}

export async function compareRequest(one: RequestCase): Promise<RequestComparison> {
  const rules = new Set<Rule>();
  const ours = await requestOf(one);
  const { expected } = one;
  if ('refused' in ours) {
    const missing = /environment variable '([^']+)'/.exec(ours.refused)?.[1];
    if ('error' in expected) return { difference: null, rules };
    if (missing === undefined || Object.hasOwn(one.env, missing))
      return { difference: `we refuse: ${ours.refused}`, rules };
    rules.add('variable');
    return { difference: null, rules };
  }
  if ('error' in expected) {
    if (!/stream/i.test(expected.error) || one.provider !== 'aws-bedrock') {
      return { difference: `official: ${expected.error}\n  ours: ${ours.request.url}`, rules };
    }
    rules.add('builder');
    return { difference: null, rules };
  }
  const theirs = forgiven(expected, one, ours.streaming, rules);
  const mine = comparable(ours.request, one, rules);
  if (rules.has('plain')) mine.body = withoutStream(mine.body);
  return { difference: difference(theirs as unknown as Json, mine as unknown as Json), rules };
}

type Ours = { readonly request: ReadyRequest; readonly streaming: boolean } | { readonly refused: string };

async function requestOf(one: RequestCase): Promise<Ours> {
  const project = createProject();
  project.setFile('file:///main.baml', one.baml);
  const found = project.snapshot().runnable(one.function, one.client_registry?.primary);
  if (!found.ok) return { refused: found.problems[0]?.diagnostic.message ?? 'there is no such function' };
  const { runnable, primary } = withRegistry(found.runnable, one.client_registry);
  const inputs = {
    args: argumentsOf(one.args),
    streaming: one.stream,
    ...(primary === undefined ? {} : { clientOverride: primary }),
  };
  const prepared = prepareRun(runnable, inputs, virtualHost(one.env));
  if (!prepared.ok) return { refused: prepared.problems.map(({ message }) => message).join('\n') };
  const { calls, strategy } = prepared.plan as LivePlan;
  const { request, reading } = calls[firstCall(strategy)]!;
  try {
    const completed = await completeRequest(request, hostOf(one), new AbortController().signal);
    return { request: completed.request, streaming: reading.streaming };
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
}

/** What stands behind URLs of the cases; `scripts/conformance/recordRequests.mjs` serves the same. */
const MEDIA = path.join(path.dirname(__TEST_ROOT__), 'test/fixtures/media');

/** A world with the files of the cases behind their URLs, and a Google that gives everybody the same token. */
function hostOf(one: RequestCase): RequestHost {
  return {
    ...waitingHost(one.env),
    fetchMedium: (url) => {
      const file = path.join(MEDIA, path.basename(new URL(url).pathname));
      const answer = url.startsWith(SERVER) && existsSync(file) ? new Response(readFileSync(file)) : undefined;
      return Promise.resolve(answer ?? new Response('none', { status: 404 }));
    },
    credentials: {
      signAws: () => Promise.resolve({ headers: { authorization: 'signed' }, secrets: [] }),
      google: ({ credentials }) => {
        const account = credentials && 'json' in credentials ? (JSON.parse(credentials.json) as JsonObject) : {};
        const project = account['project_id'];
        return Promise.resolve({
          token: 'ya29.fake-access-token',
          ...(typeof project === 'string' ? { project } : {}),
        });
      },
    },
  };
}

/** Ours, without what is left to whoever sends it. */
function comparable(request: ReadyRequest, one: RequestCase, rules: Set<Rule>): Request {
  const type = request.headers['content-type'] ?? '';
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, value.trim()]));
  if (headers['accept']) rules.add('accept');
  delete headers['accept'];
  if (one.provider === 'aws-bedrock') {
    rules.add('signature');
    delete headers['authorization'];
  }
  const { body } = request;
  const isForm = type.startsWith('multipart/form-data');
  if (isForm) headers['content-type'] = 'multipart/form-data; boundary=<any>';
  return {
    method: request.method,
    url: request.url,
    headers,
    body: isForm ? readForm(body, type) : (JSON.parse(Buffer.from(body).toString('utf8')) as Json),
  };
}

/** Theirs, without what differs on purpose; names the rules that were needed. */
function forgiven(expected: Request, one: RequestCase, streaming: boolean, rules: Set<Rule>): Request {
  let { url, body } = expected;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(expected.headers)) {
    const rule = headerRule(name, one);
    if (rule) rules.add(rule);
    else if (!one.volatile?.includes(name)) headers[name] = overwritten(name, one) ?? value.trim();
    if (overwritten(name, one) !== undefined) rules.add('case');
  }
  if (one.stream && !streaming && isObject(body)) {
    rules.add('plain');
    body = withoutStream(body);
    url = url.replace(':streamGenerateContent?alt=sse', ':generateContent').replace(':streamRawPredict', ':rawPredict');
  }
  if (one.provider === 'aws-bedrock' && isObject(body)) body = bedrockBody(body, rules);
  const endpoint = one.via === 'wire' ? undefined : /endpoint_url "([^"]*)"/.exec(one.baml)?.[1];
  if (endpoint !== undefined) {
    rules.add('endpoint');
    url = url.replace(/^https:\/\/bedrock-runtime\.[^/]*/, endpoint.replace(/\/$/, ''));
  }
  if (one.provider === 'azure-openai' && isObject(body) && 'client_secret' in body) {
    rules.add('entra');
    const { tenant_id: _, client_id: __, client_secret: ___, ...rest } = body;
    body = rest;
  }
  return { method: expected.method, url, headers, body };
}

/** The one header of a key or version that official clients overwrite only in lower case. */
function overwritten(name: string, one: RequestCase): string | undefined {
  const { provider, baml } = one;
  if (`${provider} ${name}` !== 'anthropic anthropic-version' && `${provider} ${name}` !== 'azure-openai api-key')
    return undefined;
  const [, written, value] = new RegExp(`"(${name})" +"([^"]*)"`, 'i').exec(baml) ?? [];
  return written === name ? undefined : value;
}

function headerRule(name: string, one: RequestCase): Rule | undefined {
  if (name === 'baml-original-url') return 'header';
  if (name === 'accept') return 'accept';
  if (['host', 'content-length', 'user-agent', 'accept-encoding', 'connection'].includes(name)) return 'transport';
  if (one.provider !== 'aws-bedrock') return undefined;
  return name === 'authorization' || /^(?:x-amz-|amz-sdk-)/.test(name) ? 'signature' : undefined;
}

function bedrockBody(body: JsonObject, rules: Set<Rule>): JsonObject {
  const result: Record<string, Json> = {};
  for (const [name, value] of Object.entries(body)) {
    if (isObject(value) && !Object.keys(value).length) rules.add('empty');
    else result[name] = value;
  }
  const { inferenceConfig } = result;
  if (isObject(inferenceConfig)) {
    const numbers = Object.entries(inferenceConfig).map(([name, value]) => {
      if (typeof value !== 'number' || Number(value.toFixed(6)) === value) return [name, value] as const;
      rules.add('numbers');
      return [name, Number(value.toPrecision(7))] as const;
    });
    result.inferenceConfig = Object.fromEntries(numbers);
  }
  return result;
}

function withoutStream(body: Json): Json {
  if (!isObject(body)) return body;
  const { stream: _, stream_options: __, ...rest } = body;
  return rest;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Clients as they are given at the time of a call: they replace those of the project. */
function withRegistry(
  runnable: Runnable,
  registry: RequestCase['client_registry'],
): { readonly runnable: Runnable; readonly primary: string | undefined } {
  const given = (registry?.clients ?? []).map(({ name, provider, options = {} }): ClientDecl => ({
    name,
    provider,
    options: Object.entries(options).map(([key, value]) => ({ key, value: optionOf(value) })),
    source: runnable.function.source,
  }));
  const clients = { ...runnable.clients, ...Object.fromEntries(given.map((client) => [client.name, client])) };
  return { runnable: { ...runnable, clients }, primary: registry?.primary };
}

function optionOf(value: Json): Value {
  if (value === null) return { kind: 'null' };
  if (typeof value === 'string') return { kind: 'string', value };
  if (typeof value === 'boolean') return { kind: 'bool', value };
  if (typeof value === 'number') return { kind: 'number', text: String(value) };
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item: Json) => optionOf(item)) };
  return { kind: 'map', entries: Object.entries(value).map(([key, item]) => ({ key, value: optionOf(item as Json) })) };
}

export const subject: Subject = {
  about: 'requests to every provider: method, URL, headers and body',
  folder: 'fixtures/requests',
  async compare(folder): Promise<Comparison> {
    const lines: string[] = [];
    const used = new Map<Rule, number>();
    let [passed, failed] = [0, 0];
    for (const one of readCases(folder)) {
      const { difference: found, rules } = await compareRequest(one).catch((error: unknown) => ({
        difference: `we throw: ${String(error)}`,
        rules: new Set<Rule>(),
      }));
      for (const rule of rules) used.set(rule, (used.get(rule) ?? 0) + 1);
      if (found === null) passed++;
      else {
        failed++;
        lines.push(`${one.id}: ${found}`);
      }
    }
    lines.push('Differences on purpose, and in how many cases:');
    for (const [rule, count] of used) lines.push(`  ${String(count).padStart(4)}  ${RULES[rule]}`);
    return { passed, failed, lines };
  },
};
