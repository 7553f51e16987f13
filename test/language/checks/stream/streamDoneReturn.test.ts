import assert from 'node:assert/strict';
import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { partialsOf, rowSource, sampleAnswers } from '../../../support/streamClaims';

describe('check: streamDoneReturn', () => {
  checkCases('checks/stream/streamDoneReturn');
  checkFixes('checks/stream/streamDoneReturn');

  describe('how often the official runtime delivers something', () => {
    const deliveries = (row: string) => {
      const source = rowSource(row);
      const [answer] = sampleAnswers(source, 'F');
      const seen = partialsOf(source, 'F', answer!).filter(
        (partial, i, all) => partial !== '–' && partial !== all[i - 1],
      );
      return seen.length;
    };

    it('once', () => {
      for (const row of [
        '-> C @stream.done',
        '-> Held',
        '-> map<string, C> @stream.done',
        '-> C | D @stream.done',
        '-> string[] @stream.done',
      ]) {
        assert.equal(deliveries(row), 1, row);
      }
    });

    it('often without the attribute, and with it on the elements', () => {
      for (const row of ['-> C', '-> string[]', '-> Held[]', '-> map<string, C>']) assert.ok(deliveries(row) > 2, row);
    });
  });
});
