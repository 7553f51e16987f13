import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Expression, TemplateNode, TemplateSpan } from '../../../server/src/ir/template';
import { parseExpression, parseTemplate } from '../../../server/src/language/jinja/parseTemplate';

const same = (offset: number): number => offset;

/** Template, its tree in brackets. */
const trees: readonly (readonly [string, string])[] = [
  ['a {{ b }} c', '"a " {b} " c"'],
  ['{% if a %}x{% elif b %}y{% else %}z{% endif %}', '(if a ["x"] b ["y"] else ["z"])'],
  [
    '{% for k, v in m|items if v recursive %}x{% else %}y{% endfor %}',
    '(for k,v in (m|items) if v recursive ["x"] else ["y"])',
  ],
  ['{% set (a, (b, c)) = d %}', '(set a,(b,c) d)'],
  ['{% set a, b = 1, 2 if c else 3 %}', '(set a,b (1 (2 if c else 3)))'],
  ['{% set ns.a = 1 %}', '(set ns.a 1)'],
  ['{% set t | upper | f(1) %}x{% endset %}', '(set t |upper |f(1) ["x"])'],
  ['{% macro m(a, b=1) %}x{% endmacro %}', '(macro m(a b=1) ["x"])'],
  // Whitespace: a line of its own leaves nothing, `-` eats, `+` keeps.
  ['a\n  {% if b %}\nc\n{% endif %}\nd', '"a\n" (if b ["c\n"]) "d"'],
  ['a  {{- b -}}  c', '"a" {b} "c"'],
  ['a\n  {%+ if b +%}\nc{% endif %}', '"a\n  " (if b ["\nc"])'],
  ['a {# c #}\nb\n  {# d #}\ne', '"a " "b\n" "e"'],
  ['{{ a }}\n{{ b }}\n', '{a} "\n" {b} "\n"'],
  ['a{% raw %} {{ x }} {% if %}{% endraw %}b', '"a" " {{ x }} {% if %}" "b"'],
  ['{% raw -%}  x  {%- endraw %}', '"x"'],
  ['x {% if a %} {% if b %}y{% endif %}{% endif %}', '"x " (if a [" " (if b ["y"])])'],
  // Braces and marks inside expressions.
  ['{{ {"a": {"b": 1}} }}', '{{"a":{"b":1}}}'],
  ['{{ "}}" }}{% if "%}" %}{% endif %}', '{"}}"} (if "%}" [])'],
  ['{ { a } } {a}', '"{ { a } } {a}"'],
];

/** Expression, its tree with all brackets. */
const expressions: readonly (readonly [string, string])[] = [
  ['a or b and not c', '(a or (b and (not c)))'],
  ['not a == b', '(not (a == b))'],
  ['1 < 2 < 3', '((1 < 2) < 3)'],
  ['a + b ~ c * d ** e', '(a + (b ~ (c * (d ** e))))'],
  ['2 ** 3 ** 2', '((2 ** 3) ** 2)'],
  ['-a.b', '((-a).b)'],
  ['-5|abs', '((-5)|abs)'],
  ['a|f(1, x=2)|g', '((a|f(1 x=2))|g)'],
  ['a + b is even', '(a + (b is even))'],
  ['a is not divisibleby 3 and b', '((a is not divisibleby(3)) and b)'],
  ['a is in [1, 2]', '(a is in([1 2]))'],
  ['a not in b', '(a not in b)'],
  ['a if b else c if d else e', '(a if b else (c if d else e))'],
  ['a if b', '(a if b)'],
  ['a.b["c"][0](1, *d, **e)', '(((a.b)["c"])[0])(1 *d **e)'],
  ['a[1:2] ~ a[::-1] ~ a[:]', '((a[1:2] ~ a[::(-1)]) ~ a[:])'],
  ['()', '()'],
  ['(a)', 'a'],
  ['(a,)', '(a,)'],
  ['[1, [2,],]', '[1 [2]]'],
  ['{"a": 1, b: none}', '{"a":1 b:none}'],
  ['"a" \'b\'', '"ab"'],
  [String.raw`"a\n\t\"\\\u0041"`, '"a\n\t"\\A"'],
  ['1_000 + 0x1F + 0b11 + 0o17 + 1e3 + 2.5', '(((((1000 + 31) + 3) + 15) + 1e3) + 2.5)'],
  ['True and False or None', '((true and false) or none)'],
];

