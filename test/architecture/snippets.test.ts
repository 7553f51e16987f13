import assert from 'node:assert/strict';
import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { copyExamples } from '../../scripts/example-copy.mjs';
import { readExpectations } from '../../protocol/expectations/syntax';
import { createProject } from '../../server/src/language/languageService';
import { eventually } from '../support/connection';
import { blocksOf, DOCUMENTS, type Block } from '../support/documentBlocks';
import { startExampleProvider, type ExampleProvider } from '../support/exampleProvider';
import { settingProblems, type SettingSchema } from '../support/settingSchema';
import { fetchOf, shellCommands, type ShellCommand } from '../support/shellBlock';

/** Every block of the documents is tried: commands are run, BAML is checked, settings are held against the manifest. */
const root = path.dirname(__TEST_ROOT__);
const run = promisify(execFile);
const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  readonly version: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
  readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, SettingSchema>> } };
};

/** Commands that are not run here, and why. What they name is checked all the same. */
const NOT_RUN: readonly (readonly [RegExp, string])[] = [
  [/^npm (start|test)$/, 'opens an editor; runs this test'],
  [/^npm run (bench|package|screenshots|differential)\b/, 'minutes; packaged.test.ts makes the package'],
  [/^npm run build$/, 'the bundles of these tests are built by it'],
  [/^npm install --no-save$/, 'needs a registry'],
  [/^npm link$/, 'changes the machine'],
  [/^code --install-extension /, 'needs a desktop'],
];
/** Configuration of other editors: they are not here. */
const ELSEWHERE = ['lua', 'toml'];

const blocks = DOCUMENTS.flatMap(blocksOf);
const of = (...languages: readonly string[]): readonly Block[] =>
  blocks.filter(({ language }) => languages.includes(language));

