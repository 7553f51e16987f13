// The panel in a plain browser, with a stand-in for the editor.
//   node scripts/webview-dev.mjs                       builds it and serves it; prints the address
//   node scripts/webview-dev.mjs --screenshots [DIR]   pictures of every theme, width and state; default out/webview-dev/pictures
import * as esbuild from 'esbuild';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { cpSync, mkdirSync } from './files.mjs';
import { BROWSER_ARGS, ensureBrowser } from './host/browser.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const out = path.join(root, 'out', 'webview-dev');
const TYPES = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.ttf': 'font/ttf' };

/** Bundles the panel and the harness into out/webview-dev. */
export async function build() {
  mkdirSync(out);
  const common = {
    absWorkingDir: root,
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    sourcemap: 'inline',
    outdir: out,
    logLevel: 'warning',
  };
  await esbuild.build({
    ...common,
    entryPoints: { webview: 'webview/src/main.ts' },
    format: 'esm',
    splitting: true,
    chunkNames: 'webview-[name]-[hash]',
  });
  await esbuild.build({
    ...common,
    entryPoints: {
      dev: 'webview/dev/dev.ts',
      'webview-style': 'webview/src/views/style.css',
      standalone: 'webview/src/standalone.ts',
      'standalone-style': 'webview/src/standalone.css',
    },
    format: 'iife',
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
  });
  cpSync(path.join(root, 'webview', 'dev', 'index.html'), path.join(out, 'index.html'));
  cpSync(path.join(root, 'webview', 'src', 'themes.css'), path.join(out, 'themes.css'));
}

/** Serves out/webview-dev on the loopback interface. Gives the address and how to stop. */
export async function serve(port = 0) {
  const server = http.createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1) || 'index.html';
    const file = path.join(out, path.basename(name));
    if (!fs.existsSync(file)) {
      response.writeHead(name === 'favicon.ico' ? 204 : 404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
      'cache-control': 'no-store',
    });
    fs.createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** The browser of the machine, without a screen. */
export async function launch() {
  const { chromium } = await import('playwright-core');
  return chromium.launch({ executablePath: ensureBrowser(), args: BROWSER_ARGS });
}

/** The pictures: name → query and what is done before. */
const STATES = {
  idle: { query: 'state=idle' },
  live: {
    query: 'state=live&at=2310',
    act: async (page) => {
      await page.getByRole('row', { name: /^\[0\]/ }).click({ position: { x: 100, y: 10 } });
      const plot = await page.locator('.plot-head').boundingBox();
      await page.mouse.click(plot.x + 8 + ((plot.width - 20) * 1_985) / 2_500, plot.y + 10);
      const row = await page.getByRole('row', { name: /^\[0\]/ }).boundingBox();
      await page.mouse.click(plot.x + 8 + ((plot.width - 20) * 800) / 2_500, row.y + 14);
      await page.mouse.move(0, 0);
    },
  },
  zoomed: {
    query: 'state=completed',
    act: async (page) => {
      await page.getByRole('slider', { name: 'Time' }).focus();
      for (let i = 0; i < 9; i++) await page.keyboard.press('ArrowLeft');
      for (const key of ['w', 'm', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft']) await page.keyboard.press(key);
    },
  },
  characters: { query: 'state=completed', act: (page) => page.keyboard.press('x') },
  filtered: {
    query: 'state=completed',
    act: async (page) => {
      await page.getByLabel('Filter fields').fill('items.*.price');
      await page.keyboard.press('Escape');
      await page.getByLabel('Filter fields').fill('*price');
    },
  },
  sorted: { query: 'state=completed', act: (page) => page.getByLabel('Order of fields').selectOption('held') },
  keys: { query: 'state=completed', act: (page) => page.keyboard.press('?') },
  cancelled: { query: 'state=cancelled' },
  failed: { query: 'state=failed' },
  invalid: { query: 'state=invalid' },
  retried: { query: 'state=retried' },
  refused: { query: 'state=refused' },
  huge: { query: 'state=huge' },
  loop: {
    query: 'state=completed',
    act: async (page) => {
      await page.getByRole('slider', { name: 'Time' }).focus();
      for (let i = 0; i < 60; i++) await page.keyboard.press('Shift+ArrowLeft');
      await page.keyboard.press('m');
      for (let i = 0; i < 40; i++) await page.keyboard.press('Shift+ArrowRight');
      for (const key of ['m', 'l']) await page.keyboard.press(key);
    },
  },
  compare: { query: 'state=completed&with=compare' },
  many: { query: 'state=completed&with=many' },
};

/** `only`: a part of the names of the wanted pictures. */
export async function screenshots(dir, only) {
  mkdirSync(dir);
  await build();
  const server = await serve();
  const browser = await launch();
  try {
    for (const theme of ['dark', 'light', 'hc', 'hc-light']) {
      for (const [width, height] of [
        [1400, 860],
        [700, 1280],
        [400, 1100],
        [320, 1200],
      ]) {
        for (const [name, { query, act }] of Object.entries(STATES)) {
          if (only && !`${name}-${theme}-${width}`.includes(only)) continue;
          const page = await browser.newPage({ viewport: { width, height } });
          page.on('console', (m) => m.type() === 'error' && console.error(`${theme} ${width} ${name}: ${m.text()}`));
          page.on('pageerror', (e) => console.error(`${theme} ${width} ${name}: ${e.message}`));
          await page.goto(`${server.address}?theme=${theme}&${query}`);
          await page.waitForTimeout(300);
          await act?.(page);
          await page.waitForTimeout(150);
          await page.screenshot({ path: path.join(dir, `${name}-${theme}-${width}.png`) });
          await page.close();
        }
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const at = process.argv.indexOf('--screenshots');
  if (at >= 0) {
    const dir = path.resolve(process.argv[at + 1] ?? path.join(out, 'pictures'));
    await screenshots(dir, process.argv[at + 2]);
    console.log(dir);
  } else {
    await build();
    const { address } = await serve(Number(process.env.PORT ?? 0));
    console.log(
      `${address}?state=live   state=idle|live|completed|cancelled|failed|refused|huge, theme=dark|light|hc|hc-light`,
    );
  }
}
