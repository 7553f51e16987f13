import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { commandOf, VIEW_ACTIONS } from '../../protocol/viewActions';
import { VIEW_KEYS } from '../../protocol/viewKeys';
import { CODES } from '../../server/src/language/checks/codes';

/** What package.json promises VS Code, held against the code that keeps it. */
const root = path.dirname(__TEST_ROOT__);
const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
    readonly keybindings: readonly { readonly command: string; readonly when: string }[];
    readonly customEditors: readonly { readonly viewType: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
}

const manifest = JSON.parse(read('package.json')) as Manifest;
/** Its texts by their keys, as a person reads them. */
const texts = JSON.parse(read('package.nls.json')) as Record<string, string>;
const write = (): void => {
  fs.writeFileSync(path.join(root, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  fs.writeFileSync(path.join(root, 'package.nls.json'), `${JSON.stringify(texts, null, 2)}\n`);
};
const { commands, menus, keybindings, customEditors, configuration } = manifest.contributes;
const contributed = commands.map(({ command }) => command).sort();

function beginningWith(prefix: string): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([key]) => key.startsWith(prefix)));
}

function forget(prefix: string): void {
  for (const key of Object.keys(beginningWith(prefix))) Reflect.deleteProperty(texts, key);
}

/** Others are commands anyway. */
const OWN_ACTIONS = VIEW_ACTIONS.filter((action) => !('command' in action));

const LEVELS = ['error', 'warning', 'information', 'hint', 'off'];

describe('the manifest', () => {
  it('lets every check be set to another level, and says what its own one is', () => {
    const codes = Object.entries(CODES).map(([code, { severity }]) => [
      code,
      { type: 'string', enum: LEVELS, default: severity, description: `%setting.checks.${code}%` },
    ]);
    const wanted: unknown = Object.fromEntries(codes);
    const wantedTexts = Object.fromEntries(
      Object.entries(CODES).map(([code, { title }]) => [
        `setting.checks.${code}`,
        `${title[0]!.toUpperCase()}${title.slice(1)}.`,
      ]),
    );
    const checks = configuration.properties['bamlLive.checks'] as { properties: unknown };
    if (process.env['UPDATE_GOLDENS']) {
      checks.properties = wanted;
      forget('setting.checks.');
      Object.assign(texts, wantedTexts);
      write();
    }
    assert.deepEqual(checks.properties, wanted, 'UPDATE_GOLDENS=1 writes them into package.json');
    assert.deepEqual(beginningWith('setting.checks.'), wantedTexts);
  });

  it('contributes the commands that are registered, and no others', () => {
    const [, table] = /const commands\b.* = \{\n(.*?)\n {2}\};/s.exec(read('client/src/commands.ts'))!;
    const [, doing] = /const TABLE\b.* = \{\n(.*?)\n\};/s.exec(read('client/src/doingCommands.ts'))!;
    const registered = [...`${table!}\n${doing!}`.matchAll(/^\s*(\w+):/gm)].map(([, name]) => `bamlLive.${name!}`);
    const timeline = OWN_ACTIONS.map(commandOf);
    for (const action of VIEW_ACTIONS) assert.ok(contributed.includes(commandOf(action)), action.id);
    assert.deepEqual(VIEW_ACTIONS.map(({ id }) => id).sort(), Object.keys(VIEW_KEYS).sort(), 'every key has a name');
    assert.deepEqual([...registered, ...timeline].sort(), contributed);
  });

  it('has every action of the timeline as a command, where a timeline is in use', () => {
    const ours = ({ command }: { readonly command: string }): boolean => command.startsWith('bamlLive.timeline.');
    const when = "activeWebviewPanelId == 'bamlLive.playground' || activeCustomEditorId == 'bamlLive.recording'";
    const wanted = OWN_ACTIONS.map((action) => ({
      command: commandOf(action),
      title: `%command.timeline.${action.id}%`,
      category: '%category.timeline%',
    }));
    const wantedTexts = Object.fromEntries(OWN_ACTIONS.map(({ id, title }) => [`command.timeline.${id}`, title]));
    const offered = wanted.map(({ command }) => ({ command, when }));
    if (process.env['UPDATE_GOLDENS']) {
      const { contributes } = manifest as { contributes: { commands: unknown; menus: Record<string, unknown> } };
      contributes.commands = [...commands.filter((one) => !ours(one)), ...wanted];
      contributes.menus['commandPalette'] = [...menus['commandPalette']!.filter((one) => !ours(one)), ...offered];
      forget('command.timeline.');
      Object.assign(texts, wantedTexts);
      write();
    }
    assert.deepEqual(beginningWith('command.timeline.'), wantedTexts);
    assert.deepEqual(commands.filter(ours), wanted, 'UPDATE_GOLDENS=1 writes them into package.json');
    assert.deepEqual(menus['commandPalette']!.filter(ours), offered);
  });

  it('names only its own commands and settings, never those of the official extensions', () => {
    const named = [...Object.values(menus).flat(), ...keybindings].map(({ command }) => command);
    assert.deepEqual(
      named.filter((command) => !contributed.includes(command)),
      [],
    );
    const settings = Object.keys(configuration.properties);
    assert.ok([...contributed, ...settings].every((name) => name.startsWith('bamlLive.')));
  });

  it('asks only for conditions that the client sets', () => {
    const conditions = [...JSON.stringify(manifest.contributes).matchAll(/\bbamlLive\.(running|hasRun|\w+State)\b/g)];
    assert.ok(conditions.length > 0);
    const state = read('client/src/runState.ts');
    for (const [name] of conditions) assert.ok(state.includes(`'setContext', '${name}'`), name);
  });

  it('is woken by everything that can be there before a BAML file is open', () => {
    // Commands and custom editors wake their extension by themselves; a panel that is restored does not.
    const panel = /PANEL_TYPE = '([^']+)'/.exec(read('client/src/playground/playgroundAtHand.ts'))![1]!;
    const recording = /RECORDING_TYPE = '([^']+)'/.exec(read('client/src/playground/playgroundAtHand.ts'))![1]!;
    assert.ok(manifest.activationEvents.includes(`onWebviewPanel:${panel}`));
    assert.deepEqual(
      customEditors.map(({ viewType }) => viewType),
      [recording],
    );
    assert.deepEqual(
      manifest.activationEvents.filter((event) => event === '*' || event === 'onStartupFinished'),
      [],
      'never by the start of the editor',
    );
  });
});