/** Template with the stretch of each error between « and », then the messages. */
const errors: readonly (readonly [string, ...string[]])[] = [
  ['a {{ «b»', '`{{` is never closed. Add `}}`.'],
  ['{% if «a»\nb {{ c }}', '`{%` is never closed. Add `%}`.'],
  ['a «{#» b', 'This comment is never closed. Add `#}`.'],
  ['{{ a «b» }}', '`}}` is expected here, not `b`.'],
  ['{{ a + «}}»', 'An expression is missing before the end of the tag.'],
  ['{{ a.«}}»', 'A property name is missing before the end of the tag.'],
  ['{{ a | «}}»', 'The name of a filter is missing before the end of the tag.'],
  ['{{ «and» b }}', 'An expression is expected here, not `and`.'],
  ['{{ f(a=1, «b») }}', 'An argument without a name cannot follow one with a name.'],
  ['{{ f(a=b «if» c) }}', 'Put `… if … else …` in parentheses to use it as the value of a named argument.'],
  ['{% if a «if» b else c %}{% endif %}', 'Put `… if … else …` in parentheses to use it as a condition.'],
  ['{{ a «$» }}', '`$` means nothing here.'],
  [String.raw`{{ "a«\q»" }}`, '`\\q` is no escape of a string.'],
  ['{% «iff» a %}', '`iff` is no statement. Prompts know `if`, `for`, `set`, `macro` and `raw`.'],
  ['{% «with» a = 1 %}{% endwith %}', '`{% with %}` cannot be used in BAML prompts.'],
  ['{% «include» "a" %}', '`{% include %}` cannot be used in BAML prompts.'],
  ['«{% if a %}»b', '`{% if %}` is never closed. Add `{% endif %}`.'],
  ['{% for a in b %}{% if c %}{% «endfor» %}', '`{% if %}` is still open here. Add `{% endif %}` before this.'],
  [
    '{% if a %}{% for b in c %}{% «endif» %}{% endfor %}',
    '`{% for %}` is still open here. Add `{% endfor %}` before this.',
  ],
  ['{% if a %}{% «endfor» %} b {% endif %}', '`{% endfor %}` cannot close `{% if %}`. Write `{% endif %}`.'],
  ['{% if a %}{% «end» %}', '`{% end %}` does not say what it ends. Write `{% endif %}`.'],
  ['{% «switch» a %}{% endswitch %}', '`switch` is no statement. Prompts know `if`, `for`, `set`, `macro` and `raw`.'],
  ['{% «else» if a %}', '`{% elif %}` stands in no `{% if %}`.'],
  ['{{ a «&&» b }}', '`&&` is written `and` here.'],
  ['{{ a |«|» b }}', '`||` is written `or` here.'],
  ['{{ «!»a }}', '`!` is written `not` here.'],
  ['{{ a «===» b }}', '`===` is written `==` here.'],
  ['{{ a«?.»b }}', '`?.` is written `.` here.'],
  ['{{ a «??» b }}', 'A value in place of null is given by a filter: `…|default("…")`.'],
  ['{{ a.«0» }}', 'An item is written `[0]`.'],
  ['{% if a %}{% else «if» b %}{% endif %}', '`else if` is written `elif` here.'],
  ['{% if a %}{% «elseif» b %}{% endif %}', '`elseif` is written `elif` here.'],
  ['{% for a «of» b %}{% endfor %}', '`of` is written `in` here.'],
  ['{% «foreach» a in b %}{% endforeach %}', '`foreach` is written `for` here.'],
  ['{{ a «?» b : c }}', 'A choice is written `a if condition else b`.'],
  ['{{ a «}» b', '`{{` is never closed. Add `}}`.'],
  ['{{ «"a }}»\nb', 'This string is never closed. Add a `"`.'],
  ['{% if «"a %}b{% endif %}»\n', 'This string is never closed. Add a `"`.'],
  ['{% set a «==» 1 %}b', '`%}` is expected here, not `==`.'],
  ['{% «endif» %}', '`{% endif %}` closes nothing: there is no open `{% if %}`.'],
  ['{% «else» %}', '`{% else %}` stands in no `{% if %}` or `{% for %}`.'],
  ['{% if a %}{% else %}{% «else» %}{% endif %}', '`{% else %}` cannot follow `{% else %}`.'],
  ['{% for a «b» %}{% endfor %}', '`in` is expected here, not `b`.'],
  ['{% if a «}}»b{% endif %}', '`{%` is closed with `%}`.'],
  [
    '{{ «a»\n{{ b «c» }}\n«{% if d %}»',
    '`{{` is never closed. Add `}}`.',
    '`}}` is expected here, not `c`.',
    '`{% if %}` is never closed. Add `{% endif %}`.',
  ],
];

describe('jinja templates', () => {
  for (const [text, tree] of trees) {
    it(JSON.stringify(text), () => {
      const { template, errors } = parseTemplate(text, same);
      assert.deepEqual(errors, []);
      assert.equal(showNodes(template.nodes), tree);
    });
  }
});

