import * as assert from 'node:assert/strict';
import { Coercer } from '../../../server/src/runtime/coerce/coerce';
import { compileTypes } from '../../../server/src/runtime/coerce/compileTypes';
import { evaluateConstraint } from '../../../server/src/runtime/coerce/evaluate';
import { Failure } from '../../../server/src/runtime/coerce/failure';
import type { UnionTy } from '../../../server/src/runtime/coerce/types';
import { castUnion } from '../../../server/src/runtime/coerce/unions';
import { parseStrict } from '../../../server/src/runtime/json/strict';
import type { Raw } from '../../../server/src/runtime/json/raw';
import { createEngine } from '../../../server/src/runtime/stream/engine';
import { Reading } from '../../../server/src/runtime/stream/reading';
import { outputOf, source } from '../stream/cases';

const LIKE = 'class A {\n  x int\n}\nclass B {\n  x int\n}';

function unionOf(returns: string, types: string): UnionTy {
  const { final } = compileTypes(outputOf(source(returns, types)));
  assert.equal(final.kind, 'union');
  return final as UnionTy;
}

const closed = (text: string): Raw => parseStrict(text, 0)!;

describe('unions of closed values', () => {
  it('pick the variant that is tried first among equals, whatever was picked before', () => {
    const union = unionOf('A | B', LIKE);
    const coercer = new Coercer(evaluateConstraint, false);
    const raw = closed('{"x": 1}');
    for (const hint of [0, 1, 1, 0, -1]) assert.equal(castUnion(coercer, raw, union, hint)!.variant, Math.max(hint, 0));
  });

  it('are read once by each variant, and from then on known', () => {
    const union = unionOf('A | B', LIKE);
    for (const text of ['{"x": 1}', '{"x": "1"}', '{"y": [1]}']) {
      const coercer = new Coercer(evaluateConstraint, false);
      const raw = closed(text);
      const first = coercer.coerce(raw, union);
      const { work } = coercer;
      const again = coercer.coerce(raw, union);
      assert.equal(first instanceof Failure, again instanceof Failure);
      if (!(first instanceof Failure)) assert.equal(again, first);
      assert.ok(coercer.work - work <= 2, `${coercer.work - work} steps for ${text}`);
    }
  });
});

describe('fillers of a class', () => {
  it('are asked by each engine with its own judge of constraints', () => {
    const output = outputOf(source('T', 'class T {\n  a int\n  tags int[] @assert(some, {{ this|length > 0 }})\n}'));
    const text = '{"a": 1}';
    const finals = [null, evaluateConstraint, null].map((evaluate) => {
      const reading = new Reading(output, evaluate);
      reading.feed({ t: 0, batch: 0, text });
      return reading.finish().kind;
    });
    const engine = createEngine(output);
    engine.feed({ t: 0, batch: 0, text });
    assert.deepEqual([...finals, engine.finish().kind], ['value', 'invalid', 'value', 'invalid']);
  });
});
