// `npm start`: opens a real VS Code with this extension on the example project. Ctrl+C ends everything.
//   node scripts/start.mjs [--port N] [--no-open] [--web] [--theme NAME] [FOLDER]
import { ensureDependencies, ROOT } from './dependencies.mjs';

ensureDependencies();

const { spawn, spawnSync } = await import('node:child_process');
const fs = await import('node:fs');
const path = await import('node:path');
const { parseArgs } = await import('node:util');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    port: { type: 'string', default: process.env.PORT ?? '0' },
    'no-open': { type: 'boolean' },
    web: { type: 'boolean' },
    theme: { type: 'string' },
  },
});
const folder = path.resolve(positionals[0] ?? path.join(ROOT, 'examples'));
const windows = process.platform === 'win32';

console.log('Building …');
const build = spawnSync(process.execPath, ['esbuild.mjs'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
if (build.status !== 0) process.exit(build.status ?? 1);

const { startProvider } = await import('../examples/provider.mjs');
const provider = await startProvider().catch(async (error) => {
  const running = await runningProvider();
  if (running) return running;
  console.error(`The example model could not be started: ${error.message}`);
  process.exit(1);
});
console.log(`The example model answers on ${provider.url} (recorded streams, no key, nothing leaves this machine).`);

const firstFile = path.join(folder, 'baml_src', 'receipt.baml');
const openFile = fs.existsSync(firstFile) ? firstFile : undefined;

let end = async () => {};
let stopping = false;
const stop = async (code = 0) => {
  if (stopping) return;
  stopping = true;
  await end();
  await provider.close();
  process.exit(code);
};
process.on('SIGINT', () => stop());
process.on('SIGTERM', () => stop());

if (!values.web && desktopCode()) await openDesktop();
else await openServer();

/** The model of another `npm start`, when that is what holds the port. */
async function runningProvider() {
  const url = `http://127.0.0.1:${process.env.BAML_LIVE_EXAMPLE_PORT ?? 41110}`;
  const answer = await fetch(`${url}/v1/models`).then(
    (response) => response.text(),
    () => '',
  );
  return answer.includes('example-model') ? { url, close: async () => {} } : null;
}

/** Whether a desktop VS Code answers to `code`; under SSH or in a container its window would open elsewhere. */
function desktopCode() {
  if (
    process.env.SSH_CONNECTION ||
    (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
  ) {
    return false;
  }
  return spawnSync(windows ? 'code.cmd' : 'code', ['--version'], { stdio: 'ignore', shell: windows }).status === 0;
}

async function openDesktop() {
  const args = [
    '--new-window',
    '--wait',
    `--extensionDevelopmentPath=${ROOT}`,
    folder,
    ...(openFile ? ['--goto', openFile] : []),
  ];
  const child = spawn(windows ? 'code.cmd' : 'code', args, { stdio: 'inherit', shell: windows });
  console.log('VS Code is opening with BAML Live on the examples. Close its window or press Ctrl+C to end.');
  end = async () => void child.kill();
  child.on('exit', (code) => stop(code ?? 0));
}

async function openServer() {
  const { ensureHost } = await import('./host/install.mjs');
  const { startServer } = await import('./host/server.mjs');
  const host = ensureHost({ log: console.log });
  const server = await startServer(host, {
    port: Number(values.port),
    settings: values.theme ? { 'workbench.colorTheme': values.theme } : {},
  });
  end = () => server.stop();
  server.exited.then(() => {
    if (stopping) return;
    console.error('VS Code ended unexpectedly.');
    void stop(1);
  });
  const url = server.url({ folder, extensions: [ROOT], openFile });
  console.log(`\nVS Code ${host.version} with BAML Live is ready:\n\n  ${url}\n`);
  console.log('Open it in a Chromium-based browser or Firefox, then press Run above a function. Ctrl+C ends it.');
  if (!values['no-open'] && process.stdout.isTTY) openInBrowser(url);
}

function openInBrowser(url) {
  const [command, args] =
    process.platform === 'darwin'
      ? ['open', [url]]
      : windows
        ? ['cmd', ['/c', 'start', '', url.replaceAll('&', '^&')]]
        : ['xdg-open', [url]];
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => {}) // no desktop: the printed address is enough
    .unref();
}
