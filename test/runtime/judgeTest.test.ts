import assert from 'node:assert/strict';
import { createProject } from '../../server/src/language/languageService';
import { judgeTest } from '../../server/src/runtime/judgeTest';

const TYPES = `enum Color {
  Red
  Green
}
class Item {
  name string
  price float @check(cheap, {{ this < 10 }})
}
class R {
  total float
  items Item[]
  color Color?
  note string?
}
client<llm> C {
  provider "openai"
  options { model "m" }
}
function F(x: string, n: int) -> R {
  client C
  prompt #"{{ x }} {{ ctx.output_format }}"#
}
`;
const price = (value: number, status: string) => ({
  value,
  checks: { cheap: { name: 'cheap', expression: 'this < 10', status } },
});
const VALUE = {
  total: 5,
  items: [
    { name: 'a', price: price(4, 'succeeded') },
    { name: 'b', price: price(40, 'failed') },
  ],
  color: 'Red',
  note: null,
};

/** What `baml-cli test` 0.226.2 printed for an answer with this value, as statuses and, where it gave words, those. */
const CASES: readonly [string, readonly string[], RegExp?][] = [
  ['@@assert(args, {{ x == "hey" and n == 3 }})', ['passed']],
  ['@@check(col, {{ this.color == "Red" }})', ['passed']],
  ['@@check(chk, {{ this.items[0].price.checks.cheap.status == "succeeded" }})', ['passed']],
  ['@@check(nul, {{ this.note == none }})', ['passed']],
  ['@@assert({{ this.total == 6 }})', ['failed']],
  ['@@assert({{ this.items|map(attribute="name")|list == ["a","b"] }})', ['passed']],
  ['@@check(c2, {{ this.total == 6 }})\n@@assert(z, {{ _.checks.c2 }})', ['failed', 'failed']],
  [
    '@@check(c2, {{ this.total == 5 }})\n@@check(c3, {{ this.total == 7 }})\n@@check(c4, {{ this.total == 8 }})',
    ['passed', 'failed', 'failed'],
  ],
  ['@@assert(z, {{ _.checks.zz }})', ['failed']],
  ['@@assert(z, {{ _.checks.c2 }})\n@@check(c2, {{ this.total == 5 }})', ['failed', 'not reached']],
  ['@@assert(z, {{ this.items[0].price.value == 4 }})', ['passed']],
  ['@@assert(z, {{ this.items[0].price == 4 }})', ['failed']],
  ['@@assert(z, {{ not _.nope }})', ['passed']],
  ['@@assert(z, {{ "true" }})', ['passed']],
  ['@@assert(z, {{ _.result.items[1].price.checks.cheap.status == "failed" }})', ['passed']],
  ['@@assert(z, {{ _.latency_ms > 0 and _.latency_ms is number }})', ['passed']],
  ['@@assert(z, {{ this == _.result }})', ['passed']],
  [
    '@@check(c1, {{ this.total == 5 }})\n@@assert(z, {{ _.checks.c1 == true }})\n@@assert(y, {{ _.checks.c1.status == "succeeded" }})',
    ['passed', 'passed', 'failed'],
  ],
  ['@@check(c1, {{ this.total }})\n@@assert(z, {{ this.total == 5 }})', ['no answer', 'not reached'], /got 5\.0\./],
  ['@@check(c1, {{ this.total == 6 }})\n@@assert(z, {{ this.total == 7 }})', ['failed', 'failed']],
  ['@@assert(z, {{ this.total == 7 }})\n@@check(c1, {{ this.nope.nope == 6 }})', ['failed', 'not reached']],
  ['@@check(c1, {{ this.nope.nope == 6 }})', ['no answer'], /undefined value/],
  ['@@assert(y, {{ this.color == Color.Red }})', ['no answer'], /undefined value/],
  [
    '@@assert(a, {{ this.items[0].price + 1 == 5 }})',
    ['no answer'],
    /tried to use \+ operator on unsupported types map and number/,
  ],
  [
    '@@assert(a, {{ this.total == 5 }})\n@@assert(b, {{ this.total == 7 }})\n@@assert(c, {{ this.total == 8 }})',
    ['passed', 'failed', 'not reached'],
  ],
];

describe('judgeTest', () => {
  for (const [constraints, statuses, reason] of CASES) {
    it(constraints.replaceAll('\n', ' '), () => {
      const judged = judge(constraints);
      assert.deepEqual(
        judged.map(({ status }) => status),
        statuses,
      );
      if (reason) assert.match(judged.find((one) => one.reason)!.reason!, reason);
    });
  }

  it('tells the sides of a comparison that does not hold', () => {
    const [judged] = judge('@@assert({{ this.items[1].name == "c" }})');
    assert.deepEqual(judged!.compared, { actual: '"b"', operator: '==', expected: '"c"' });
  });

  it('counts whole floats as floats', () => {
    const [judged] = judge('@@assert({{ this.total > 6 }})');
    assert.deepEqual(judged!.compared, { actual: '5.0', operator: '>', expected: '6' });
  });
});

function judge(constraints: string) {
  const project = createProject();
  const test = `test T {\n  functions [F]\n  args {\n    x "hey"\n    n 3\n  }\n${constraints}\n}\n`;
  project.setFile('file:///a.baml', TYPES + test);
  const snapshot = project.snapshot();
  const found = snapshot.runnable('F');
  assert.ok(found.ok, JSON.stringify(found));
  const { schema, function: called } = found.runnable;
  const [summary] = snapshot.functions()[0]!.tests;
  const answer = { value: VALUE, returns: called.returns, schema, args: summary!.args, latencyMs: 12.5 };
  return judgeTest(summary!.constraints, answer);
}
