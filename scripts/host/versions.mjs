// The builds of VS Code that can be run from the npm registry alone, and what each needs to run without a compiler.
// Why these: ARCHITECTURE.md, decision "A real VS Code from npm".

export const DEFAULT_VERSION = '1.139.1';

/** The oldest VS Code we support (`engines.vscode`) has a build here too: VSCODE_HOST=1.100.3. */
export const VERSIONS = {
  '1.139.1': {
    package: 'code-server@4.139.1',
    integrity: 'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
    minimumNode: [22, 15],
    // Newer builds take an extension under development from the address only together with a switch that also hides
    // notifications. One condition in the workbench is relaxed instead.
    patch: {
      file: 'out/vs/code/browser/workbench/workbench.js',
      find: 'if(this.payload&&(!this.isBuilt||this.enableSmokeTestDriver))',
      replace: 'if(this.payload)',
    },
    withoutDependencies: [
      '@devcontainers/',
      '@github/',
      '@microsoft/mxc',
      '@vscode/copilot-api',
      '@vscode/sandbox-runtime',
      '@vscode/spdlog',
      '@vscode/native-watchdog',
      '@vscode/sqlite3',
      '@vscode/windows-',
      'kerberos',
      'ssh2',
      'zod',
      'tar',
      'detect-libc',
    ],
    withoutExtensions: ['copilot', 'mermaid-markdown-features', 'microsoft-authentication', 'ms-vscode.*'],
  },
  '1.100.3': {
    package: 'code-server@4.100.3',
    integrity: 'sha512-q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==',
    minimumNode: [20, 0],
    withoutDependencies: ['@vscode/spdlog', '@vscode/windows-', 'native-watchdog', 'kerberos'],
    // Its own ripgrep package downloads a binary when installed; this one carries it.
    extraDependencies: { '@vscode/ripgrep-universal': '1.18.0' },
    ripgrepFrom: '@vscode/ripgrep-universal',
    withoutExtensions: ['microsoft-authentication', 'ms-vscode.*'],
  },
};

/** Major version of the Node binary taken from npm when the running Node is older than a build needs. */
export const SPARE_NODE_MAJOR = '24';

/** Native modules that would need a compiler, replaced by plain JavaScript with the same surface. */
export const STAND_INS = {
  '@vscode/spdlog': `
    const fs = require('node:fs');
    const path = require('node:path');
    const NAMES = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
    class Logger {
      constructor(_name, file) {
        this.file = file;
        this.level = 2;
        this.plain = false;
        fs.mkdirSync(path.dirname(file), { recursive: true });
      }
      setLevel(level) { this.level = level; }
      getLevel() { return this.level; }
      setPattern() {}
      clearFormatters() { this.plain = true; }
      flush() {}
      drop() {}
    }
    NAMES.forEach((name, level) => {
      Logger.prototype[name] = function (text) {
        if (level < this.level) return;
        const line = this.plain ? String(text) : new Date().toISOString() + ' [' + name + '] ' + text + '\\n';
        try { fs.appendFileSync(this.file, line); } catch { /* a log that cannot be written must not stop the host */ }
      };
    });
    const create = async (name, file) => new Logger(name, file);
    module.exports = { Logger, setLevel() {}, setFlushOn() {}, shutdown() {}, createRotatingLogger: create, createAsyncRotatingLogger: create };
  `,
  '@vscode/native-watchdog': 'module.exports = { start() {} };',
  'native-watchdog': 'module.exports = { start() {} };',
};
