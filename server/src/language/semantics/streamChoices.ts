/** Which stream attributes change what is seen at a place. Language reference 4.4, asked before there is an attribute. */
import type { Type } from '../../ir/schema';
import type { ClassDecl, EnumDecl, FieldDecl, FunctionDecl } from '../syntax/ast';
import { has } from './attributes';
import { fieldAttributes } from './attributes';
import { typeLowering } from './lowerTypes';
import { ignoresDone } from './streamFacts';
import type { Symbols } from './symbols';
import { isAtomic, isNull, isNullableType } from './typeFacts';

/** For a field: none when it is skipped, or when its class is only ever seen complete. */
export function effectiveOnField(field: FieldDecl, decl: ClassDecl, uri: string, symbols: Symbols): readonly string[] {
  if (!field.type || has(fieldAttributes(field.type, field.attributes), 'skip')) return [];
  if (has(decl.attributes, 'stream.done')) return [];
  const type = typeLowering(symbols).type(uri, field.type, field.attributes);
  const isCollection = type.kind === 'list' || type.kind === 'map';
  return [
    ...(canBeHeld(type, symbols) ? ['stream.done'] : []),
    ...(isNullableType(type) || isCollection ? [] : ['stream.not_null']),
    ...(isNull(type) ? [] : ['stream.with_state']),
  ];
}

export function effectiveOnBlock(decl: ClassDecl | EnumDecl): readonly string[] {
  return decl.kind === 'class'
    ? ['stream.done', 'stream.not_null', 'stream.with_state']
    : ['stream.not_null', 'stream.with_state'];
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
  return !isAtomic(type) && !ignoresDone(type, symbols);
}
