import * as assert from 'node:assert/strict';
import { matchesKey, matchName, type Name } from '../../../server/src/runtime/coerce/match';

const COLORS: readonly Name[] = [
  { value: 'RED', spellings: ['RED'] },
  { value: 'GREEN', spellings: ['verde'] },
  { value: 'BLUE', spellings: ['BLUE', 'the sky color', 'BLUE: the sky color'] },
  { value: 'DARK_RED', spellings: ['DARK_RED'] },
];

describe('matching words with names', () => {
  const cases: readonly [input: string, result: string][] = [
    ['RED', 'RED'],
    [' red. ', 'RED'],
    ['GREEN', 'none'],
    ['verde', 'GREEN'],
    ['the sky color', 'BLUE'],
    ['I choose DARK_RED', 'DARK_RED in text'],
    ['RED, no, BLUE', 'ambiguous'],
    ['RED, RED, BLUE', 'RED in text'],
    ['', 'none'],
  ];
  for (const [input, result] of cases) {
    it(`${JSON.stringify(input)}: ${result}`, () => {
      const match = matchName(input, COLORS, true);
      assert.equal(match.kind === 'match' ? `${match.value}${match.substring ? ' in text' : ''}` : match.kind, result);
    });
  }

  it('matches keys whatever their case, punctuation and accents', () => {
    for (const key of ['email', ' EMAIL ', 'e mail!', 'émail']) assert.ok(matchesKey(key, 'email'), key);
    for (const key of ['e-mail', 'mail', 'emails']) assert.ok(!matchesKey(key, 'email'), key);
  });
});
