import assert from 'node:assert/strict';
import type { SymbolId } from '../../../../server/src/language/languageService';
import { createProject } from '../../../../server/src/language/languageService';

function told(source: string, symbol: SymbolId): string | undefined {
  const project = createProject();
  project.setFile('a.baml', source);
  return project.snapshot().completionDocumentation(symbol);
}

describe('documentation of declarations', () => {
  it('is the comment above and the declaration', () => {
    const source = '/// not this\nenum Z { A }\n\n/// One.\n/// Two.\nclass A {\n  x int\n}\n';
    assert.equal(told(source, { kind: 'class', name: 'A' }), 'One.\nTwo.\n\n```baml\nclass A {\n  x int\n}\n```');
  });

  it('leaves the prompt out', () => {
    const source =
      'function F(x: int) -> int {\n  client A\n  prompt #"long"#\n}\ntemplate_string T(a: int) #"long"#\n';
    assert.equal(told(source, { kind: 'function', name: 'F' }), '```baml\nfunction F(x: int) -> int\n```');
    assert.equal(told(source, { kind: 'template', name: 'T' }), '```baml\ntemplate_string T(a: int)\n```');
  });

  it('is the line of a field or a value', () => {
    const source = 'class A {\n  x int\n  /// Why.\n  y string @alias("z")\n}\nenum E { One }';
    assert.equal(
      told(source, { kind: 'field', name: 'y', owner: 'A' }),
      'Why.\n\n```baml\nA.y string @alias("z")\n```',
    );
    assert.equal(told(source, { kind: 'value', name: 'One', owner: 'E' }), '```baml\nE.One\n```');
    assert.equal(told(source, { kind: 'field', name: 'One', owner: 'E' }), undefined);
  });

  it('shortens what is long', () => {
    const fields = Array.from({ length: 100 }, (_, i) => `  f${i} int`).join('\n');
    assert.equal(told(`class A {\n${fields}\n}`, { kind: 'class', name: 'A' })!.split('\n').length, 33);
  });

  it('is none for what is not declared', () => {
    assert.equal(told('class A { }', { kind: 'class', name: 'B' }), undefined);
    assert.equal(told('class A { }', { kind: 'enum', name: 'A' }), undefined);
  });
});
