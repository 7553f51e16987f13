/** What generated code declares for a class or an alias while it streams, ready to be written in a language. */
import type { Located, Symbols } from '../../semantics/symbols';
import type { AliasDecl, ClassDecl, FieldDecl, FunctionDecl } from '../../syntax/ast';
import { fieldAttributes, has, textArgument } from '../../semantics/attributes';
import { typeLowering } from '../../semantics/lowerTypes';
import { generatedDocumentation } from '../documentation';
import type { StreamType } from './streamType';
import { streamFieldType, streamType } from './streamType';

export interface GeneratedClass {
  readonly name: string;
  /** The lines that generators copy; see `generatedDocumentation`. */
  readonly documentation: readonly string[];
  /** The text of `@@description`. */
  readonly description?: string;
  readonly fields: readonly GeneratedField[];
  /** `@@dynamic`: more members may be there at run time. */
  readonly dynamic: boolean;
}

export interface GeneratedField {
  readonly name: string;
  readonly type: StreamType;
  readonly documentation: readonly string[];
  readonly description?: string;
}

export interface GeneratedAlias {
  readonly name: string;
  readonly type: StreamType;
  /** Leads back to itself. */
  readonly recursive: boolean;
}

export function generatedClass(located: Located<ClassDecl>, symbols: Symbols): GeneratedClass {
  const { file, decl } = located;
  const seen = new Set<string>();
  const fields = decl.fields.filter(({ name }) => !seen.has(name.text) && seen.add(name.text));
  const description = textArgument(decl.attributes, 'description');
  return {
    name: decl.name?.text ?? '',
    documentation: generatedDocumentation(file, decl),
    ...(description !== undefined && { description }),
    fields: fields.map((field) => generatedField(located, field, symbols)),
    dynamic: has(decl.attributes, 'dynamic'),
  };
}

export function generatedField({ file, decl }: Located<ClassDecl>, field: FieldDecl, symbols: Symbols): GeneratedField {
  const type = typeLowering(symbols).type(file.uri, field.type, field.attributes);
  const description = textArgument(fieldAttributes(field.type, field.attributes), 'description');
  return {
    name: field.name.text,
    type: has(decl.attributes, 'stream.done')
      ? streamType(type, symbols, { done: true })
      : streamFieldType(type, symbols),
    documentation: generatedDocumentation(file, field),
    ...(description !== undefined && { description }),
  };
}

/** TypeScript takes over what the blocks of a recursive alias's types say, Python never does. */
export function generatedAlias(
  { file, decl }: Located<AliasDecl>,
  symbols: Symbols,
  language: 'typescript' | 'python',
): GeneratedAlias {
  const name = decl.name?.text ?? '';
  const recursive = typeLowering(symbols).isReference(name);
  const type = typeLowering(symbols).type(file.uri, decl.type, decl.attributes);
  const bare = !recursive || language === 'python';
  return { name, type: streamFieldType(type, symbols, { bare }), recursive };
}

/** What a function streams, and what it gives in the end. */
export function generatedResult(
  { file, decl }: Located<FunctionDecl>,
  symbols: Symbols,
): { readonly partial: StreamType; readonly final: StreamType } {
  const type = typeLowering(symbols).type(file.uri, decl.returns, decl.returnAttributes);
  return { partial: streamType(type, symbols), final: streamType(type, symbols, { final: true }) };
}
