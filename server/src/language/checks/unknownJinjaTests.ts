/** What stands behind `is` exists. Language reference 6.1; the compiler does not look. */
import type { Span } from '../diagnostic';
import { OPERATOR_TESTS, TESTS } from '../jinja/facts/tests';
import type { Check } from './check';
import { suggestWord } from './suggestion';
import { templateSites } from './templateSites';
import { namedIn } from './unknownFilters';

const CODE = 'unknown-jinja-tests';

/** What other languages say, and what it is here. */
const FOREIGN: Readonly<Record<string, string>> = {
  null: 'none',
  nil: 'none',
  list: 'sequence',
  map: 'mapping',
  dict: 'mapping',
  bool: 'boolean',
};

export const unknownJinjaTests: Check = (file, symbols, report) => {
  const check = (name: string, span: Span): void => {
    if (!name || TESTS.has(name)) return;
    const foreign = Object.hasOwn(FOREIGN, name) ? FOREIGN[name] : undefined;
    const { hint, extra } = suggestWord(file, span, name, foreign === undefined ? TESTS.keys() : []);
    const use = foreign === undefined ? hint : ` Use \`${foreign}\`.`;
    report('warning', CODE, span, `There is no test \`${name}\`, and rendering fails here.${use}`, extra);
  };
  for (const { site } of templateSites(file, symbols, 'test'))
    check(site.expression.name.text, site.expression.name.span);
  for (const { site } of templateSites(file, symbols, 'filter')) {
    const named = namedIn(site, 'test');
    if (named && !OPERATOR_TESTS.has(named.value)) {
      check(named.value, { start: named.span.start + 1, end: named.span.end - 1 });
    }
  }
};
