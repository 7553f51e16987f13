// `npm run screenshots`: the panel in a real VS Code, for docs/images. Themes × widths × states.
//   node scripts/screenshots.mjs [--out DIR] [--only TEXT]           TEXT: part of a picture's name, such as live-dark
//   node scripts/screenshots.mjs --guide [--out DIR] [--only TEXT]   the pictures of docs/guide
//   node scripts/screenshots.mjs --panel [--out DIR] [--only TEXT]   the panel alone in a browser: all states × four themes × four widths
import { ensureDependencies, ROOT } from './dependencies.mjs';

ensureDependencies();

const { spawnSync } = await import('node:child_process');
const fs = await import('node:fs');
const os = await import('node:os');
const path = await import('node:path');
const { parseArgs } = await import('node:util');
const { startWorkbench } = await import('./host/workbench.mjs');
const { startProvider } = await import('../examples/provider.mjs');

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    only: { type: 'string', default: '' },
    panel: { type: 'boolean', default: false },
    guide: { type: 'boolean', default: false },
  },
});
if (values.panel) {
  const { screenshots } = await import('./webview-dev.mjs');
  const to = path.resolve(ROOT, values.out ?? 'out/webview-dev/pictures');
  await screenshots(to, values.only);
  console.log(to);
  process.exit(0);
}
const out = path.resolve(ROOT, values.out ?? 'docs/images');
fs.mkdirSync(out, { recursive: true });

const THEMES = { dark: 'Dark Modern', light: 'Light Modern', hc: 'Default High Contrast' };
const THEME_CLASS = { dark: 'vs-dark', light: 'vs', hc: 'hc-black' };
const SIZES = { 1400: 860, 700: 1280 };

/** Each state: the file whose function is shown, the test, and what happens between Run and the picture. */
const STATES = {
  idle: { file: 'stocks.baml', run: null },
  live: { file: 'stocks.baml', run: (panel) => status(panel, /streaming [6-9]\./) },
  cancelled: {
    file: 'stocks.baml',
    run: async (panel) => {
      await status(panel, /streaming [6-9]\./);
      await panel.getByRole('button', { name: 'Stop' }).click();
      await status(panel, /cancelled/);
    },
  },
  failed: { file: 'resume.baml', test: 'TrainWifi', run: (panel) => status(panel, /failed/) },
};

/** Waits until the status of the run reads so. */
async function status(panel, text) {
  await panel.locator('.metrics .status dd').filter({ hasText: text }).waitFor({ timeout: 45_000 });
}

if (spawnSync(process.execPath, ['esbuild.mjs'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0)
  process.exit(1);
if (values.guide) {
  const { guidePictures } = await import('./screenshots/guide.mjs');
  await guidePictures(ROOT, path.resolve(ROOT, values.out ?? 'docs/guide/images'), values.only);
  process.exit(0);
}
/** Taken here first, and made small at the end. */
const raw = fs.mkdtempSync(path.join(os.tmpdir(), 'baml-live-pictures-'));
const taken = [];
const provider = await startProvider();
try {
  for (const [theme, name] of Object.entries(THEMES)) {
    const wanted = Object.keys(STATES).flatMap((state) =>
      Object.keys(SIZES).map((width) => ({ state, width: Number(width), file: `${state}-${theme}-${width}.png` })),
    );
    const pictures = wanted.filter((picture) => picture.file.includes(values.only));
    const whole = `editor-${theme}.png`;
    const adviser = `adviser-${theme}.png`;
    if (!pictures.length && ![whole, adviser].some((name) => name.includes(values.only))) continue;
    const workbench = await startWorkbench({
      root: ROOT,
      settings: {
        'workbench.colorTheme': name,
        'workbench.activityBar.location': 'hidden',
        'workbench.statusBar.visible': false,
        'breadcrumbs.enabled': false,
        'editor.minimap.enabled': false,
      },
    });
    try {
      if (whole.includes(values.only)) await takeWhole(workbench, theme, whole);
      if (adviser.includes(values.only)) await takeAdviser(workbench, theme, adviser);
      for (const picture of pictures) await takePanel(workbench, theme, picture);
    } finally {
      await workbench.close();
    }
  }
} finally {
  await provider.close();
}
if (taken.length) {
  const { inFewColours } = await import('./screenshots/guide.mjs');
  inFewColours(raw, taken, out);
}

/** The panel alone, at a given width. */
async function takePanel(workbench, theme, { state, width, file }) {
  const { file: source, test, run } = STATES[state];
  const window = await openWindow(workbench, theme, source, width, SIZES[width]);
  const { page } = window;
  await window.command('BAML Live: Open Playground');
  const panel = window.panel();
  await panel.locator('.promise').nth(3).waitFor();
  // The panel takes the whole window.
  await page.getByRole('tab', { name: /BAML Live/ }).click();
  await window.command('View: Close Editors in Other Groups');
  await panel.locator('.promise').nth(3).waitFor();
  if (test) {
    await panel.getByRole('combobox', { name: 'Arguments' }).selectOption({ label: test });
  }
  if (run) {
    await panel.getByRole('button', { name: 'Run', exact: true }).click();
    await run(panel);
  }
  await page
    .locator('iframe.webview.ready')
    .first()
    .screenshot({ path: path.join(raw, file) });
  taken.push(file);
  console.log(file);
  await window.context.close();
}

/** The editor with the panel beside it. */
async function takeWhole(workbench, theme, file) {
  const window = await openWindow(workbench, theme, 'stocks.baml', 1680, 940);
  await window.page.locator('.codelens-decoration a').filter({ hasText: 'Run' }).first().click();
  await STATES.live.run(window.panel());
  await window.page.screenshot({ path: path.join(raw, file) });
  taken.push(file);
  console.log(file);
  await window.context.close();
}

/** What the language server says about a stream attribute. */
async function takeAdviser(workbench, theme, file) {
  const window = await openWindow(workbench, theme, 'stocks.baml', 1180, 940);
  const { page } = window;
  await page.locator('.squiggly-warning').first().waitFor({ timeout: 60_000 });
  const source = fs.readFileSync(path.join(ROOT, 'examples/baml_src/stocks.baml'), 'utf8').split('\n');
  const line = source.findLastIndex((text) => text.includes('@stream.not_null'));
  await page.keyboard.press('Control+G');
  const input = page.locator('.quick-input-box input').first();
  await input.fill(`:${line + 1},${source[line].indexOf('@stream.not_null') + 4}`);
  await input.press('Enter');
  await input.waitFor({ state: 'hidden' });
  await page.keyboard.press('Control+K');
  await page.keyboard.press('Control+I');
  await page.locator('.monaco-hover').filter({ hasText: 'TypeScript' }).first().waitFor();
  await page.waitForTimeout(500); // the hover grows to its size
  await page.screenshot({ path: path.join(raw, file) });
  taken.push(file);
  console.log(file);
  await window.context.close();
}

async function openWindow(workbench, theme, file, width, height) {
  const window = await workbench.open({ folder: path.join(ROOT, 'examples'), file: `baml_src/${file}`, width, height });
  const { page } = window;
  await page.locator(`.monaco-workbench.${THEME_CLASS[theme]}`).waitFor();
  await page.locator('.codelens-decoration a').filter({ hasText: 'Run' }).first().waitFor({ timeout: 60_000 });
  await page.keyboard.press('Control+B'); // the side bar
  return window;
}