describe('jinja expressions', () => {
  for (const [text, tree] of expressions) {
    it(text, () => {
      const { expression, errors } = parseExpression(text, same);
      assert.deepEqual(errors, []);
      assert.equal(show(expression), tree);
    });
  }

  it('end with their text', () => {
    const { errors } = parseExpression('a b', same);
    assert.deepEqual(errors, [
      { message: 'The end of the expression is expected here, not `b`.', span: { start: 2, end: 3 } },
    ]);
  });
});

describe('jinja errors', () => {
  for (const [marked, ...messages] of errors) {
    it(JSON.stringify(marked), () => {
      const result = parseTemplate(marked.replace(/[«»]/g, ''), same);
      assert.deepEqual(
        result.errors.map((error) => error.message),
        messages,
      );
      assert.deepEqual(
        result.errors.map((error) => error.span),
        spansOf(marked),
      );
    });
  }

  it('stand where the text came from', () => {
    const { template, errors } = parseTemplate('ab\n{{ c d }}', (offset) => 100 + 2 * offset);
    assert.deepEqual(errors[0]?.span, { start: 116, end: 117 });
    assert.deepEqual(template.lineStarts, [100, 106]);
  });

  it('do not hide what follows', () => {
    const { template } = parseTemplate('{{ a\nb {{ c }}{% if d %}e', same);
    assert.equal(showNodes(template.nodes), '{a} "\nb " {c} (if d ["e"])');
  });
});

describe('jinja and any text', () => {
  const pieces = [
    '{{',
    '}}',
    '{%',
    '%}',
    '{#',
    '#}',
    ' if ',
    ' endif ',
    ' for a in b ',
    ' endfor ',
    ' else ',
    ' raw ',
    ' endraw ',
  ];
  const more = [
    ' set a = ',
    'x',
    ' y ',
    '"',
    "'",
    '\\',
    '\n',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '|',
    '.',
    ',',
    ' is ',
    ' not ',
    '-',
    '+',
    '1',
    '🎉',
  ];
  const text = fc
    .array(fc.oneof(fc.constantFrom(...pieces, ...more), fc.string({ maxLength: 3 })), { maxLength: 40 })
    .map((all) => all.join(''));

  it('gives a tree whose spans nest and stay within the text', () => {
    fc.assert(
      fc.property(text, (source) => {
        const { template, errors } = parseTemplate(source, same);
        const whole = { start: 0, end: source.length };
        for (const { span } of errors) assertInside(span, whole);
        assertNested(template.nodes, whole);
      }),
      { numRuns: 500 },
    );
  });

  it('prints text outside of tags as it is', () => {
    fc.assert(
      fc.property(
        fc.string().filter((source) => !source.includes('{')),
        (source) => {
          const { template, errors } = parseTemplate(source, same);
          assert.deepEqual(errors, []);
          assert.equal(template.nodes.map((node) => (node.kind === 'text' ? node.text : '?')).join(''), source);
        },
      ),
    );
  });

  const long = (piece: string, count: number): string => piece.repeat(count);
  const hard: Readonly<Record<string, (count: number) => string>> = {
    brackets: (count) => `{{ ${long('(', count)}`,
    lists: (count) => `{{ ${long('[', count)}${long(']', count)} }}`,
    outputs: (count) => long('{{', count),
    blocks: (count) => long('{% if a %}', count),
    attributes: (count) => `{{ a${long('.b', count)} }}`,
    operators: (count) => `{{ a${long(' + b', count)} }}`,
    nots: (count) => `{{ ${long('not ', count)}a }}`,
    'quotes without partners': (count) => long('{{ "\n', count),
    'mixed quotes': (count) => `{{ "${long("{{ '\n", count)}"`,
    'escaped quotes': (count) => long('{{ "\n\\"', count),
    blanks: (count) => `{{ a }}${long(' ', count)}{% if a %}${long(' ', count)}`,
  };
  for (const [name, make] of Object.entries(hard)) {
    it(`is linear: ${name}`, () => {
      const source = make(30_000);
      const start = performance.now();
      parseTemplate(source, same);
      // Takes milliseconds; quadratic work would take minutes.
      assert.ok(performance.now() - start < 3000);
    });
  }
});

/** Places of the marks, in offsets of the text without them. */
function spansOf(marked: string): TemplateSpan[] {
  const spans: TemplateSpan[] = [];
  let removed = 0;
  let start = 0;
  for (const { index, 0: mark } of marked.matchAll(/[«»]/g)) {
    if (mark === '«') start = index - removed;
    else spans.push({ start, end: index - removed });
    removed++;
  }
  return spans;
}

function assertInside(inner: TemplateSpan, outer: TemplateSpan): void {
  assert.ok(inner.start <= inner.end, `${inner.start}–${inner.end}`);
  const inside = outer.start <= inner.start && inner.end <= outer.end;
  assert.ok(inside, `${inner.start}–${inner.end} is not inside ${outer.start}–${outer.end}`);
}

