// The pictures of docs/guide, taken in the real VS Code on a copy of the examples, with as few colours as they need.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startProvider } from '../../examples/provider.mjs';
import { copyExamples } from '../example-copy.mjs';
import { startWorkbench } from '../host/workbench.mjs';

/** Not a devDependency: only pictures need it. */
const SHARP = 'sharp-cli@6.1.0';

const SETTINGS = {
  'workbench.colorTheme': 'Dark Modern',
  'workbench.activityBar.location': 'hidden',
  'workbench.statusBar.visible': false,
  'breadcrumbs.enabled': false,
  'editor.minimap.enabled': false,
  'files.hotExit': 'off',
  'testing.automaticallyOpenTestResults': 'neverOpen',
  'testing.automaticallyOpenPeekView': 'never',
};

/** Name → how it is taken. `without`: an attribute that is taken out of a file of the copy first. */
const PICTURES = {
  'playground.png': { file: 'baml_src/stocks.baml', width: 1500, height: 820, take: playground },
  'hover.png': { file: 'baml_src/stocks.baml', width: 1100, height: 760, take: hover },
  'completion.png': { file: 'baml_src/person.baml', width: 1000, height: 560, take: completion },
  'timeline.png': { recording: 'stocks', width: 1200, height: 760, take: timeline },
  'hold.png': { recording: 'person', width: 1200, height: 760, take: hold },
  'what-if.png': { recording: 'person', width: 1200, height: 760, take: whatIf },
  'compare.png': { recording: 'person', width: 2300, height: 760, take: compare },
  'many.png': { file: 'baml_src/person.baml', width: 1500, height: 820, take: many },
  'recordings.png': { file: 'recordings/receipt.bamlexpect', width: 1300, height: 640, take: expectations },
  'test-explorer.png': { file: 'baml_src/receipt.baml', width: 1300, height: 640, take: testExplorer },
  'keys.png': {
    file: 'baml_src/clients.baml',
    files: {
      'baml_src/clients.baml': `
client<llm> Gateway {
  provider "openai-generic"
  options {
    base_url "https://gateway.example/v1"
    model "small"
    api_key env.TEAM_KEY
  }
}

client<llm> Mini {
  provider openai
  options {
    model "gpt-4o-mini"
    api_key env.OPENAI_API_KEY
  }
}

function Greet(name: string) -> string {
  client Gateway
  prompt #"Greet {{ name }}."#
}

function Translate(text: string) -> string {
  client Mini
  prompt #"In French: {{ text }}"#
}
`,
      '.env': 'TEAM_KEY=not-a-key',
    },
    width: 1000,
    height: 520,
    take: keys,
  },
  'settings.png': { file: 'baml_src/clients.baml', width: 1100, height: 640, take: settings },
  'done-with.png': { recording: 'person', width: 1100, height: 1000, take: fields },
  'done-without.png': {
    recording: 'person',
    without: [['person.baml', / @stream\.done/g]],
    width: 1100,
    height: 1000,
    take: fields,
  },
  'block-done-with.png': { recording: 'stocks', width: 1100, height: 1000, take: openItem },
  'block-done-without.png': {
    recording: 'stocks',
    without: [['stocks.baml', /\n {2}@@stream\.done/g]],
    width: 1100,
    height: 1000,
    take: openItem,
  },
  'not-null-with.png': { recording: 'message', width: 1100, height: 1000, take: fields },
  'not-null-without.png': {
    recording: 'message',
    without: [['message.baml', / @stream\.not_null/g]],
    width: 1100,
    height: 1000,
    take: fields,
  },
  'with-state.png': { recording: 'blog-post', width: 1100, height: 760, take: halfWay },
};

/** Takes those whose name holds `only`, into `out`. */
export async function guidePictures(root, out, only) {
  fs.mkdirSync(out, { recursive: true });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'baml-live-pictures-'));
  const workbench = await startWorkbench({ root, settings: SETTINGS });
  const taken = [];
  try {
    for (const [name, picture] of Object.entries(PICTURES)) {
      if (!name.includes(only)) continue;
      const copy = await copyExamples(root);
      fs.rmSync(path.join(copy.folder, 'first-mistake'), { recursive: true });
      for (const [file, text] of Object.entries(picture.files ?? {}))
        fs.appendFileSync(path.join(copy.folder, file), text);
      for (const [file, written] of picture.without ?? []) {
        const at = path.join(copy.folder, 'baml_src', file);
        fs.writeFileSync(at, fs.readFileSync(at, 'utf8').replaceAll(written, ''));
      }
      const provider = await startProvider({ port: copy.port });
      let window;
      try {
        window = await workbench.open({
          folder: copy.folder,
          file: picture.file ?? `baml_src/${picture.recording}.baml`,
          width: picture.width,
          height: picture.height,
        });
        await window.page.keyboard.press('Control+B'); // the side bar
        if (picture.recording) await openRecording(window, picture.recording);
        const { of = window.page, clip } = (await picture.take(window)) ?? {};
        await (clip ? window.page : of).screenshot({ path: path.join(folder, name), ...(clip && { clip }) });
        taken.push(name);
        console.log(name);
      } catch (error) {
        await window?.page.screenshot({ path: path.join(folder, `failed-${name}`) }).catch(() => undefined);
        console.error(
          `${name}: ${error instanceof Error ? error.message.split('\n')[0] : error} (${folder}/failed-${name})`,
        );
      } finally {
        await window?.context.close();
        await provider.close();
        copy.remove();
      }
    }
  } finally {
    await workbench.close();
  }
  if (taken.length) inFewColours(folder, taken, out);
}

