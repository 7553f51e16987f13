import assert from 'node:assert/strict';
import { openCase } from '../../support/completionCases';

/** The call at `$0`, the active parameter between brackets. */
function shown(source: string): string | undefined {
  const { snapshot, uri, offset } = openCase(source);
  const found = snapshot.signatureHelp(uri, offset);
  if (!found) return undefined;
  const { label, parameters, active } = found;
  const at = active === undefined ? undefined : parameters[active]!.label;
  return at ? `${label.slice(0, at.start)}[${label.slice(at.start, at.end)}]${label.slice(at.end)}` : label;
}

const prompt = (text: string) =>
  shown(
    `function F(x: string) -> string {\n  client A\n  prompt #"${text}"#\n}\ntemplate_string Hint(text: string, counts: int[]) #"x"#\n`,
  );

/** Tag, and what is shown. */
const CASES: readonly (readonly [tag: string, help: string | undefined])[] = [
  ['{{ Hint($0', 'Hint([text: string], counts: int[])'],
  ['{{ Hint($0) }} more', 'Hint([text: string], counts: int[])'],
  ['{{ Hint("a, b", $0', 'Hint(text: string, [counts: int[]])'],
  ['{{ Hint("a", [1, $0', 'Hint(text: string, [counts: int[]])'],
  ['{{ Hint("$0', 'Hint([text: string], counts: int[])'],
  ['{{ Hint(counts=$0', 'Hint(text: string, [counts: int[]])'],
  ['{{ Hint(counts=[1], t$0', 'Hint([text: string], counts: int[])'],
  ['{{ Hint("a", [1], $0', 'Hint(text: string, counts: int[])'],
  ['{{ Hint("a") }}$0', undefined],
  ['{{ Hint("a")$0 }}', undefined],
  ['{{ Hint(range($0', 'range([start: int], stop?: int, step?: int)'],
  ['{{ Hint(range(1), $0', 'Hint(text: string, [counts: int[]])'],
  ['{{ x|replace("a", $0', 'replace(old: string, [new: string])'],
  ['{{ x.replace($0', 'replace([old: string], new: string, count?: int)'],
  ['{% if x is divisibleby($0', 'divisibleby([other])'],
  ['{{ _.role($0', '_.role'],
  ['{{ _.role("user", cache_control=$0', '_.role cache_control'],
  ['{{ ctx.output_format(or_sp$0', 'ctx or_splitter'],
  ['{{ ctx.output_format(prefix=none, $0', 'ctx'],
  ['{% macro m(a, b) %}{% endmacro %}{{ m(1, $0', 'm(a?, [b?])'],
  ['{{ ($0', undefined],
  ['{{ nothing($0', undefined],
];

describe('signature help', () => {
  for (const [tag, help] of CASES) {
    it(`in ${tag}`, () => {
      const found = prompt(tag);
      const [name, active] = help?.split(' ') ?? [];
      if (name === '_.role') {
        assert.match(
          found!,
          active ? /^role\(role: string, \[cache_control=.*\], name=…\)$/ : /^role\(\[role: string\], /,
        );
      } else if (name === 'ctx') {
        assert.match(found!, active ? /\[or_splitter=string \| null\]/ : /^output_format\([^[]*(?:\[\])?[^[]*/);
        assert.equal(found!.includes(', [') || found!.includes('(['), active !== undefined);
      } else assert.equal(found, help);
    });
  }

  it('of attributes', () => {
    for (const [source, help] of [
      ['x int @alias($0', '@alias(["name"])'],
      ['x int @description("a, $0', '@description(["text"])'],
      ['x int @check($0)', '@check([label], {{ condition }})'],
      ['x int @check(a, $0', '@check(label, [{{ condition }}])'],
      ['x int @check(a, {{ this > $0 }})', '@check(label, [{{ condition }}])'],
      ['x int @assert({{ $0', '@assert(label?, [{{ condition }}])'],
      ['x int\n  @@assert(a$0', '@@assert([label?], {{ condition }})'],
      ['x int @assert({{ this|length($0', 'length()'],
      ['x int @stream.done($0', undefined],
      ['x int @alias("a") $0', undefined],
    ] as const) {
      assert.equal(shown(`class A {\n  ${source}\n}`), help, source);
    }
  });

  it('tells what a call and its arguments do', () => {
    const { snapshot, uri, offset } = openCase('template_string T() #"{{ ctx.output_format($0"#');
    const { documentation, parameters } = snapshot.signatureHelp(uri, offset)!;
    assert.ok(documentation);
    assert.ok(parameters.every((parameter) => parameter.documentation));
  });

  it('answers at every offset of a broken file', () => {
    const text =
      'class A { x int @check(a, {{ f(1, @alias( "\nfunction F(a: -> {\n prompt #"{{ a|b( {% for x( {{ _.role("u"';
    const { snapshot, uri } = openCase(`${text}$0`);
    for (let at = -1; at <= text.length + 1; at++) snapshot.signatureHelp(uri, at);
    assert.equal(snapshot.signatureHelp('missing.baml', 0), undefined);
  });
});
