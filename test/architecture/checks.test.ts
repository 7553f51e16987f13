import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Code, CodeInfo } from '../../server/src/language/checks/codes';
import { CODES } from '../../server/src/language/checks/codes';
import { createProject } from '../../server/src/language/languageService';
import { applyFix } from '../support/fixes';
import { checkPage, CHECK_PAGES } from '../support/checkPages';

const codes = Object.entries(CODES) as [Code, CodeInfo][];
const index = path.join(CHECK_PAGES, 'README.md');

describe('pages of the checks', () => {
  it('every code has a page, and every page a code', () => {
    const pages = fs.readdirSync(CHECK_PAGES).filter((name) => name !== 'README.md');
    const wanted = codes.map(([code]) => `${code}.md`);
    assert.deepEqual(pages.sort(), wanted.sort());
  });

  it('the index lists every code as the table has it', () => {
    const text = fs.readFileSync(index, 'utf8');
    const [, before, after] = /^([^]*<!-- index: [^]*? -->\n)[^]*(<!-- index ends -->[^]*)$/.exec(text)!;
    const row = ([code, { severity, title, fix }]: [Code, CodeInfo]) =>
      `| [\`${code}\`](${code}.md) | ${severity} | ${title} | ${fix ?? ''} |`;
    const table = [
      '| code | severity | what is reported | quick fix |',
      '| --- | --- | --- | --- |',
      ...codes.map(row),
    ];
    const wanted = `${before}\n${table.join('\n')}\n\n${after}`;
    if (process.env['UPDATE_GOLDENS']) fs.writeFileSync(index, wanted);
    else assert.equal(text, wanted);
  });

  for (const [code, { severity, title }] of codes) {
    describe(code, () => {
      const page = checkPage(code);

      it('begins with its code, severity and title', () => {
        const word = severity[0]!.toUpperCase() + severity.slice(1);
        const sentence = title.replace(/^[a-z]/, (letter) => letter.toUpperCase());
        assert.equal(page.text.split('\n').slice(0, 3).join('\n'), `# \`${code}\`\n\n**${word}.** ${sentence}.`);
      });

      it('its first example is reported, its second is not', () => {
        const [above, instead] = page.examples;
        assert.ok(above !== undefined, 'a block of baml is missing');
        const found = problems(above).filter((diagnostic) => diagnostic.code === code);
        assert.ok(found.length, 'the first example is not reported');
        if (instead === undefined) return;
        const left = problems(instead).filter(
          (diagnostic) => diagnostic.code === code || diagnostic.severity === 'error',
        );
        assert.deepEqual(left, []);
      });

      it('a quick fix makes the second example of the first', () => {
        const [above, instead] = page.examples;
        const fixes = problems(above!).flatMap((diagnostic) =>
          diagnostic.code === code ? (diagnostic.fixes ?? []) : [],
        );
        if (!fixes.length) return;
        const results = fixes.map((fix) => applyFix({ 'main.baml': above! }, fix)['main.baml']);
        assert.ok(results.includes(instead!), `${instead}\n is none of \n${results.join('\n')}`);
      });
    });
  }
});

function problems(source: string) {
  const project = createProject();
  project.setFile('main.baml', source);
  return project.snapshot().diagnostics('main.baml');
}
