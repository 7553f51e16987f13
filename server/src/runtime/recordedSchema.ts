import type { Json } from '../ir/json';
import type { SourceRange } from '../ir/schema';
import { fingerprint } from './hash';
import type { OutputType } from './stream/engine';

/** A return type and the named types behind it, as a recording keeps them. */
export function recordedSchema(output: OutputType): { readonly hash: string; readonly ir: Json } {
  return { hash: typesHash(output), ir: withoutFolders(output) };
}

/** The fingerprint of what the types say, not of where they are written: the same in another checkout, and below a new comment. */
export function typesHash(output: OutputType): string {
  return fingerprint(JSON.stringify(output, (_key, value: unknown) => (isPlace(value) ? true : value)));
}

/** Files by their names alone: a recording is handed on, and where somebody keeps a project is not part of a run. */
function withoutFolders(output: OutputType): Json {
  const text = JSON.stringify(output, (_key, value: unknown) =>
    isPlace(value) && typeof value.uri === 'string' ? { ...value, uri: /[^/]*$/.exec(value.uri)![0] } : value,
  );
  return JSON.parse(text) as Json;
}

/** A `SourceRange`, or the span of an expression; where one stands for an attribute, that it is there still counts. */
function isPlace(value: unknown): value is Omit<SourceRange, 'uri'> & { readonly uri?: unknown } {
  if (typeof value !== 'object' || value === null) return false;
  const { start, end } = value as { readonly start?: unknown; readonly end?: unknown };
  return typeof start === 'number' && typeof end === 'number';
}
