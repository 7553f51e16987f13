/** The names that templates have without declaring them: of the language, and of the project. */
import type { SymbolId } from '../semantics/occurrence';
import type { ParameterDecl } from '../syntax/ast';
import type { CallableType, ScopeEntry, Signature } from './analysis';
import { declaredType } from './declaredTypes';
import { FUNCTIONS } from './facts/functions';
import { BUILT_IN, CONTEXT } from './facts/objects';
import type { Types } from './members';
import { STRING } from './types';

/** Finds a name that no parameter and no variable has. `prompt`: enums, template strings, `ctx` and `_` are there. */
export function globalEntry(name: string, prompt: boolean, types: Types): ScopeEntry | undefined {
  const project = prompt ? (promptObject(name) ?? projectEntry(name, types)) : undefined;
  const builtin = FUNCTIONS.get(name);
  return project ?? (builtin && { name, kind: 'builtin', type: builtin });
}

function promptObject(name: string): ScopeEntry | undefined {
  if (name === '_') return { name, kind: 'builtin', type: BUILT_IN };
  return name === 'ctx' ? { name, kind: 'builtin', type: CONTEXT } : undefined;
}

function projectEntry(name: string, types: Types): ScopeEntry | undefined {
  const template = types.symbols.templates.get(name);
  if (template) {
    return { name, kind: 'template', type: templateType(name, types), symbol: { kind: 'template', name } };
  }
  const found = types.scope.enum(name);
  return found && { name, kind: 'enum', type: { kind: 'enum-type', name }, symbol: found.symbol };
}

/** All names of the language and the project, for completion. */
export function globalEntries(prompt: boolean, types: Types): ScopeEntry[] {
  return [...globalNames(prompt, types)].flatMap((name) => {
    const found = globalEntry(name, prompt, types);
    return found ? [found] : [];
  });
}

export function* globalNames(prompt: boolean, types: Types): Generator<string> {
  if (prompt) yield* ['_', 'ctx'];
  yield* FUNCTIONS.keys();
  if (!prompt) return;
  yield* types.symbols.templates.keys();
  yield* types.symbols.enums.keys();
}

/** How a template string is called. */
function templateType(name: string, types: Types): CallableType {
  let made: Signature | undefined;
  return {
    kind: 'callable',
    name,
    of: 'template',
    get signature() {
      return (made ??= templateSignature(name, types));
    },
  };
}

function templateSignature(name: string, types: Types): Signature {
  const parameters = types.symbols.templates.get(name)?.decl.parameters ?? [];
  return {
    name,
    returns: STRING,
    parameters: parameters.map((parameter) => ({
      name: parameter.name.text,
      type: declaredType(parameter.type, types.scope),
      optional: false,
      symbol: parameterSymbol(parameter, name),
    })),
  };
}

/** The identity of a parameter of a function or template string. */
export function parameterSymbol(parameter: ParameterDecl, owner: string): SymbolId {
  return { kind: 'parameter', name: parameter.name.text, owner };
}
