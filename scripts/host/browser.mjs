// Finds, or on Debian installs, a Chromium for the tests that look at pages.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const isRoot = process.getuid?.() === 0;

/** Arguments every headless run uses; a browser run by root has no sandbox of its own. */
export const BROWSER_ARGS = [
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  ...(isRoot ? ['--no-sandbox'] : []),
];

/** Path of a Chromium-based browser ($CHROME_PATH first), or undefined. */
export function findBrowser() {
  return [process.env.CHROME_PATH, ...PLACES].find((file) => file && fs.existsSync(file));
}

/** As `findBrowser`; installs Debian's package when there is none and says so. Throws with what to do when it cannot. */
export function ensureBrowser(log = console.log) {
  const found = findBrowser();
  if (found) return found;
  if (fs.existsSync('/usr/bin/apt-get')) {
    log('No Chromium found: installing Debian’s package chromium …');
    const become = isRoot ? [] : ['sudo', '-n'];
    for (const args of [
      ['update', '-qq'],
      ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'],
    ]) {
      const [command, ...rest] = [...become, 'apt-get', ...args];
      spawnSync(command, rest, {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    }
    const installed = findBrowser();
    if (installed) return installed;
  }
  throw new Error(
    'The tests need a Chromium-based browser and none was found. Install one (Debian: apt-get install chromium) or set CHROME_PATH.',
  );
}
