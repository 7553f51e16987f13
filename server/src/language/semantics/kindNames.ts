/** How messages call the kinds of declarations. */
import type { Declaration } from '../syntax/ast';

export const KIND_NAME: Readonly<Record<Declaration['kind'], string>> = {
  class: 'class',
  enum: 'enum',
  alias: 'type alias',
  function: 'function',
  client: 'client',
  retry: 'retry policy',
  test: 'test',
  generator: 'generator',
  template: 'template string',
  let: 'variable',
};

/** `a class`, `an enum`. */
export function aKind(kind: Declaration['kind']): string {
  return (kind === 'enum' ? 'an ' : 'a ') + KIND_NAME[kind];
}
