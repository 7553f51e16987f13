import { fingerprint } from './hash';
import type { OutputType } from './stream/engine';

/**
 * A fingerprint of a return type and the named types behind it: what they say, not where they are written. The same in
 * another checkout, and after a comment was added above them.
 */
export function schemaHash(output: OutputType): string {
  return fingerprint(JSON.stringify(output, (_key, value: unknown) => (isPlace(value) ? true : value)));
}

/** A `SourceRange`, or the span of an expression; where one stands for an attribute, that it is there still counts. */
function isPlace(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { start, end } = value as { readonly start?: unknown; readonly end?: unknown };
  return typeof start === 'number' && typeof end === 'number';
}
