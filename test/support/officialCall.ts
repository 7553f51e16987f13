/** A streaming call of the official runtime to a server on 127.0.0.1: what it ends with, in its own words. For records of tests only. */
import { createRequire } from 'node:module';
import * as path from 'node:path';
import type { Fault } from './faults';

interface Native {
  setLogLevel(level: string): void;
  BamlRuntime: { fromFiles(root: string, files: Record<string, string>, env: Record<string, string>): Runtime };
}
interface Runtime {
  createContextManager(): unknown;
  streamFunction(...args: unknown[]): {
    onEvent(listener: (error: unknown, result: { parsed(partial: boolean): unknown }) => void): void;
    done(context: unknown): Promise<{ parsed(partial: boolean): unknown }>;
  };
}

const NAMES = {
  connect: 'connect_timeout_ms',
  request: 'request_timeout_ms',
  firstToken: 'time_to_first_token_timeout_ms',
  idle: 'idle_timeout_ms',
} as const;

/** How long it may take, in milliseconds; then it hangs. */
const PATIENCE = 8000;

/** `value, “text”`, or the error's class, status and message. */
export async function askOfficial(url: string, { limits }: Pick<Fault, 'limits'>): Promise<string> {
  process.env['RUST_LIB_BACKTRACE'] ??= '0';
  const native = createRequire(path.join(__TEST_ROOT__, 'oracle.js'))('@boundaryml/baml/native') as Native;
  native.setLogLevel('off');
  const http = Object.entries(limits ?? {}).map(([name, ms]) => `${NAMES[name as keyof typeof NAMES]} ${ms}`);
  const baml = `client<llm> A {
  provider openai-generic
  options {
    base_url "${url.replace(/\/$/, '')}/v1"
    model "m"
    ${http.length ? `http {\n      ${http.join('\n      ')}\n    }` : ''}
  }
}
function F() -> string {
  client A
  prompt #"{{ _.role("user") }} Hi"#
}
`;
  const runtime = native.BamlRuntime.fromFiles('/b', { 'a.baml': baml }, {});
  const context = runtime.createContextManager();
  const stream = runtime.streamFunction('F', {}, undefined, context, null, null, [], {}, {});
  let seen: unknown;
  stream.onEvent((error, result) => {
    if (!error) seen = attempt(() => result.parsed(true)) ?? seen;
  });
  const hung = new Promise<string>((resolve) =>
    setTimeout(() => resolve(`still waiting after ${PATIENCE / 1000} s`), PATIENCE).unref(),
  );
  const kept = (): string => (typeof seen === 'string' && seen ? `; seen before: “${seen.slice(0, 20)}”` : '');
  return Promise.race([
    hung,
    stream
      .done(context)
      .then((result) => result.parsed(false))
      .then(
        (value) => `(the answer) “${String(value).slice(0, 40)}”`,
        (error: unknown) => errorWords(error instanceof Error ? error.message : String(error)) + kept(),
      ),
  ]);
}

function errorWords(text: string): string {
  const {
    type,
    status_code: status,
    message = text,
  } = (attempt(() => JSON.parse(text) as object) ?? {}) as {
    type?: string;
    status_code?: number;
    message?: string;
  };
  const said = message
    .replace(/^(Baml\w+: )+/, '')
    .split('Stack backtrace')[0]!
    .trim();
  return `${type ?? 'Error'}${status === undefined ? '' : ` ${status}`}: ${said.slice(0, 180)}`;
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
