import assert from 'node:assert/strict';
import { createProject } from '../../../server/src/language/languageService';

function links(text: string): string[] {
  const project = createProject();
  project.setFile('main.baml', text);
  return project
    .snapshot()
    .documentLinks('main.baml')
    .map(({ span, target }) => {
      const source = text.slice(span.start, span.end);
      return `${source} → ${target.kind === 'address' ? target.address : `file ${target.path}`}`;
    });
}

describe('document links', () => {
  it('are addresses anywhere, without the marks of the sentence around them', () => {
    assert.deepEqual(
      links(
        '// see https://example.com/a, or (http://b.example/x_(y)).\nclient<llm> K { provider openai\n' +
          ' options { base_url "https://api.example.com/v1" other https://bare.example } }\ntemplate_string T() #"Read https://c.example/{{ id }}."#\n',
      ),
      [
        'https://example.com/a → https://example.com/a',
        'http://b.example/x_(y) → http://b.example/x_(y)',
        'https://api.example.com/v1 → https://api.example.com/v1',
        'https://bare.example → https://bare.example',
        'https://c.example/ → https://c.example/',
      ],
    );
  });

  it('are files of media in test arguments', () => {
    assert.deepEqual(
      links('test T { args { a { file "./photo.png" } b [{ file other.pdf }] c { url "x" } file "no media" } }'),
      ['./photo.png → file ./photo.png', 'other.pdf → file other.pdf'],
    );
  });

  it('are none where no address stands', () => assert.deepEqual(links('// http:// https://, x'), []));
});
