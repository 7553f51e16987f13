/** The panel in a real Chromium for a test file: built and served once, a new page for each test, nothing on its console. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

interface DevScript {
  build(): Promise<void>;
  serve(): Promise<{ address: string; close(): Promise<void> }>;
  launch(): Promise<Browser>;
}

export const ROOT = path.dirname(__TEST_ROOT__);

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
  let browser: Browser;
  let server: { address: string; close(): Promise<void> };
  let page: Page;
  let complaints: string[] = [];
  let allowed: RegExp[] = [];
  before(async () => {
    const dev = (await import(pathToFileURL(path.join(ROOT, 'scripts', 'webview-dev.mjs')).href)) as DevScript;
    await dev.build();
    server = await dev.serve();
    browser = await dev.launch();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  beforeEach(async () => {
    [complaints, allowed] = [[], []];
    page = await browser.newPage({ viewport: { width: 1400, height: 860 }, ...options });
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
      await page.goto(`${server.address}?${query}`);
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
