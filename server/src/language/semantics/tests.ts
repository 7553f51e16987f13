/** What a test names: its functions and its arguments. */
import type { MapEntryDecl, StringValue, TestDecl } from '../syntax/ast';
import { propertyOf } from './resolve';

/** The functions of a test, as written, each once. */
export function testedFunctions(test: TestDecl): StringValue[] {
  const seen = new Set<string>();
  return namedFunctions(test).filter(({ value }) => {
    if (seen.has(value)) return false;
    seen.add(value);
    return true;
  });
}

/** The functions of a test, as written. A single name counts as a list of one. */
export function namedFunctions(test: TestDecl): StringValue[] {
  const value = propertyOf(test.properties, 'functions')?.value;
  const items = value?.kind === 'list' ? value.items : value ? [value] : [];
  return items.filter((item) => item.kind === 'string');
}

export function testArguments(test: TestDecl): readonly MapEntryDecl[] {
  const value = propertyOf(test.properties, 'args')?.value;
  return value?.kind === 'map' ? value.entries : [];
}