/** Whatever in the tree has a span lies inside the next thing around it that has one. */
function assertNested(value: unknown, outer: TemplateSpan): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) assertNested(item, outer);
    return;
  }
  const { span, ...parts } = value as { readonly span?: TemplateSpan };
  if (span) assertInside(span, outer);
  for (const part of Object.values(parts)) assertNested(part, span ?? outer);
}

function showNodes(nodes: readonly TemplateNode[]): string {
  return nodes.map(showNode).join(' ');
}

function showNode(node: TemplateNode): string {
  const body = (nodes: readonly TemplateNode[]): string => `[${showNodes(nodes)}]`;
  switch (node.kind) {
    case 'text':
      return `"${node.text}"`;
    case 'output':
      return `{${show(node.expression)}}`;
    case 'if': {
      const branches = node.branches.map((branch) => `${show(branch.condition)} ${body(branch.body)}`);
      return `(if ${branches.join(' ')}${node.otherwise ? ` else ${body(node.otherwise)}` : ''})`;
    }
    case 'for': {
      const filter = node.filter ? ` if ${show(node.filter)}` : '';
      const rest = node.otherwise ? ` else ${body(node.otherwise)}` : '';
      const recursive = node.recursive ? ' recursive' : '';
      return `(for ${target(node.target)} in ${show(node.iterable)}${filter}${recursive} ${body(node.body)}${rest})`;
    }
    case 'set':
      return `(set ${target(node.target)} ${show(node.value)})`;
    case 'setBlock': {
      const filters = node.filters.map((filter) => ` |${filter.name.text}${args(filter.arguments)}`);
      return `(set ${target(node.target)}${filters.join('')} ${body(node.body)})`;
    }
    case 'macro': {
      const parameters = node.parameters.map((one) => one.name.text + (one.default ? `=${show(one.default)}` : ''));
      return `(macro ${node.name.text}(${parameters.join(' ')}) ${body(node.body)})`;
    }
    case 'refused':
      return `(refused ${node.statement} ${body(node.body)})`;
  }
}

type Target = Extract<TemplateNode, { kind: 'set' }>['target'];

function target(value: Target, inside = false): string {
  if (value.kind === 'name') return value.name;
  if (value.kind === 'attribute') return `${show(value.object)}.${value.name.text}`;
  const items = value.items.map((item) => target(item, true)).join(',');
  return inside ? `(${items})` : items;
}

function args(list: Extract<Expression, { kind: 'call' }>['arguments']): string {
  if (!list.length) return '';
  const shown = list.map(({ name, spread, value }) => {
    const prefix = name ? `${name.text}=` : spread === 'list' ? '*' : spread === 'map' ? '**' : '';
    return prefix + show(value);
  });
  return `(${shown.join(' ')})`;
}

function show(expression: Expression): string {
  switch (expression.kind) {
    case 'string':
      return `"${expression.value}"`;
    case 'number':
      return expression.text;
    case 'bool':
      return String(expression.value);
    case 'none':
      return 'none';
    case 'name':
      return expression.name;
    case 'attribute':
      return `(${show(expression.object)}.${expression.name.text})`;
    case 'index':
      return `(${show(expression.object)}[${show(expression.index)}])`;
    case 'slice': {
      const [start, stop] = [expression.start, expression.stop].map((part) => (part ? show(part) : ''));
      const step = expression.step ? `:${show(expression.step)}` : '';
      return `${show(expression.object)}[${start}:${stop}${step}]`;
    }
    case 'call':
      return `${show(expression.callee)}${args(expression.arguments) || '()'}`;
    case 'filter':
      return `(${show(expression.object)}|${expression.name.text}${args(expression.arguments)})`;
    case 'test': {
      const not = expression.negated ? 'not ' : '';
      return `(${show(expression.object)} is ${not}${expression.name.text}${args(expression.arguments)})`;
    }
    case 'unary':
      return `(${expression.operator === 'not' ? 'not ' : expression.operator}${show(expression.operand)})`;
    case 'binary':
      return `(${show(expression.left)} ${expression.operator} ${show(expression.right)})`;
    case 'conditional': {
      const no = expression.no ? ` else ${show(expression.no)}` : '';
      return `(${show(expression.yes)} if ${show(expression.condition)}${no})`;
    }
    case 'list':
      return `[${expression.items.map(show).join(' ')}]`;
    case 'tuple':
      return expression.items.length === 1
        ? `(${expression.items.map(show).join()},)`
        : `(${expression.items.map(show).join(' ')})`;
    case 'map':
      return `{${expression.entries.map(({ key, value }) => `${show(key)}:${show(value)}`).join(' ')}}`;
    case 'missing':
      return '?';
  }
}
