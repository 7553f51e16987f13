// Starts the installed VS Code on the loopback interface.
import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const QUIET = {
  // As on the desktop: a browser's VS Code would save every edit by itself.
  'files.autoSave': 'off',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.enableExperiments': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'security.workspace.trust.enabled': false,
  'git.enabled': false,
  'npm.autoDetect': 'off',
  'window.commandCenter': false,
  'window.autoDetectHighContrast': false,
};

const RESTRICTED = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
  'security.workspace.trust.untrustedFiles': 'open',
};

const START_LIMIT_MS = 60_000;

/** Installs a packaged extension into the data folder of a VS Code that is not running. */
export function installExtension(host, dataDir, vsix) {
  const args = ['--server-data-dir', dataDir, '--install-extension', path.resolve(vsix)];
  const { status, stdout, stderr } = spawnSync(host.node, [path.join(host.dir, 'out/server-main.js'), ...args], {
    env: { ...withoutEditorVariables(process.env), EXTENSIONS_GALLERY: '{"serviceUrl":""}' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${vsix} cannot be installed:\n${stdout}${stderr}`);
}

/**
 * Starts VS Code and resolves once it listens.
 * `restricted`: no workspace is trusted. `settings` are user settings, `env` reaches the extension host, `dataDir` is kept when given and temporary otherwise.
 * The result: `url({ folder, extensions, tests, openFile })`, `stop()`, `exited`, `onOutput(listener)`, `port`, `dataDir`.
 */
export async function startServer(
  host,
  { port = 0, dataDir, restricted = false, settings = {}, env = {}, logFile } = {},
) {
  const temporary = !dataDir;
  const data = dataDir ?? fs.mkdtempSync(path.join(os.tmpdir(), 'vscode-host-data-'));
  const user = path.join(data, 'data', 'User');
  fs.mkdirSync(user, { recursive: true });
  fs.writeFileSync(
    path.join(user, 'settings.json'),
    JSON.stringify({ ...QUIET, ...(restricted && RESTRICTED), ...settings }, null, 2),
  );

  // Without a token any page open in the same browser could reach this server, and its terminal with it.
  const token = randomUUID();
  const child = spawn(
    host.node,
    [
      path.join(host.dir, 'out/server-main.js'),
      ...['--host', '127.0.0.1', '--port', String(port), '--connection-token', token],
      ...['--server-data-dir', data, '--telemetry-level', 'off', '--accept-server-license-terms'],
      ...(restricted ? [] : ['--disable-workspace-trust']),
      ...['--disable-getting-started-override', '--disable-update-check'],
      '--force-disable-user-env',
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32', // leads its own process group, so that language servers end with it
      env: {
        ...withoutEditorVariables(process.env),
        EXTENSIONS_GALLERY: '{"serviceUrl":""}',
        XDG_RUNTIME_DIR: data,
        ...env,
      },
    },
  );
  const signal = (name) => {
    try {
      if (process.platform === 'win32') child.kill(name);
      else process.kill(-child.pid, name);
    } catch {
      // already gone
    }
  };
  const killAtExit = () => signal('SIGKILL');
  process.on('exit', killAtExit);

  const exited = new Promise((resolve) => child.on('exit', (code, by) => resolve({ code, signal: by })));
  const log = logFile && fs.createWriteStream(logFile);
  const listeners = new Set();
  let recent = '';
  const actualPort = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`VS Code did not start in time\n${recent}`)), START_LIMIT_MS);
    exited.then(({ code, signal: by }) => reject(new Error(`VS Code ended while starting (${code ?? by})\n${recent}`)));
    const onData = (data) => {
      const text = String(data);
      log?.write(text);
      recent = (recent + text).slice(-8000);
      for (const listener of listeners) listener(text);
      const ready = /Web UI available at \S+?:(\d+)/.exec(recent);
      if (ready) {
        clearTimeout(timer);
        resolve(Number(ready[1]));
      }
    };
    child.stdout.on('data', onData);
    child.stderr.on('data', onData);
  });

  const authority = `127.0.0.1:${actualPort}`;
  const remote = (file) => {
    const slashed = path.resolve(file).replaceAll('\\', '/');
    return `vscode-remote://${authority}${encodeURI(slashed.startsWith('/') ? slashed : `/${slashed}`)}`;
  };
  return {
    port: actualPort,
    dataDir: data,
    exited,
    onOutput: (listener) => listeners.add(listener),
    /** The address of a window: a folder, extensions under development, a test suite, a file to open. */
    url({ folder, extensions = [], tests, openFile }) {
      const payload = extensions.map((dir) => ['extensionDevelopmentPath', remote(dir)]);
      if (tests) payload.push(['extensionTestsPath', remote(tests)]);
      if (openFile) payload.push(['openFile', remote(openFile)]);
      const query = new URLSearchParams({ tkn: token, payload: JSON.stringify(payload) });
      if (folder) query.set('folder', path.resolve(folder));
      else query.set('ew', 'true');
      return `http://${authority}/?${query}`;
    },
    async stop() {
      signal('SIGTERM');
      await Promise.race([exited, new Promise((resolve) => setTimeout(resolve, 3000).unref())]);
      signal('SIGKILL');
      process.off('exit', killAtExit);
      log?.end();
      if (temporary) {
        try {
          fs.rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
        } catch {
          // a file still held by a dying process; the system cleans its temporary folder
        }
      }
    },
  };
}

function withoutEditorVariables(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(VSCODE_|ELECTRON_|CODE_SERVER_)/.test(name)));
}
