import assert from 'node:assert/strict';
import { createProject } from '../../../server/src/language/languageService';
import { diagnosticsCorpus } from '../../support/corpus';

describe('hover', () => {
  it('answers at every place of every file of the corpus, about something that stands there', () => {
    for (const { text } of diagnosticsCorpus()) {
      const project = createProject();
      project.setFile('a.baml', text);
      const snapshot = project.snapshot();
      for (let offset = 0; offset <= text.length; offset++) {
        const found = snapshot.hover('a.baml', offset);
        if (!found) continue;
        assert.ok(found.span.start <= offset && offset <= found.span.end, `${offset} in ${text}`);
        assert.ok(found.parts.length > 0 && found.parts.every((part) => part.text !== ''), `${offset} in ${text}`);
      }
    }
  });

  it('gives nothing for a file of another project, or outside of the text', () => {
    const project = createProject();
    project.setFile('a.baml', 'class A {}');
    assert.equal(project.snapshot().hover('b.baml', 0), undefined);
    assert.equal(project.snapshot().hover('a.baml', 10_000), undefined);
  });

  it('shows the partial type of a class as it is generated', () => {
    const project = createProject();
    project.setFile('a.baml', 'class A {\n  a A[] @stream.with_state\n}');
    const snapshot = project.snapshot();
    const { typescript, python } = snapshot.partialTypes('A')!;
    const shown = snapshot.hover('a.baml', 6)!.parts;
    assert.ok(shown.some((part) => part.kind === 'code' && part.language === 'typescript' && part.text === typescript));
    assert.ok(shown.some((part) => part.kind === 'code' && part.language === 'python' && part.text === python));
  });
});
