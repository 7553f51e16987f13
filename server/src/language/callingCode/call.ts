/** What calling code is written from. */
import type { Parameter } from '../../ir/functions';

export interface Call {
  /** As declared: `ExtractReceipt`. */
  readonly name: string;
  readonly parameters: readonly Parameter[];
}

/** `ExtractReceipt` as a name with underscores. */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}

/** Names of the parameters in order, as the call gives them. */
export function argumentNames({ parameters }: Call): readonly string[] {
  return parameters.map(({ name }) => name);
}
