/** The types that generated code gives to a name while an answer arrives. */
import type { PartialTypes } from '../../languageService';
import type { Located, Symbols } from '../../semantics/symbols';
import type { FunctionDecl } from '../../syntax/ast';
import { generatedAlias, generatedClass, generatedResult } from './generated';
import { pythonAlias, pythonClass, pythonResult } from './python';
import { typescriptAlias, typescriptClass, typescriptType } from './typescript';

/** Of a class or alias its declaration, of a function `partial, final` of its stream. Enums have no partial type. */
export function partialTypes(name: string, symbols: Symbols): PartialTypes | undefined {
  const declared = symbols.classes.get(name);
  if (declared) {
    const generated = generatedClass(declared, symbols);
    return { typescript: typescriptClass(generated), python: pythonClass(generated) };
  }
  const alias = symbols.aliases.get(name);
  if (alias) {
    return {
      typescript: typescriptAlias(generatedAlias(alias, symbols, 'typescript')),
      python: pythonAlias(generatedAlias(alias, symbols, 'python')),
    };
  }
  const fn = symbols.functions.get(name);
  return fn && resultTypes(fn, symbols);
}

/** Of a function: the types of its stream. Undefined for programs, which do not stream. */
export function resultTypes(fn: Located<FunctionDecl>, symbols: Symbols): PartialTypes | undefined {
  if (fn.decl.expression || !fn.decl.returns) return undefined;
  const { partial, final } = generatedResult(fn, symbols);
  const outside = { prefix: 'partial_types.' } as const;
  return {
    typescript: `BamlStream<${typescriptType(partial, outside)}, ${typescriptType(final, outside)}>`,
    python: `baml_py.BamlStream[${pythonResult(partial)}, ${pythonResult(final)}]`,
  };
}
