/** Renames at a cursor, and what they must lead to. */
import assert from 'node:assert/strict';
import { applied, cursor } from './cursor';

/** The project after the rename: marked stretches have the new name. */
export function renames(source: string, newName: string): void {
  const { snapshot, uri, offset, files, marked } = cursor(source);
  const result = snapshot.rename(uri, offset, newName);
  if (!result.ok) assert.fail(result.message);
  const expected = marked.map(({ uri: file, span }) => ({ uri: file, span, newText: newName }));
  assert.equal(applied(files, result.edits), applied(files, expected));
}

/** The message says why the thing cannot have the name. */
export function refuses(source: string, newName: string, message: RegExp): void {
  const { snapshot, uri, offset } = cursor(source);
  const result = snapshot.rename(uri, offset, newName);
  assert.ok(!result.ok, 'it was renamed');
  assert.match(result.message, message);
}
