import * as assert from 'node:assert/strict';
import { evaluateConstraint } from '../../../server/src/runtime/coerce/evaluate';
import { keepShapes } from '../../../server/src/runtime/stream/keptShapes';
import { Reading } from '../../../server/src/runtime/stream/reading';

describe('the tiny answers that stay', () => {
  it('are read once, each as a value', () => {
    // Another test may have made an engine before; what stays then is not read again.
    const made: Reading[] = [];
    const make = (output: ConstructorParameters<typeof Reading>[0]): Reading => {
      const reading = new Reading(output, evaluateConstraint);
      made.push(reading);
      return reading;
    };
    keepShapes(make);
    const count = made.length;
    for (const reading of made) assert.equal(reading.snapshot().kind, 'value');
    keepShapes(make);
    assert.equal(made.length, count);
  });
});
