import assert from 'node:assert/strict';
import type { Expression } from '../../../server/src/ir/template';
import { linkStart, tokenBefore } from '../../../server/src/language/jinja/places';
import { parseExpression } from '../../../server/src/language/jinja/parseTemplate';

/** The text with `«` where a property or call at its end begins for the compiler. */
function link(text: string): string {
  const { expression } = parseExpression(text, (offset) => offset);
  const object: Expression =
    expression.kind === 'call' ? expression.callee : (expression as { object: Expression }).object;
  const at = linkStart(text, expression, object);
  return `${text.slice(0, at)}«${text.slice(at)}`;
}

describe('places of problems in templates', () => {
  it('the last link of a chain begins with the one before it', () => {
    const cases = [
      '«a.b',
      'a«.b.c',
      'a. b«.c.d',
      '«f(1)',
      'a«.f(1)',
      'f«(1).x',
      'a«["(b"].c',
      '«(a.b).c',
      '(a)«.b.c',
      '«(l|first).x',
      'a«[1:2].x',
    ];
    for (const drawn of cases) assert.equal(link(drawn.replace('«', '')), drawn);
  });

  it('a comparison begins with the word before it', () => {
    const cases = ['{% «if $a', '«{{ $a', '«{{- $a', '{%- «if $a', 'f(x«=$a', '[«, $a', '(«($a', '{% if «not $a'];
    for (const drawn of cases) {
      const text = drawn.replace('«', '');
      const from = text.indexOf('$');
      assert.equal(tokenBefore(text.replace('$', ''), from, 0), drawn.indexOf('«'), drawn);
    }
  });

  it('nothing stands before the beginning', () => assert.equal(tokenBefore('  a', 2, 0), 2));
});