/** A palette makes a picture of an editor a third of its size, and nobody sees it. */
export function inFewColours(folder, names, out) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const exec = ['exec', '--yes', '--ignore-scripts', '--loglevel=error', `--package=${SHARP}`, '--', 'sharp'];
  const palette = ['-f', 'png', '--palette', '--quality', '85', '--compressionLevel', '9'];
  const files = names.flatMap((name) => ['-i', path.join(folder, name)]);
  const { status } = spawnSync(npm, [...exec, ...files, '-o', out, ...palette], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  console.error('The pictures could not be made smaller; they are kept as they are.');
  for (const name of names) fs.copyFileSync(path.join(folder, name), path.join(out, name));
}

async function lens(window) {
  const run = window.page.locator('.codelens-decoration a').filter({ hasText: 'Run' }).first();
  await run.waitFor({ timeout: 60_000 });
  return run;
}

async function status(panel, text) {
  await panel.locator('.metrics .status dd').filter({ hasText: text }).first().waitFor({ timeout: 60_000 });
}

/** The recording in its own editor, alone in the window. */
async function openRecording(window, name) {
  await window.openFile(`${name}.bamlrun`);
  await status(window.panel(), /completed/);
  await window.page.waitForTimeout(600);
}

/** The panel without the window around it. */
function alone(window) {
  return window.page.locator('iframe.webview.ready').first();
}

function row(window, name) {
  return window.panel().getByRole('treegrid', { name: 'Fields' }).getByRole('row', { name }).first();
}

async function playground(window) {
  await (await lens(window)).click();
  await status(window.panel(), /streaming [6-9]\./);
}

async function goTo(window, line, column) {
  await window.page.keyboard.press('Control+G');
  const input = window.page.locator('.quick-input-box input').first();
  await input.fill(`:${line},${column}`);
  await input.press('Enter');
  await input.waitFor({ state: 'hidden' });
}

async function hover(window) {
  const { page } = window;
  await page.locator('.squiggly-warning').first().waitFor({ timeout: 60_000 });
  const source = fs.readFileSync(new URL('../../examples/baml_src/stocks.baml', import.meta.url), 'utf8').split('\n');
  const line = source.findLastIndex((text) => text.includes('@stream.not_null'));
  await goTo(window, line + 1, source[line].indexOf('@stream.not_null') + 4);
  await page.keyboard.press('Control+K');
  await page.keyboard.press('Control+I');
  await page.locator('.monaco-hover').filter({ hasText: 'TypeScript' }).first().waitFor();
  await page.waitForTimeout(600); // it grows to its size
}

async function completion(window) {
  const { page } = window;
  await page.locator('.squiggly-info, .squiggly-warning').first().waitFor({ timeout: 60_000 });
  const source = fs.readFileSync(new URL('../../examples/baml_src/person.baml', import.meta.url), 'utf8').split('\n');
  const line = source.findIndex((text) => text.includes('nickname string'));
  await goTo(window, line + 1, source[line].length + 1);
  await page.keyboard.type(' @');
  await page.keyboard.press('Control+Space');
  await page.locator('.suggest-widget .monaco-list-row').filter({ hasText: 'stream' }).first().waitFor();
  await page.waitForTimeout(600);
}

async function timeline(window) {
  const { page } = window;
  await row(window, /^\[1\]/).click({ position: { x: 100, y: 10 } });
  for (let i = 0; i < 12; i++) await page.keyboard.press('Shift+ArrowLeft');
  await page.waitForTimeout(400);
  return { of: alone(window) };
}

