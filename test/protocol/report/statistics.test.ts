import assert from 'node:assert/strict';
import fc from 'fast-check';
import { percentile, spread, spreadWords } from '../../../protocol/report/statistics';

describe('figures over several runs', () => {
  it('are the textbook ones', () => {
    // Type 7 of Hyndman and Fan, as R's quantile() and numpy's percentile() give it.
    const five = spread([3, 1, 2, 5, 4])!;
    assert.deepEqual(five, { count: 5, least: 1, most: 5, median: 3, quartiles: [2, 4] });
    assert.deepEqual(spread([10, 20, 30, 40, 50, 60])!.quartiles, [22.5, 47.5]);
    assert.equal(spread([1, 2, 3, 10])!.median, 2.5);
    assert.equal(percentile([1, 2, 4], 0.95), 3.8);
  });
  it('say less of few runs, and nothing of none', () => {
    const write = (value: number): string => `${value} ms`;
    assert.equal(spread([]), null);
    assert.equal(spreadWords(spread([7])!, write), '7 ms (one run)');
    assert.equal(spreadWords(spread([9, 7])!, write), 'median 8 ms, from 7 ms to 9 ms (2 runs)');
    assert.equal(spread([1, 2, 3, 4])!.quartiles, null);
    assert.equal(spreadWords(spread([1, 2, 3, 4, 5])!, write), 'median 3 ms, p25–p75 2 ms–4 ms (5 runs)');
  });
  it('lie in order, whatever the values', () => {
    const value = fc.double({ noNaN: true, noDefaultInfinity: true, min: 0, max: 1e9 });
    fc.assert(
      fc.property(fc.array(value, { minLength: 5, maxLength: 60 }), (values) => {
        const { least, quartiles, median, most } = spread(values)!;
        assert.ok(
          least <= quartiles![0] && quartiles![0] <= median && median <= quartiles![1] && quartiles![1] <= most,
        );
      }),
    );
  });
});
