/** Which stream attributes change what is seen at a place. Language reference 4.4, asked before there is an attribute. */
import type { Type } from '../../ir/schema';
import type { ClassDecl, EnumDecl, FieldDecl, FunctionDecl } from '../syntax/ast';
import { fieldAttributes, has } from './attributes';
import { typeLowering } from './lowerTypes';
import { ignoresDone, isWhole } from './streamFacts';
import type { Symbols } from './symbols';
import { isNull, isNullableType } from './typeFacts';
import { isOnlyInput, typeUsesOf, type UseShape } from './typeUses';

/** For a field: none when it is skipped, when its class is only ever seen complete, or only an input. */
export function effectiveOnField(field: FieldDecl, decl: ClassDecl, uri: string, symbols: Symbols): readonly string[] {
  if (!field.type || has(fieldAttributes(field.type, field.attributes), 'skip')) return [];
  if (has(decl.attributes, 'stream.done') || isOnlyInput(decl, symbols)) return [];
  const type = typeLowering(symbols).type(uri, field.type, field.attributes);
  const isCollection = type.kind === 'list' || type.kind === 'map';
  return [
    ...(canBeHeld(type, symbols) ? ['stream.done'] : []),
    ...(isNullableType(type) || isCollection ? [] : ['stream.not_null']),
    ...(isNull(type) ? [] : ['stream.with_state']),
  ];
}

/** For a whole class or enum: what takes effect at one of its uses at least, or would if there were any. */
export function effectiveOnBlock(decl: ClassDecl | EnumDecl, symbols: Symbols): readonly string[] {
  if (!decl.name || isOnlyInput(decl, symbols)) return [];
  const uses = typeUsesOf(decl.name.text, symbols).filter((use) => use.in !== 'parameter');
  const isAmong = (...shapes: readonly UseShape[]) => !uses.length || uses.some(({ shape }) => shapes.includes(shape));
  const isField = !uses.length || uses.some((use) => use.in !== 'result' && use.shape === 'whole');
  return [
    ...(decl.kind === 'class' ? ['stream.done'] : []),
    ...(isField ? ['stream.not_null'] : []),
    ...(isAmong('whole', 'element', 'value') ? ['stream.with_state'] : []),
  ];
}

/** For the result of a function, which is never null. */
export function effectiveOnResult(decl: FunctionDecl, uri: string, symbols: Symbols): readonly string[] {
  if (!decl.returns) return [];
  const type = typeLowering(symbols).type(uri, decl.returns, decl.returnAttributes);
  const isString = type.kind === 'primitive' && type.name === 'string';
  return [...(canBeHeld(type, symbols) && !isString ? ['stream.done'] : []), 'stream.with_state'];
}

/** Whether `@stream.done` holds back a value that would grow without it. */
function canBeHeld(type: Type, symbols: Symbols): boolean {
  return !isWhole(type, symbols) && !ignoresDone(type, symbols);
}
