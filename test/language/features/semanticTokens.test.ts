import assert from 'node:assert/strict';
import { createProject, type SemanticToken } from '../../../server/src/language/languageService';
import { corpus } from '../../support/corpus';

function tokensOf(text: string): readonly SemanticToken[] {
  const project = createProject();
  project.setFile('main.baml', text);
  return project.snapshot().semanticTokens('main.baml');
}

/** `text:type`, with `!` for declarations and `*` for what the language brings. */
function drawn(text: string): string {
  return tokensOf(text)
    .map(({ span, type, declaration, library }) => {
      const mark = declaration ? '!' : library ? '*' : '';
      return `${text.slice(span.start, span.end)}:${type}${mark}`;
    })
    .join(' ');
}

describe('semantic tokens', () => {
  it('tell classes, enums and aliases apart, and leave primitives to the grammar', () => {
    assert.equal(
      drawn('class A { e E @alias("A") t T[] s string n None }\nenum E {\n  Red\n}\ntype T = A'),
      'A:class! e:property! E:enum @alias:decorator t:property! T:type s:property! n:property! E:enum! Red:enumMember! T:type! A:class',
    );
  });

  it('show names in functions, clients and tests', () => {
    assert.equal(
      drawn(
        'function F(x: int) -> int { client K\n prompt #""# }\nclient<llm> K { provider openai\n retry_policy R }\n' +
          'retry_policy R { max_retries 1 }\ntest T { functions [F]\n args { x 1 y 2 } }',
      ),
      'F:function! x:parameter! K:variable K:variable! R:variable R:variable! T:function! F:function x:parameter',
    );
  });

  it('show names in prompts', () => {
    assert.equal(
      drawn(
        'template_string S(a: string) #"{{ a|upper }}"#\nclass C { n string }\nfunction F(c: C) -> int { client "openai/x"\n' +
          ' prompt #"{{ _.role("user") }}{{ ctx.output_format }}{{ S(c.n) }}{% for i in range(3) if i is odd %}{{ loop.index }}{% endfor %}{{ missing|nothing }}"# }',
      ),
      'S:function! a:parameter! a:parameter upper:function* C:class! n:property! F:function! c:parameter! C:class ' +
        '_:variable* role:method* ctx:variable* output_format:property* S:function c:parameter n:property ' +
        'i:variable! range:function* i:variable odd:function* loop:variable* index:property*',
    );
  });

  it('show attributes that exist', () => {
    assert.equal(
      drawn('class A { x int @stream.done @streem.done\n @@stream.not_null }'),
      'A:class! x:property! @stream.done:decorator @@stream.not_null:decorator',
    );
  });

  it('are sorted, apart and within lines, for any file', () => {
    const files = corpus().filter(({ text }) => text.length < 20_000);
    assert.ok(files.length > 100);
    for (const { name, text } of files) {
      for (const cut of [text.length, text.length >> 1, text.length >> 2]) {
        let end = 0;
        for (const { span } of tokensOf(text.slice(0, cut))) {
          assert.ok(span.start >= end && span.end > span.start && span.end <= cut, name);
          assert.ok(!/[\r\n]/.test(text.slice(span.start, span.end)), name);
          end = span.end;
        }
      }
    }
  }).timeout(60_000);
});
