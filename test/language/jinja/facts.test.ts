import assert from 'node:assert/strict';
import type { JinjaType, Signature } from '../../../server/src/language/jinja/analysis';
import { FILTERS } from '../../../server/src/language/jinja/facts/filters';
import { FUNCTIONS } from '../../../server/src/language/jinja/facts/functions';
import { methodsOf } from '../../../server/src/language/jinja/facts/methods';
import { OUTPUT_FORMAT } from '../../../server/src/language/jinja/facts/objects';
import { signatureText } from '../../../server/src/language/jinja/facts/signature';
import { OPERATOR_TESTS, TESTS } from '../../../server/src/language/jinja/facts/tests';
import { parseExpression } from '../../../server/src/language/jinja/parseTemplate';
import { INT, STRING, listOf, mapOf } from '../../../server/src/language/jinja/types';
import type { Json } from '../../../server/src/ir/json';
import { evaluate } from '../../../server/src/runtime/prompt/evaluate';
import { FILTER_NAMES } from '../../../server/src/runtime/prompt/filters';

/** What the runtime says against an expression; empty when it computes it. */
function failure(text: string, value: Json = 'text'): string {
  const { expression, errors } = parseExpression(text, (offset) => offset);
  assert.deepEqual(errors, [], text);
  const result = evaluate(expression, { this: value });
  return result.ok ? '' : result.message;
}

const LANGUAGE_TESTS =
  'boolean defined divisibleby endingwith eq even false filter float ge gt in int integer iterable le lower lt mapping ne none number odd safe sameas sequence startingwith string test true undefined upper';

const UNKNOWN = /unknown (?:filter|test|method|function)/;
const TOO_MANY = /too many arguments/;
const MISSING = /missing argument/;

/** As many arguments as are needed, then one more than are taken. */
function counts(signature: Signature): { readonly fewest: number; readonly tooMany: number | undefined } {
  const byPlace = signature.parameters.filter((parameter) => !parameter.keyword);
  return {
    fewest: byPlace.filter((parameter) => !parameter.optional).length,
    tooMany: signature.morePositional ? undefined : byPlace.length + 1,
  };
}

function args(count: number): string {
  return Array.from({ length: count }, () => '1').join(', ');
}

describe('facts about the template language', () => {
  it('the filters are those of the runtime', () => {
    const known = [...FILTERS].flatMap(([name, fact]) => (fact.missing ? [] : [name]));
    assert.deepEqual(known.sort(), [...FILTER_NAMES].sort());
    for (const [name, { missing }] of FILTERS)
      assert.equal(UNKNOWN.test(failure(`this|${name}`)), missing === true, name);
  });

  it('filters take as many arguments as the runtime lets them', () => {
    for (const [name, { signature, missing, path }] of FILTERS) {
      if (missing) continue;
      const { fewest, tooMany } = counts(signature);
      if (fewest > 0) assert.match(failure(`this|${name}(${args(fewest - 1)})`), MISSING, name);
      // Some look at the value before they count.
      const values: readonly Json[] = ['text', [1, 2], { a: 1 }, 1];
      if (tooMany !== undefined) {
        assert.ok(
          values.some((value) => TOO_MANY.test(failure(`this|${name}(${args(tooMany)})`, value))),
          name,
        );
      }
      for (const { name: parameter, keyword } of signature.parameters) {
        if (!keyword && path?.name !== parameter) continue;
        assert.doesNotMatch(failure(`this|${name}(${parameter}="a")`, [1]), /unknown keyword/, `${name} ${parameter}`);
      }
    }
  });

  it('the tests are those of the runtime', () => {
    for (const name of LANGUAGE_TESTS.split(' ')) assert.ok(TESTS.has(name), name);
    for (const [name, signature] of TESTS) {
      const { fewest, tooMany } = counts(signature);
      assert.doesNotMatch(failure(`this is ${name}(${args(fewest)})`), UNKNOWN, name);
      if (fewest) assert.match(failure(`this is ${name}`), MISSING, name);
      assert.match(failure(`this is ${name}(${args(tooMany ?? 1)})`, 2), TOO_MANY, name);
    }
    for (const name of OPERATOR_TESTS) assert.equal(failure(`[1]|select("${name}", 1)`), '', name);
    assert.match(failure('this is shiny'), UNKNOWN);
  });

  it('the functions are those of the runtime', () => {
    assert.deepEqual([...FUNCTIONS.keys()].sort(), ['debug', 'dict', 'namespace', 'range']);
    for (const name of FUNCTIONS.keys()) assert.doesNotMatch(failure(`${name}(1)`), UNKNOWN, name);
  });

  it('the methods are those of the runtime', () => {
    const values: readonly (readonly [JinjaType, Json])[] = [
      [STRING, 'text'],
      [listOf(INT), [1]],
      [mapOf(STRING, INT), { a: 1 }],
      [{ kind: 'class', name: 'A' }, { a: 1 }],
    ];
    for (const [type, value] of values) {
      for (const { name, type: method } of methodsOf(type)) {
        assert.equal(method.kind, 'callable');
        const { fewest, tooMany } = counts(method.signature);
        assert.doesNotMatch(failure(`this.${name}(${args(fewest)})`, value), UNKNOWN, name);
        if (fewest) assert.match(failure(`this.${name}(${args(fewest - 1)})`, value), MISSING, name);
        if (tooMany !== undefined && name !== 'join') {
          assert.match(
            failure(`this.${name}(${'"a", '.repeat(tooMany)})`, value),
            /too many arguments|not an? |cannot convert/,
            name,
          );
        }
      }
    }
    assert.match(failure('this.shine()'), UNKNOWN);
  });

  it('everything has one line of documentation', () => {
    const signatures = [...TESTS.values(), ...[...FILTERS.values()].map(({ signature }) => signature), OUTPUT_FORMAT];
    for (const { name, documentation } of signatures) assert.match(documentation ?? '', /^[A-Z].*[.]$/, name);
  });

  it('are shown as they are written', () => {
    assert.equal(signatureText(FILTERS.get('replace')!.signature), 'replace(old, new)');
    assert.equal(signatureText(FILTERS.get('select')!.signature), 'select(test=…, …)');
  });
});
