import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { CODES } from '../../../server/src/language/checks/codes';
import { checkPage, type CheckPage } from '../../support/checkPages';
import { openOracle, type Oracle } from '../../support/oracle';

/** The tables of `docs/checks`, asked of the official runtime. */
describe('pages of the checks: what they say about run time', () => {
  for (const code of Object.keys(CODES)) {
    const page = checkPage(code);
    if (!page.runTime.length) continue;
    it(code, () => {
      const made = withTable(page);
      if (process.env['UPDATE_GOLDENS']) writeFileSync(page.file, made);
      else assert.equal(page.text, made);
    });
  }
});

function withTable({ text, examples, runTime }: CheckPage): string {
  const [above, instead] = examples.map(oracleOf);
  assert.ok(above && instead, 'a table needs two examples');
  let before = '';
  const rows = runTime.map(([cell]) => {
    const answer = /^`(.*)`$/.exec(cell!)?.[1] ?? '';
    assert.ok(answer.startsWith(before), `the answer does not go on: ${answer}`);
    before = answer;
    return `| \`${answer}\` | ${shown(above, answer)} | ${shown(instead, answer)} |`;
  });
  const header = '| the answer so far | above | instead |\n| --- | --- | --- |';
  const [head, tail] = text.split(/^## At run time$/m) as [string, string];
  return `${head}## At run time${tail.replace(/(?:^\|.*\n)+/m, `${[header, ...rows].join('\n')}\n`)}`;
}

/** About the last function, class or alias of the example. */
function oracleOf(example: string): Oracle {
  const [, kind, name] = [...example.matchAll(/^(function|class|type) +(\w+)/gm)].at(-1) ?? assert.fail(example);
  if (kind === 'function') return openOracle(example, name!);
  return openOracle(`${example}\nfunction Ask() -> ${name} {\n  client "openai/gpt-4o"\n  prompt #"?"#\n}\n`, 'Ask');
}

function shown(oracle: Oracle, answer: string): string {
  const partial = oracle.partial(answer);
  return 'value' in partial ? `\`${JSON.stringify(partial.value)}\`` : '–';
}