describe('the blocks of the documents', () => {
  it('are all in a language that is tried here', () => {
    const known = ['sh', 'baml', 'bamlexpect', 'json', 'js', 'ts', ...ELSEWHERE];
    assert.deepEqual(
      blocks.filter(({ language }) => !known.includes(language)).map(({ at, language }) => `${at} ${language}`),
      [],
    );
    assert.ok(blocks.length > 20);
  });

  for (const { at, text, marks } of of('baml')) {
    it(`BAML without a mistake: ${at}`, () => {
      const project = createProject();
      project.setFile('main.baml', text);
      const found = project.snapshot().diagnostics('main.baml');
      const wanted = /reports=(\S+)/.exec(marks)?.[1]?.split(',') ?? [];
      assert.deepEqual([...new Set(found.map(({ code }) => code))], wanted);
      assert.ok(found.every(({ severity }) => severity !== 'error'));
    });
  }

  for (const { at, text, marks } of of('json')) {
    it(`JSON${marks === 'settings' ? ' that the settings take' : ''}: ${at}`, () => {
      const value = JSON.parse(text) as Record<string, unknown>;
      if (marks !== 'settings') return;
      const { properties } = manifest.contributes.configuration;
      assert.deepEqual(settingProblems(value, { type: 'object', properties }, 'settings'), []);
    });
  }

  for (const { at, text, language } of of('js', 'ts')) {
    it(`code that can be read: ${at}`, () => {
      const { diagnostics = [] } = ts.transpileModule(text, { reportDiagnostics: true, fileName: `block.${language}` });
      assert.deepEqual(
        diagnostics.map(({ messageText }) => messageText),
        [],
      );
    });
  }

  for (const { at, text } of of(...ELSEWHERE)) {
    it(`starts a server that there is: ${at}`, () => {
      assert.match(text, /["']baml-live-server["']/);
      assert.ok(manifest.bin['baml-live-server']);
    });
  }
});

describe('the commands of the documents', function () {
  this.timeout(60_000);
  let copy: Awaited<ReturnType<typeof copyExamples>>;
  let provider: ExampleProvider;
  let dist: string;
  const children: ChildProcess[] = [];

  before(async () => {
    copy = await copyExamples(root);
    // Wrong on purpose: a project with mistakes, and a recording whose connection was lost.
    fs.rmSync(path.join(copy.folder, 'first-mistake'), { recursive: true });
    fs.rmSync(path.join(copy.folder, 'recordings/resume-lost.bamlrun'));
    provider = await startExampleProvider({ port: copy.port, speed: 0 });
    dist = path.join(copy.folder, '.dist');
    execFileSync(process.execPath, ['esbuild.mjs', '--production', '--out', dist], { cwd: root });
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill();
  });
  after(async () => {
    await provider?.close();
    copy?.remove();
  });

  /** The program behind a name of `bin`, as it ships. */
  const program = (name: string): string => path.join(dist, path.basename(manifest.bin[name]!));

  for (const { at, text } of of('bamlexpect')) {
    it(`${at} holds of the recording of the receipt`, async () => {
      assert.deepEqual(readExpectations(text).problems, []);
      const file = path.join(copy.folder, 'recordings/receipt.bamlexpect');
      fs.writeFileSync(file, text);
      const { stdout } = await run(process.execPath, [program('baml-live'), 'check', file]);
      assert.match(stdout, /^ {2}✓|✓ /m);
    });
  }

  for (const { at, text } of of('sh')) {
    const commands = shellCommands(text);
    it(`${at}: ${commands.map((one) => one.text).join('; ')}`, async () => {
      assert.ok(commands.length > 0);
      for (const command of commands) await tried(command);
    });
  }

  async function tried(command: ShellCommand): Promise<void> {
    if (NOT_RUN.some(([shape]) => shape.test(command.text))) return exists(command);
    const words = command.words[0] === 'npx' ? command.words.slice(1) : command.words;
    const [name, ...args] = words;
    if (name === 'curl') return answered(args);
    assert.ok(Object.hasOwn(manifest.bin, name!), `${command.text}: run it here, or say in NOT_RUN why not`);
    if (args[0] === 'serve') return served(args);
    // The commands of the documents are meant for the folder of a project.
    const { stdout } = await run(process.execPath, [program(name!), ...args], { cwd: copy.folder });
    assert.ok(stdout.length > 0);
    if (command.into?.endsWith('.xml')) assert.match(stdout, /^<\?xml[^]*<testsuites?\b/);
    if (args[0] === '--version') assert.equal(stdout.trim().split(' ').at(-1), manifest.version);
  }

  let address = '';
  /** Starts the server, with a free port in place of the one that is written. */
  async function served(args: readonly string[]): Promise<void> {
    const port = args.indexOf('--port');
    const free = args.map((word, i) => (port >= 0 && i === port + 1 ? '0' : word));
    const child = spawn(process.execPath, [program('baml-live'), ...free], { cwd: copy.folder });
    children.push(child);
    let said = '';
    child.stdout.on('data', (data: Buffer) => (said += data.toString()));
    address = await eventually(() => /at (http:\S+)/.exec(said)?.[1], 'the address');
  }

  async function answered(args: readonly string[]): Promise<void> {
    const { url, init } = fetchOf(['curl', ...args]);
    const { pathname, search } = new URL(url);
    const response = await fetch(new URL(`${pathname}${search}`, address), init);
    assert.equal(response.status, 200);
    assert.match(await response.text(), /^event: final\n(?:id: \d+\n)?data: \{/m);
  }

  /** What a command names that is not run: a script of package.json, a package. */
  function exists({ words, text }: ShellCommand): void {
    if (words[0] === 'npm') {
      const script = words[1] === 'run' ? words[2]! : words[1]!;
      if (['install', 'link'].includes(script)) return;
      assert.ok(Object.hasOwn(manifest.scripts, script), text);
      const given = words.slice(words.indexOf('--') + 1);
      const [, file] = /^node (\S+)/.exec(manifest.scripts[script]!)!;
      // `npm run bench -- NAME` has its options in a file of that name.
      const named = path.join(root, path.dirname(file!), `${given[0]}.mjs`);
      const source = fs.readFileSync(fs.existsSync(named) ? named : path.join(root, file!), 'utf8');
      for (const option of words.includes('--') ? given.filter((word) => word.startsWith('--')) : [])
        assert.ok(source.includes(option) || source.includes(`${option.slice(2)}: {`), `${text}: ${option}`);
    } else {
      assert.ok(text.endsWith(`baml-live-${manifest.version}.vsix`), text);
    }
  }
});
