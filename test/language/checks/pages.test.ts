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
  const oracles = examples.map(oracleOf);
  const before = examples.map(() => '');
  const rows = runTime.map(([cell]) => {
    // One text for all examples, or one for each.
    const texts = [...cell!.matchAll(/`([^`]*)`/g)].map(([, text]) => text!);
    const cells = oracles.map((oracle, i) => {
      const answer = texts[i] ?? texts[0] ?? '';
      assert.ok(answer.startsWith(before[i]!), `the answer does not go on: ${answer}`);
      before[i] = answer;
      return shown(oracle, answer);
    });
    return `| ${[cell, ...cells].join(' | ')} |`;
  });
  const columns = ['the answer so far', 'above', 'instead'].slice(0, oracles.length + 1);
  const header = `| ${columns.join(' | ')} |\n| ${columns.map(() => '---').join(' | ')} |`;
  const [head, tail] = text.split(/^## At run time$/m) as [string, string];
  return `${head}## At run time${tail.replace(/(?:^\|.*\n)+/m, () => `${[header, ...rows].join('\n')}\n`)}`;
}

/** About the function of the example, or its first class, or its first alias. */
function oracleOf(example: string): Oracle {
  const first = (kind: string) => new RegExp(`^${kind} +(\\w+)`, 'm').exec(example)?.[1];
  const fn = first('function');
  if (fn !== undefined) return openOracle(example, fn);
  const type = first('class') ?? first('type');
  return openOracle(`${example}\nfunction Ask() -> ${type} {\n  client "openai/gpt-4o"\n  prompt #"?"#\n}\n`, 'Ask');
}

function shown(oracle: Oracle, answer: string): string {
  const partial = oracle.partial(answer);
  return 'value' in partial ? `\`${JSON.stringify(partial.value)}\`` : '–';
}