async function hold(window) {
  await row(window, /^home/).click({ position: { x: 100, y: 10 } });
  await window.page.keyboard.press('Enter');
  await window.panel().getByRole('button', { name: 'Try without it' }).waitFor();
  await window.page.waitForTimeout(400);
  return { of: alone(window) };
}

async function whatIf(window) {
  await hold(window);
  await window.panel().getByRole('button', { name: 'Try without it' }).click();
  await window
    .panel()
    .locator('.what-if')
    .getByText(/holds \d+/)
    .waitFor();
  await window.page.waitForTimeout(400);
  return { of: alone(window) };
}

async function compare(window) {
  const panel = window.panel();
  await hold(window);
  await window.command('BAML Live: Set Run as Baseline');
  await panel.getByText(/^A: /).first().waitFor();
  await panel.getByRole('button', { name: 'Try without it' }).click();
  await panel
    .locator('.what-if')
    .getByText(/holds \d+/)
    .waitFor();
  await panel.locator('.what-if').getByRole('button', { name: 'Apply' }).click();
  await panel.locator('.what-if').getByText('As the types are written now').waitFor();
  await panel.locator('.what-if').getByRole('button', { name: 'Show' }).click();
  await panel.locator('.what-if').waitFor({ state: 'hidden' });
  await window.openFile('person.bamlrun');
  await window.command('BAML Live: Compare Runs…');
  await panel.getByRole('region', { name: 'Comparison of two runs' }).getByText('final value').waitFor();
  await window.page.waitForTimeout(400);
  return { of: alone(window) };
}

async function many(window) {
  const panel = window.panel();
  await (await lens(window)).click();
  await status(panel, /completed/);
  await panel.getByText('Run ×N…').first().click();
  await panel.getByLabel('How many times').fill('6');
  await panel.locator('.many-form').getByRole('button', { name: /Run/ }).click();
  const dialog = window.page.locator('.monaco-dialog-box').getByRole('button', { name: /Run 6 times/ });
  await dialog.click({ timeout: 10_000 });
  await panel.getByRole('region', { name: 'Several runs' }).waitFor();
  await window.page.waitForTimeout(14_000);
}

async function expectations(window) {
  const { page } = window;
  await page.keyboard.press('Control+End');
  await page.keyboard.type('items[*].prize appear complete\n');
  await page.locator('.squiggly-warning, .squiggly-error').first().waitFor({ timeout: 60_000 });
  await window.command('View: Toggle Problems').catch(() => undefined);
  await page.waitForTimeout(800);
}

async function testExplorer(window) {
  const { page } = window;
  await window.command('Testing: Focus on Test Explorer View');
  const rows = page.locator('.test-explorer .monaco-list-row');
  const file = rows.filter({ hasText: 'receipt.bamlexpect' }).first();
  await file.waitFor();
  await file.hover();
  await file.getByRole('button', { name: 'Run Test' }).click();
  await file.locator('.codicon-testing-passed-icon').waitFor({ timeout: 60_000 });
  await file.click();
  await page.keyboard.press('ArrowRight');
  await rows.filter({ hasText: 'no retractions' }).first().waitFor();
  await page.waitForTimeout(600);
}

async function keys(window) {
  const { page } = window;
  await page.locator('.view-line').first().waitFor();
  await lensOrWait(page);
  await window.command('BAML Live: Manage Keys…');
  await page.locator('.quick-input-widget').getByText('Used by clients').waitFor({ timeout: 60_000 });
  await page.waitForTimeout(400);
}

/** The server is up some time after the file is shown. */
async function lensOrWait(page) {
  await page.waitForTimeout(4000);
}

async function settings(window) {
  const { page } = window;
  await lensOrWait(page);
  await window.command('Preferences: Open Settings (UI)');
  await page.keyboard.type('bamlLive');
  await page.getByText('Announcements').first().waitFor({ timeout: 30_000 });
  await page.waitForTimeout(1200);
}

/** The fields, and nothing of what is below them. */
async function fields(window) {
  return { clip: await upTo(window) };
}

async function upTo(window) {
  const whole = await alone(window).boundingBox();
  const problems = await window.panel().locator('.problems').first().boundingBox();
  return { ...whole, height: problems.y - whole.y - 8 };
}

async function openItem(window) {
  await row(window, /^\[1\]/).click({ position: { x: 100, y: 10 } });
  await window.page.keyboard.press('ArrowRight');
  await window.page.waitForTimeout(400);
  return { clip: await upTo(window) };
}

async function halfWay(window) {
  const { page } = window;
  await row(window, /^content/).click({ position: { x: 100, y: 10 } });
  for (let i = 0; i < 60; i++) await page.keyboard.press('Shift+ArrowLeft');
  await page.waitForTimeout(400);
  return { of: alone(window) };
}
