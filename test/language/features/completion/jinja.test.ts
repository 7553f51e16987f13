import assert from 'node:assert/strict';
import { openCase } from '../../../support/completionCases';

function first(tag: string, trigger?: string): string | undefined {
  const { snapshot, uri, offset } = openCase(`function F(x: string) -> string {\n  client A\n  prompt #"${tag}"#\n}`);
  return snapshot.completions(uri, offset, trigger)?.items[0]?.label;
}

describe('completion in templates', () => {
  it('asks the tokens before the word', () => {
    assert.equal(first('{% $0'), 'if');
    assert.equal(first('{{ $0'), 'x');
    assert.equal(first('{{ x.$0'), 'upper');
    assert.equal(first('{{ x | $0'), 'attr');
    assert.equal(first('{{ x is $0'), 'not');
    assert.equal(first('{{ x $0'), 'and');
    assert.equal(first('{{ _.role("$0'), 'user');
    assert.equal(first('$0'), undefined);
  });

  it('opens by itself where something has to follow', () => {
    assert.equal(first('{{$0}}', '{'), 'x');
    assert.equal(first('{%$0', '%'), 'if');
    assert.equal(first('{{ $0', ' '), 'x');
    assert.equal(first('{{ x $0', ' '), undefined);
    assert.equal(first('{$0', '{'), undefined);
    assert.equal(first('a $0', ' '), undefined);
    assert.equal(first('{{ _.role("a $0', ' '), undefined);
    assert.equal(first('{{ _.role("$0")', '"'), 'user');
    assert.equal(first('{{ _.role("user"$0', '"'), undefined);
  });
});
