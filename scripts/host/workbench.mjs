// A person at a real VS Code: opens it, runs commands, finds the playground. Shared by the journeys and the screenshots.
import { chromium } from 'playwright-core';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { BROWSER_ARGS, ensureBrowser } from './browser.mjs';
import { ensureHost } from './install.mjs';
import { installExtension, startServer } from './server.mjs';
import { asWebExtension } from './webExtension.mjs';

/**
 * Starts a VS Code with the extension under development in `root`, or a packaged one (`vsix`), and a headless browser beside it.
 * `restricted`: it trusts no workspace. `web`: the extension runs in a worker of the browser, as in VS Code for the Web.
 * `beside`: folders of other extensions, which are there as if they had been installed.
 * `open({ folder, file, width, height })` opens a window; `close()` ends both.
 */
export async function startWorkbench({
  root,
  vsix,
  restricted = false,
  web = false,
  beside = [],
  settings = {},
  env = {},
  logFile,
} = {}) {
  const host = ensureHost({ log: console.log });
  const dataDir = vsix || beside.length ? fs.mkdtempSync(path.join(os.tmpdir(), 'vscode-host-data-')) : undefined;
  if (vsix) installExtension(host, dataDir, vsix);
  for (const folder of beside) placeExtension(dataDir, folder);
  const server = await startServer(host, { dataDir, restricted, settings, env, logFile });
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: BROWSER_ARGS });
  return {
    server,
    browser,
    dataFolder: server.dataDir,
    async open({ folder, file, width = 1400, height = 900 }) {
      const context = await browser.newContext({ viewport: { width, height } });
      const page = await context.newPage();
      const outside = new Set();
      page.on('request', (request) => {
        const url = new URL(request.url());
        // Addresses of vscode-cdn.net are answered by a service worker from the extension's files; nothing is sent.
        const local = url.hostname === '127.0.0.1' || url.hostname.endsWith('.vscode-cdn.net');
        if (/^(http|ws)/.test(url.protocol) && !local) outside.add(url.href);
      });
      if (web) await asWebExtension(context, page, server, root);
      await page.goto(
        server.url({ folder, extensions: vsix || web ? [] : [root], openFile: file && path.join(folder, file) }),
      );
      if (file) await page.locator('.monaco-editor .view-line').first().waitFor({ timeout: 60_000 });
      return { page, context, outside, ...actions(page) };
    },
    async close() {
      await browser.close();
      await server.stop();
      if (dataDir) fs.rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** An extension as it lies in a folder becomes an installed one. */
function placeExtension(dataDir, folder) {
  const { publisher, name, version } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const id = `${publisher}.${name}-${version}`.toLowerCase();
  fs.cpSync(folder, path.join(dataDir, 'extensions', id), { recursive: true });
}

function actions(page) {
  /** Picks a row of VS Code's quick input. It may open before its rows are known, or be closed by a late focus: it retries. */
  const pick = async (key, text, title) => {
    for (let attempt = 0; attempt < 15; attempt++) {
      await page.keyboard.press(key);
      const input = page.locator('.quick-input-box input').first();
      const row = page
        .locator('.quick-input-list .monaco-list-row')
        .filter({ has: page.getByText(title, { exact: true }) })
        .first();
      try {
        await input.fill(text, { timeout: 2000 });
        await row.click({ timeout: 2000 });
        return;
      } catch {
        // Only to close the quick input: in the playground Escape stops the run.
        if (await input.isVisible()) await input.press('Escape', { timeout: 1000 }).catch(() => {});
      }
    }
    throw new Error(`VS Code does not offer "${title}"`);
  };
  return {
    /** Runs a command from the palette. */
    command: (title) => pick('F1', `>${title}`, title),
    /** Shows a file of the workspace by name. */
    async openFile(name) {
      const base = path.basename(name);
      const open = page.locator('.tab').filter({ has: page.getByText(base, { exact: true }) });
      const shown = page.locator('.tab.active').filter({ has: page.getByText(base, { exact: true }) });
      for (let attempt = 0; attempt < 5; attempt++) {
        if (await open.count()) await open.first().click();
        else await pick('Control+P', name, base);
        // The list may have moved under the click.
        const right = await shown
          .first()
          .waitFor({ timeout: 5000 })
          .then(
            () => true,
            () => false,
          );
        if (right) return;
      }
      throw new Error(`VS Code does not show ${name}`);
    },
    /** The playground's document: VS Code's loader frame, then the extension's page in it. */
    panel() {
      return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    },
  };
}
