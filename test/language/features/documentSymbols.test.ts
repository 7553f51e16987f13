import assert from 'node:assert/strict';
import { createProject } from '../../../server/src/language/languageService';
import type { DocumentSymbol } from '../../../server/src/language/languageService';

describe('documentSymbols', () => {
  it('shows blocks and their members', () => {
    const source = `class P {
  name string @alias("n")
  ages int[]
}
enum E { A }
type N = int |
  string
function F(p: P, n: N) -> P? {
  client K
  prompt #"x"#
}
client<llm> K {
  provider openai
}
test T {
  functions [F]
  type_builder {
    class X { x int }
    dynamic class P { more X
    }
    type Y = X[]
  }
  args {}
}
template_string S(a: int) #"x"#
generator g {
  output_type typescript
}
retry_policy R {
  max_retries 1
}
class {
}
`;
    const project = createProject();
    project.setFile('a.baml', source);
    const drawn = (symbol: DocumentSymbol): string => {
      assert.equal(source.slice(symbol.selection.start, symbol.selection.end), symbol.name);
      assert.ok(symbol.span.start <= symbol.selection.start && symbol.selection.end <= symbol.span.end);
      const inside = symbol.children.map(drawn).join(', ');
      return `${symbol.kind} ${symbol.name} ${symbol.detail}`.trim() + (inside && ` [${inside}]`);
    };
    assert.deepEqual(project.snapshot().documentSymbols('a.baml').map(drawn), [
      'class P [field name string, field ages int[]]',
      'enum E [value A]',
      'alias N int | string',
      'function F (p: P, n: N) -> P?',
      'client K openai',
      'test T F [class X [field x int], class P dynamic [field more X], alias Y X[]]',
      'template S (a: int)',
      'generator g typescript',
      'retry R',
    ]);
  });
});
