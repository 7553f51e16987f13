import * as assert from 'node:assert/strict';
import { createEngine } from '../../../server/src/runtime/stream/engine';
import { outputOf, source } from '../stream/cases';

const TYPES = `class A {
  x int
  c A | B | bool
}
class B {
  x int
  y int
  c A | B | bool
}`;

describe('failures of types that lead back to themselves', () => {
  // Each level fails as either class for what is below it: 2 to the 60 ways lead down, to 120 failures.
  it('are looked at once each, however many ways lead to them', () => {
    const levels = 60;
    const text = `${'{"x": 1, "y": 2, "c": '.repeat(levels)}{"x": "no"}${'}'.repeat(levels)}`;
    const engine = createEngine(outputOf(source('A', TYPES)));
    engine.feed({ t: 0, batch: 0, text });
    const final = engine.finish();
    assert.equal(final.kind, 'invalid');
    assert.match(final.kind === 'invalid' ? final.message : '', /Failed to parse field c/);
  }).timeout(20_000);
});
