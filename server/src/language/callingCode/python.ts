/** Python, for the client of the official generator: `b.stream` and an AbortController of `baml_py`. */
import type { Type } from '../../ir/schema';
import { argumentNames, snakeCase, type Call } from './call';

export function pythonCall(call: Call, mode: 'sync' | 'async'): string {
  const { name, parameters } = call;
  const isAsync = mode === 'async';
  const types = parameters.map((parameter) => typeOf(parameter.type));
  const declared = parameters.map((parameter, at) => `${parameter.name}: ${types[at]!}`);
  const given = argumentNames(call).map((one) => `${one}=${one}`);
  const options = 'baml_options={"abort_controller": controller}';
  const uses = (module: string): boolean => types.some((type) => type.includes(`${module}.`));
  return `${uses('typing') ? 'import typing\n' : ''}${uses('baml_py') ? 'import baml_py\n' : ''}from baml_py import AbortController

from baml_client${uses('types') ? ' import types\nfrom baml_client' : ''}.${mode}_client import b


${isAsync ? 'async ' : ''}def stream_${snakeCase(name)}(${[...declared, 'controller: AbortController'].join(', ')}):
    stream = b.stream.${name}(${[...given, options].join(', ')})
    ${isAsync ? 'async ' : ''}for partial in stream:
        print(partial)
    return ${isAsync ? 'await ' : ''}stream.get_final_response()


# Cancelling: give it a controller, and abort that${isAsync ? ' from another task' : ' from another thread'}. The connection is closed.
#   controller = AbortController()
#   ${isAsync ? 'await ' : ''}stream_${snakeCase(name)}(${[...argumentNames(call), 'controller'].join(', ')})
#   controller.abort()
`;
}

function typeOf(type: Type): string {
  switch (type.kind) {
    case 'primitive':
      return { string: 'str', int: 'int', float: 'float', bool: 'bool', null: 'None' }[type.name];
    case 'media':
      return `baml_py.${type.name[0]!.toUpperCase()}${type.name.slice(1)}`;
    case 'literal':
      return `typing.Literal[${literal(type.value)}]`;
    case 'class':
    case 'enum':
    case 'alias':
      return `types.${type.name}`;
    case 'list':
      return `typing.List[${typeOf(type.item)}]`;
    case 'map':
      return `typing.Dict[${typeOf(type.key)}, ${typeOf(type.value)}]`;
    case 'tuple':
      return `typing.Tuple[${type.items.map(typeOf).join(', ')}]`;
    case 'union': {
      const variants = [...new Set(type.variants.map(typeOf))];
      const others = variants.filter((one) => one !== 'None');
      const union = others.length > 1 ? `typing.Union[${others.join(', ')}]` : (others[0] ?? 'None');
      return others.length < variants.length && others.length ? `typing.Optional[${union}]` : union;
    }
  }
}

function literal(value: string | number | boolean): string {
  return typeof value === 'boolean' ? (value ? 'True' : 'False') : JSON.stringify(value);
}
