/** The arguments of a run: a test's own or JSON text a person edits. */
import type { FunctionInfo } from '../../protocol/functions';
import type { Json } from '../../protocol/run';
import type { Selection } from '../../protocol/webview';

export type Arguments =
  | { readonly ok: true; readonly args: Readonly<Record<string, Json>> }
  /** `at` is an offset in the text when the problem has a place. */
  | { readonly ok: false; readonly message: string };

/** What Run would be given, or why it cannot be. */
export function readArguments(info: FunctionInfo | undefined, selection: Selection | null): Arguments {
  if (!info || !selection) return { ok: false, message: 'Choose a function.' };
  if (selection.args !== null) return parseArguments(selection.args, info);
  const test = info.tests.find((t) => t.name === selection.test);
  if (test) return { ok: true, args: test.args };
  if (info.parameters.length === 0) return { ok: true, args: {} };
  return { ok: false, message: `${info.name} takes ${names(info)}: choose a test or write the arguments.` };
}

/** Checks what is certain without the types: JSON, an object, every parameter there, no unknown ones. */
export function parseArguments(text: string, info: FunctionInfo): Arguments {
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch (error) {
    return { ok: false, message: `Not JSON: ${jsonError(error, text)}` };
  }
  if (json === null || typeof json !== 'object' || Array.isArray(json)) {
    return { ok: false, message: 'Write an object with one member for each parameter, such as {"text": "…"}.' };
  }
  const args = json as Readonly<Record<string, Json>>;
  const known = new Set(info.parameters.map((p) => p.name));
  const unknown = Object.keys(args).find((key) => !known.has(key));
  if (unknown !== undefined) {
    return { ok: false, message: `${info.name} has no parameter “${unknown}”; it takes ${names(info)}.` };
  }
  const missing = info.parameters.find((p) => !Object.hasOwn(args, p.name) && !isOptional(p.type));
  if (missing) return { ok: false, message: `The argument “${missing.name}” (${missing.type}) is missing.` };
  return { ok: true, args };
}

/** The text the editor opens with: the test's arguments, or a skeleton of the parameters. */
export function argumentsText(info: FunctionInfo, test: string | null): string {
  const args =
    info.tests.find((t) => t.name === test)?.args ??
    Object.fromEntries(info.parameters.map((p) => [p.name, example(p.type)]));
  return JSON.stringify(args, null, 2);
}

function example(type: string): Json {
  if (isOptional(type)) return null;
  if (type.endsWith('[]')) return [];
  if (type === 'int' || type === 'float') return 0;
  if (type === 'bool') return false;
  return type === 'string' ? '' : {};
}

function isOptional(type: string): boolean {
  return type.endsWith('?') || /(^|\|)\s*null\s*($|\|)/.test(type);
}

function names(info: FunctionInfo): string {
  return info.parameters.map((p) => `${p.name}: ${p.type}`).join(', ') || 'no arguments';
}

/** The engine's message with a line and column instead of an offset. */
function jsonError(error: unknown, text: string): string {
  const message = error instanceof Error ? error.message : String(error);
  if (text.trim() === '') return 'the text is empty.';
  const found = /position (\d+)/.exec(message);
  const offset = found ? Number(found[1]) : /end of JSON/i.test(message) ? text.length : -1;
  const short = message
    .replace(/(?: in JSON)? at position \d+.*$/s, '')
    .replace(/, ?(?:\.\.\.)?".*" is not valid JSON$/s, '');
  if (offset < 0) return `${short}.`;
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return `${short.replace(/\.$/, '')} (line ${line}, column ${offset - before.lastIndexOf('\n')}).`;
}
