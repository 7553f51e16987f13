import assert from 'node:assert/strict';
import { createEngine, type OutputType } from '../../server/src/runtime/stream/engine';
import { withoutAttribute } from '../../server/src/runtime/withoutAttribute';
import { runnableOf, URI } from '../support/prompts';

const SOURCE = `class Item {
  name string
  price float @stream.not_null
  @@stream.done
}
class Receipt {
  items Item[]
  note string @stream.done
  seen (map<string, ((Item | string) @stream.with_state)>)[]
}
function F() -> Receipt {
  client "openai/x"
  prompt #"x"#
}
`;
const TEXT = '{"items": [{"name": "tea", "price": 3.5, "more": "';

const output = (source = SOURCE): OutputType => {
  const { function: called, schema } = runnableOf(source);
  return { returns: called.returns, schema };
};
const rangeOf = (attribute: string, nth = 0) => {
  let start = -1;
  for (let i = 0; i <= nth; i++) start = SOURCE.indexOf(attribute, start + 1);
  return { uri: URI, start, end: start + attribute.length };
};
const partial = (of: OutputType, text = TEXT) => {
  const engine = createEngine(of);
  engine.feed({ t: 0, batch: 0, text });
  const snapshot = engine.snapshot();
  return snapshot.kind === 'value' ? snapshot.value : snapshot;
};

describe('withoutAttribute', () => {
  for (const attribute of ['@@stream.done', '@stream.not_null', '@stream.done', '@stream.with_state']) {
    it(`reads an answer as if ${attribute} were not written`, () => {
      const at = attribute === '@stream.done' ? rangeOf(attribute, 1) : rangeOf(attribute);
      const without = withoutAttribute(output(), at);
      assert.ok(without, 'it is found');
      const written = SOURCE.slice(0, at.start) + SOURCE.slice(at.end);
      assert.deepEqual(partial(without), partial(output(written)));
    });
  }

  it('changes what code sees', () => {
    const held = partial(output());
    const free = partial(withoutAttribute(output(), rangeOf('@@stream.done'))!);
    assert.notDeepEqual(free, held);
  });

  it('leaves it out of both places it stands in on an optional class with checks', () => {
    const source = `class Item {\n  name string\n  @@check(some, {{ this.name != null }})\n}
class Receipt {\n  item Item? @stream.done\n}\nfunction F() -> Receipt {\n  client "openai/x"\n  prompt #"x"#\n}\n`;
    const start = source.indexOf('@stream.done');
    const at = { uri: URI, start, end: start + '@stream.done'.length };
    const text = '{"item": {"name": "te';
    const written = partial(output(source.replace(' @stream.done', '')), text);
    assert.deepEqual(partial(withoutAttribute(output(source), at)!, text), written);
    assert.notDeepEqual(partial(output(source), text), written);
  });

  it('is nothing where no stream attribute is written', () => {
    for (const [start, end] of [
      [0, 5],
      [rangeOf('@@stream.done').start, rangeOf('@@stream.done').end - 1],
    ] as const) {
      assert.equal(withoutAttribute(output(), { uri: URI, start, end }), undefined);
    }
    assert.equal(withoutAttribute(output(), { ...rangeOf('@@stream.done'), uri: 'file:///other.baml' }), undefined);
  });
});
