/** What a test names: its functions and its arguments. */
import type { MapEntryDecl, StringValue, TestDecl } from '../syntax/ast';
import { propertyOf } from './resolve';

/** The functions of a test, as written, each once. */
export function testedFunctions(test: TestDecl): StringValue[] {
  const value = propertyOf(test.properties, 'functions')?.value;
  if (value?.kind !== 'list') return [];
  const seen = new Set<string>();
  return value.items.flatMap((item) => {
    if (item.kind !== 'string' || seen.has(item.value)) return [];
    seen.add(item.value);
    return [item];
  });
}

export function testArguments(test: TestDecl): readonly MapEntryDecl[] {
  const value = propertyOf(test.properties, 'args')?.value;
  return value?.kind === 'map' ? value.entries : [];
}
