/** Entry of the suite that runs inside the extension host; the same file for the server build and for desktop VS Code. */
import Mocha from 'mocha';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { format } from 'node:util';

export async function run(): Promise<void> {
  const report = process.env['TEST_REPORT']; // set by scripts/host/run-suite.mjs
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => {
    const line = format(...args);
    if (report) fs.appendFileSync(report, `${line}\n`);
    else process.stdout.write(`${line}\n`);
  };
  const mocha = new Mocha({
    ui: 'bdd',
    color: false,
    timeout: 30_000,
    grep: process.env['MOCHA_GREP'],
    retries: process.env['CI'] ? 1 : 0,
  });
  for (const file of fs.readdirSync(__dirname).filter((name) => name.endsWith('.test.js'))) {
    mocha.addFile(path.join(__dirname, file));
  }
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failures) => {
      // Written last: it proves that the run came to its end.
      if (report) fs.writeFileSync(`${report}.json`, JSON.stringify(runner.stats));
      if (failures) reject(new Error(`${failures} tests failed`));
      else if (!runner.stats?.tests) reject(new Error('no test ran'));
      else resolve();
    });
  });
}
