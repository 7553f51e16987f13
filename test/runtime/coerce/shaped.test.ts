import * as assert from 'node:assert/strict';
import { compileTypes } from '../../../server/src/runtime/coerce/compileTypes';
import type { Ty } from '../../../server/src/runtime/coerce/types';
import { outputOf, source } from '../stream/cases';

const TYPES =
  'class T {\n  a string\n  b map<string, int?>\n  c (T | "x" | J)[]\n  d E\n}\nenum E {\n  A\n}\ntype J = int | J[]';

function* below(ty: Ty, seen = new Set<Ty>()): Generator<Ty> {
  if (seen.has(ty)) return;
  seen.add(ty);
  yield ty;
  if (ty.kind === 'list') yield* below(ty.item, seen);
  else if (ty.kind === 'map') for (const one of [ty.key, ty.value]) yield* below(one, seen);
  else if (ty.kind === 'union') for (const one of ty.variants) yield* below(one, seen);
  else if (ty.kind === 'class')
    for (const { ty: one, declared } of ty.members.fields())
      for (const each of [one, declared]) yield* below(each, seen);
}

describe('types', () => {
  it('of all kinds have one shape', () => {
    const { streaming, final } = compileTypes(outputOf(source('T', TYPES)));
    const all = [...below(streaming), ...below(final)];
    const shapes = new Set(all.map((ty) => Object.keys(ty).join()));
    assert.equal(shapes.size, 1);
    assert.ok(new Set(all.map(({ kind }) => kind)).size >= 8);
  });
});
