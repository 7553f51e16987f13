/** The example project in the official runtime, which is the judge of what is valid BAML and what an answer means. */
import { BamlRuntime, ClientRegistry, setLogLevel } from '@boundaryml/baml/native';
import fs from 'node:fs';
import path from 'node:path';

export const EXAMPLES = path.resolve(__TEST_ROOT__, '../examples');

setLogLevel('off');
const folder = path.join(EXAMPLES, 'baml_src');
const runtime = BamlRuntime.fromFiles(
  '/baml_src',
  Object.fromEntries(
    fs.readdirSync(folder).map((name) => [`/baml_src/${name}`, fs.readFileSync(path.join(folder, name), 'utf8')]),
  ),
  {},
);
const context = runtime.createContextManager();

/** The value of a text, whole or while it arrives. Throws when the text has none. */
export function parseOfficially(functionName: string, text: string, partial = false): unknown {
  return runtime.parseLlmResponse(functionName, text, partial, context, null, null, {});
}

/** The messages that the official runtime would send. */
export function promptOfficially(
  functionName: string,
  args: Record<string, unknown>,
): { role: string; text: string }[] {
  const body = runtime.buildRequestSync(functionName, args, context, null, null, true, {}).body.json() as {
    messages: { role: string; content: string }[];
  };
  return body.messages.map(({ role, content }) => ({ role, text: content }));
}

/**
 * Runs a function with the official runtime against a provider. `partials` are what its stream delivered on the way,
 * `final` is the value it ended with, `error` the message when it has none.
 */
export async function streamOfficially(
  functionName: string,
  args: Record<string, unknown>,
  provider: { url: string; headers?: Record<string, string> },
): Promise<{ partials: unknown[]; final?: unknown; error?: string }> {
  const clients = new ClientRegistry();
  clients.addLlmClient('ExampleModel', 'openai-generic', {
    base_url: `${provider.url}/v1`,
    model: 'example-model',
    headers: provider.headers ?? {},
  });
  clients.setPrimary('ExampleModel');
  const partials: unknown[] = [];
  const stream = runtime.streamFunction(functionName, args, undefined, context, null, clients, [], {}, {});
  stream.onEvent((_, result) => {
    // The last event of a failed run has an error in place of a value, which `done` tells as well.
    if (result.isOk()) partials.push(result.parsed(true));
  });
  try {
    return { partials, final: (await stream.done(context)).parsed(false) as unknown };
  } catch (error) {
    return { partials, error: String(error) };
  }
}
