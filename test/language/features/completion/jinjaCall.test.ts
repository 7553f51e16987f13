import assert from 'node:assert/strict';
import { cursorAt } from '../../../../server/src/language/features/completion/cursor';
import type { JinjaCall } from '../../../../server/src/language/features/completion/jinjaCall';
import { callAround, parameterAt } from '../../../../server/src/language/features/completion/jinjaCall';
import { jinjaPlaceAt } from '../../../../server/src/language/features/completion/jinjaPlace';
import { parseFile } from '../../../../server/src/language/project/sourceFile';
import { symbolsOf } from '../../../../server/src/language/project/symbolView';

function call(text: string): JinjaCall | undefined {
  const marked = `template_string T(first: int, second: string) ##"${text}"##`;
  const offset = marked.indexOf('$0');
  const file = parseFile('a.baml', marked.replace('$0', ''));
  const place = jinjaPlaceAt(cursorAt(file, offset)!, symbolsOf([file]));
  assert.ok(place && place !== 'text');
  return callAround(place);
}

const parameter = (text: string) => parameterAt(call(text)!)?.name;

describe('the call around a place', () => {
  it('is of a template string, a function, a method, a filter or a test', () => {
    for (const [text, name] of [
      ['{{ T($0', 'T'],
      ['{{ range($0', 'range'],
      ['{{ "a".upper($0', 'upper'],
      ['{{ a|replace($0', 'replace'],
      ['{{ a is divisibleby($0', 'divisibleby'],
      ['{{ a is not divisibleby($0', 'divisibleby'],
      ['{{ _.role($0', 'role'],
    ] as const) {
      assert.equal(call(text)?.signature?.name, name, text);
    }
  });

  it('is none in other brackets, and in the head of a macro', () => {
    assert.equal(call('{{ ($0'), undefined);
    assert.equal(call('{{ a and ($0'), undefined);
    assert.equal(call('{{ [$0'), undefined);
    assert.equal(call('{% macro m($0'), undefined);
  });

  it('knows the argument by position and by name', () => {
    assert.equal(parameter('{{ T($0'), 'first');
    assert.equal(parameter('{{ T(1, $0'), 'second');
    assert.equal(parameter('{{ T([1, 2], {"a": 3}, $0'), undefined);
    assert.equal(parameter('{{ T(second=$0'), 'second');
    assert.equal(parameter('{{ T(second="a", first=$0'), 'first');
    assert.equal(parameter('{{ ctx.output_format($0'), undefined);
    assert.equal(parameter('{{ ctx.output_format(prefix=$0'), 'prefix');
  });

  it('knows what is given by name', () => {
    assert.deepEqual([...call('{{ T(second="a", $0')!.given], ['second']);
  });

  it('tells other brackets between', () => {
    assert.equal(call('{{ T([$0')!.isInnermost, false);
    assert.equal(call('{{ T($0')!.isInnermost, true);
  });
});
