import assert from 'node:assert/strict';
import { checkFixes } from '../../../support/fixes';
import { checkCases } from '../../../support/markers';
import { openOracle } from '../../../support/oracle';
import { fieldStates } from '../../../support/streamClaims';

describe('check: streamDoneInStringUnion', () => {
  checkCases('checks/stream/streamDoneInStringUnion');
  checkFixes('checks/stream/streamDoneInStringUnion');

  describe('what the official runtime shows of half an object', () => {
    const seen = (row: string) =>
      fieldStates(row)
        .flat()
        .map((state) => JSON.stringify(state));

    it('its text, beside a string', () => {
      for (const row of ['(C @stream.done) | string', 'Held | string', 'Held | string | null']) {
        assert.ok(seen(row).includes('"{x: ab}"'), row);
      }
      assert.ok(seen('((C @stream.done) | string)[]').includes('["{x: ab}"]'));
      assert.ok(seen('Held | string[]').includes('["{x: ab}"]'));
    });

    it('its members as a map, or another class with nothing in it', () => {
      assert.ok(seen('Held | map<string, string>').includes('{"x":"ab"}'));
      assert.ok(seen('Held | D').some((state) => state === '{"p":null,"q":null}' || state === '{"q":null,"p":null}'));
    });

    it('nothing of a class that waits for what the half object does not have', () => {
      const held = 'class Weather {\n  tool "weather"\n  city string\n  @@stream.done\n}\n';
      const seenBeside = (field: string) => {
        const other = `class Say {\n  ${field}\n  more string?\n}\n`;
        const client = 'client "openai/gpt-4o"\n  prompt #"{{ ctx.output_format }}"#';
        const oracle = openOracle(`${held}${other}function F() -> (Weather | Say)[] {\n  ${client}\n}\n`, 'F');
        return JSON.stringify(oracle.partial('[{"tool": "weather", "city": "Pa'));
      };
      assert.equal(seenBeside('tool "say" @stream.not_null'), '{"value":[]}');
      assert.equal(seenBeside('text string @stream.not_null'), '{"value":[]}');
      assert.match(seenBeside('tool string @stream.not_null'), /"tool":"weather"/);
      assert.match(seenBeside('text string'), /"text":null/);
    });

    it('nothing, when the whole union is held, or nothing in it grows', () => {
      for (const row of [
        'C | string @stream.done',
        'Held | string @stream.done',
        'Held | D @stream.done',
        'Held | int',
        'Held | S',
      ]) {
        assert.ok(!seen(row).some((state) => state.startsWith('"{') || state.includes('null,')), row);
      }
    });
  });
});
