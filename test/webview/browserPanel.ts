/** The panel in a real Chromium: built, served and the browser started once for all, a new page for each test, nothing on its console. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

interface DevScript {
  build(): Promise<void>;
  serve(): Promise<{ address: string; close(): Promise<void> }>;
  launch(): Promise<Browser>;
}

export const ROOT = path.dirname(__TEST_ROOT__);

export interface DevBrowser {
  /** Where the panel is served. */
  readonly address: string;
  readonly browser: Browser;
  /** The one context of such pages. They share nothing that the panel uses; a context for each costs more than what is done in it. */
  contextOf(options: BrowserContextOptions): Promise<BrowserContext>;
}

let started: Promise<DevBrowser & { close(): Promise<void> }> | undefined;

/** The panel, built and served, and a browser: started by whoever asks first, there for all, and closed when all tests are over. */
export function devBrowser(): Promise<DevBrowser> {
  return (started ??= start());
}

async function start() {
  const dev = (await import(pathToFileURL(path.join(ROOT, 'scripts', 'webview-dev.mjs')).href)) as DevScript;
  await dev.build();
  const [server, browser] = await Promise.all([dev.serve(), dev.launch()]);
  const contexts = new Map<string, Promise<BrowserContext>>();
  return {
    address: server.address,
    browser,
    contextOf(options: BrowserContextOptions) {
      const key = JSON.stringify(options);
      const known = contexts.get(key) ?? browser.newContext(options);
      contexts.set(key, known);
      return known;
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

after(async () => (await started)?.close());

export interface BrowserPanel {
  readonly page: Page;
  /** Opens the panel in a state of the harness. */
  open(query: string): Promise<void>;
  /** Resolves when what was done is on screen. */
  painted(): Promise<void>;
  press(...keys: string[]): Promise<void>;
  /** Complaints that the test brings about itself. */
  allow(complaint: RegExp): void;
}

/** Registers the hooks of a test file; the panel is of the test that runs. */
export function browserPanel(options: BrowserContextOptions = {}): BrowserPanel {
  let dev: DevBrowser;
  let page: Page;
  let complaints: string[] = [];
  let allowed: RegExp[] = [];
  before(async () => {
    dev = await devBrowser();
  });
  beforeEach(async () => {
    [complaints, allowed] = [[], []];
    page = await (await dev.contextOf({ viewport: { width: 1400, height: 860 }, ...options })).newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
  });
  afterEach(async () => {
    await page.close();
    const unwanted = complaints.filter((one) => !allowed.some((pattern) => pattern.test(one)));
    assert.deepEqual(unwanted, [], 'nothing is written to the console, no policy is violated');
  });
  const painted = async (): Promise<void> => {
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  };
  return {
    get page() {
      return page;
    },
    async open(query) {
      await page.goto(`${dev.address}?${query}`);
      await page.locator('.metrics').waitFor();
      await painted();
    },
    painted,
    allow: (complaint) => void allowed.push(complaint),
    async press(...keys) {
      for (const key of keys) {
        await page.keyboard.press(key);
        await painted();
      }
    },
  };
}
