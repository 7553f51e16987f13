/** TypeScript, for the client of the official generator: `b.stream` and an AbortSignal. */
import type { Type } from '../../ir/schema';
import { argumentNames, type Call } from './call';

export function typescriptCall(call: Call): string {
  const { name, parameters } = call;
  const types = parameters.map((parameter) => typeOf(parameter.type));
  const named = types.some((type) => /\btypes\./.test(type));
  const media = [...new Set(types.flatMap((type) => type.match(/\b(?:Image|Audio|Pdf|Video)\b/g) ?? []))];
  const declared = parameters.map((parameter, at) => `${parameter.name}: ${types[at]!}`);
  const given = [...argumentNames(call), '{ signal }'];
  return `import { BamlAbortError${media.map((one) => `, type ${one}`).join('')} } from '@boundaryml/baml';
import { b } from './baml_client';
${named ? "import type * as types from './baml_client/types';\n" : ''}
export async function stream${name}(${[...declared, 'signal: AbortSignal'].join(', ')}) {
  try {
    const stream = b.stream.${name}(${given.join(', ')});
    for await (const partial of stream) {
      console.log(partial);
    }
    return await stream.getFinalResponse();
  } catch (error) {
    if (error instanceof BamlAbortError) return null; // cancelled
    throw error;
  }
}

// Cancelling: give it the signal of a controller, and abort that. The connection is closed.
//   const controller = new AbortController();
//   const result = stream${name}(${[...argumentNames(call), 'controller.signal'].join(', ')});
//   controller.abort();
`;
}

function typeOf(type: Type): string {
  switch (type.kind) {
    case 'primitive':
      return { string: 'string', int: 'number', float: 'number', bool: 'boolean', null: 'null' }[type.name];
    case 'media':
      return type.name[0]!.toUpperCase() + type.name.slice(1);
    case 'literal':
      return JSON.stringify(type.value);
    case 'class':
    case 'enum':
    case 'alias':
      return `types.${type.name}`;
    case 'list':
      return type.item.kind === 'union' ? `(${typeOf(type.item)})[]` : `${typeOf(type.item)}[]`;
    case 'map': {
      const record = `Record<${typeOf(type.key)}, ${typeOf(type.value)}>`;
      // Not every key of a closed set has to be there.
      return type.key.kind === 'enum' || type.key.kind === 'union' ? `Partial<${record}>` : record;
    }
    case 'tuple':
      return `[${type.items.map(typeOf).join(', ')}]`;
    case 'union':
      return [...new Set(type.variants.map(typeOf))].join(' | ');
  }
}
