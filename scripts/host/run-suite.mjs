#!/usr/bin/env node
// Runs a mocha suite inside the extension host of a real VS Code; the exit code is its result.
//   node scripts/host/run-suite.mjs --extensionDevelopmentPath=DIR --extensionTestsPath=FILE [FOLDER]
// It takes the arguments @vscode/test-electron gives to a VS Code executable, so it can stand in for one.
import { chromium } from 'playwright-core';
import fs from 'node:fs';
import path from 'node:path';
import { format, parseArgs } from 'node:util';
import { BROWSER_ARGS, ensureBrowser } from './browser.mjs';
import { ensureHost } from './install.mjs';
import { startServer } from './server.mjs';

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string', multiple: true },
    extensionTestsPath: { type: 'string' },
  },
});
const verbose = Boolean(process.env.VSCODE_HOST_VERBOSE);
const limitMs = Number(process.env.VSCODE_HOST_TIMEOUT ?? 180) * 1000;

const logs = path.resolve('.vscode-test', 'logs');
fs.rmSync(logs, { recursive: true, force: true });
fs.mkdirSync(logs, { recursive: true });
const report = path.join(logs, 'report.txt');
fs.writeFileSync(report, '');

const server = await startServer(ensureHost({ log: console.log }), {
  env: { TEST_REPORT: report },
  logFile: path.join(logs, 'server.log'),
});
const workbenchLog = fs.createWriteStream(path.join(logs, 'workbench.log'));
const problems = [];
let browser;
let code = 1;

// The suite writes its report to a file, because the console of a remote extension host arrives unformatted.
let shown = 0;
const showReport = () => {
  const bytes = fs.readFileSync(report);
  process.stdout.write(bytes.subarray(shown));
  shown = bytes.length;
};
const ticker = setInterval(showReport, 200);

for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => void close().then(() => process.exit(130)));
try {
  browser = await chromium.launch({
    executablePath: ensureBrowser(),
    args: BROWSER_ARGS,
    handleSIGINT: false,
    handleSIGTERM: false,
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  code = await result(page);
} catch (error) {
  console.error(`run-suite: ${error.message}`);
  await browser
    ?.contexts()[0]
    ?.pages()[0]
    ?.screenshot({ path: path.join(logs, 'failure.png') })
    .catch(() => {});
}
await close();
showReport();

// The exit code alone proves nothing: after a crash of the extension host VS Code may report success.
const summary = fs.existsSync(`${report}.json`) ? JSON.parse(fs.readFileSync(`${report}.json`, 'utf8')) : null;
if (!summary?.tests || summary.failures) code ||= 1;
if (!summary) console.error(`run-suite: the suite did not finish\n${problems.slice(0, 4).join('\n')}`);
else if (process.env.MOCHA_STATS) {
  const { passes, failures, pending } = summary;
  fs.appendFileSync(process.env.MOCHA_STATS, JSON.stringify({ passes, failures, pending }) + '\n');
}
if (code) console.error(`run-suite: failed; logs are in ${path.relative('.', logs)}`);
process.exit(code);

/** VS Code calls two functions of the page: one for each log line, one when the suite ends. */
async function result(page) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no result after ${limitMs / 1000} s`)), limitMs);
    const settle = (how) => (value) => {
      clearTimeout(timer);
      how(value);
    };
    const fail = settle(reject);
    page.on('crash', () => fail(new Error('the browser page crashed')));
    server.exited.then(() => fail(new Error('VS Code ended')));
    server.onOutput((text) => {
      const ended = /Extension Host Process exited with code: (\S+), signal: (\S+)\./.exec(text);
      // A regular end is reported by the page first; this is for one that never reaches it.
      if (ended) setTimeout(() => fail(new Error(`the extension host ended: ${ended[1]} ${ended[2]}`)), 3000);
    });
    (async () => {
      await page.exposeFunction('codeAutomationLog', (type, args) => {
        const line = `[${type}] ${format(...args)}`;
        workbenchLog.write(`${line}\n`);
        if (verbose) console.log(line);
        // The service worker of the installed web shell is not part of the package we take.
        if (type === 'error' && !line.includes('[Service Worker] registration')) problems.push(line.slice(0, 600));
      });
      await page.exposeFunction('codeAutomationExit', settle(resolve));
      await page.goto(
        server.url({
          folder: positionals[0],
          extensions: values.extensionDevelopmentPath ?? [],
          tests: values.extensionTestsPath,
        }),
      );
    })().catch(fail);
  });
}

async function close() {
  clearInterval(ticker);
  await browser?.close().catch(() => {});
  fs.cpSync(path.join(server.dataDir, 'data/logs'), path.join(logs, 'vscode'), { recursive: true });
  await server.stop();
  workbenchLog.end();
}
