import assert from 'node:assert/strict';
import { capital, shown, suggestName, templateSites } from '../../../server/src/language/checks/templateSites';
import { parseFile } from '../../../server/src/language/project/sourceFile';
import { symbolsOf } from '../../../server/src/language/project/symbolView';

const file = parseFile(
  'a.baml',
  `template_string T(x: string) #"{{ x }}{{ x|replace("a long text that goes on",
    "and on") }}"#
class A {
  a int @assert({{ this }})
}`,
);

describe('sites of templates', () => {
  it('are found in prompts and in checks, in order', () => {
    const names = [...templateSites(file, symbolsOf([file]), 'name')].map(
      ({ site, analysis }) => `${site.name} in ${analysis.kind}`,
    );
    assert.deepEqual(names, ['x in template', 'x in template', 'this in constraint']);
  });

  it('show an expression on one line, shortened', () => {
    const [short, long] = [...templateSites(file, symbolsOf([file]), 'output')].map(({ site }) =>
      shown(file, site.expression),
    );
    assert.equal(short, 'x');
    assert.equal(long, 'x|replace("a long text that goes on", "…');
  });

  it('have no nearest name for a single letter', () => {
    const span = { start: 0, end: 1 };
    assert.equal(suggestName(file, span, 'x', ['y']).hint, '');
    assert.equal(suggestName(file, span, 'xs', ['ys']).hint, ' Did you mean `ys`?');
  });

  it('begin a sentence with a capital', () => assert.equal(capital('an int'), 'An int'));
});
