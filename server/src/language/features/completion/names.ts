/** Words that stand for declarations of the project. */
import type { Symbols } from '../../semantics/symbols';
import { shorthandWords } from './providers';
import type { Shape, Word } from './shape';

/** Clients by name, and shorthands such as `openai/…`. A client is not offered to itself. */
export function clientNames(symbols: Symbols, except?: string): Shape {
  return {
    kind: 'one-of',
    words: () => [
      ...[...symbols.clients.keys()]
        .filter((name) => name !== except)
        .map((name): Word => ({ label: name, kind: 'client', symbol: { kind: 'client', name } })),
      ...shorthandWords(),
    ],
  };
}

export function functionNames(symbols: Symbols): Shape {
  return {
    kind: 'one-of',
    words: () =>
      [...symbols.functions.keys()].map((name) => ({
        label: name,
        kind: 'function',
        symbol: { kind: 'function', name },
      })),
  };
}

export function retryNames(symbols: Symbols): Shape {
  return {
    kind: 'one-of',
    words: () =>
      [...symbols.retries.keys()].map((name) => ({ label: name, kind: 'retry', symbol: { kind: 'retry', name } })),
  };
}
