/** What the person has set, as the server uses it. Settings come from outside: whatever has another shape is ignored. */
import type { InitializeParams } from 'vscode-languageserver-protocol';
import type { Connection } from './connection';
import { register } from './register';
import type { Severity } from '../language/diagnostic';

/** The section of the editor's settings. */
const SECTION = 'bamlLive';

export type CheckLevel = Severity | 'off';

export interface Settings {
  /** Levels by code of a check; a check without one keeps its own. */
  readonly checks: Readonly<Record<string, CheckLevel>>;
  /** Hints beside fields whose streaming is not obvious. */
  readonly streamingHints: boolean;
  /** Names of the files of variables that are looked for beside a project. */
  readonly envFiles: readonly string[];
  /** Hosts that media may be fetched from though they are on this machine or in its network. */
  readonly mediaHosts: readonly string[];
  /** Limits of runs in milliseconds, where the client of a function sets none; absent means none. */
  readonly timeouts: RunTimeouts;
}

export interface RunTimeouts {
  readonly connect?: number;
  readonly firstToken?: number;
  readonly idle?: number;
  /** For all attempts together. */
  readonly total?: number;
}

const DEFAULTS: Settings = { checks: {}, streamingHints: true, envFiles: ['.env'], mediaHosts: [], timeouts: {} };

export class ServerSettings {
  /** The same object until something was set differently. */
  current = DEFAULTS;
  /** The address of the editor's own copy of the pages about checks, with a slash at its end. */
  pages: string | undefined;
  /** Whether the client has a store of keys and can ask the person about them. */
  keepsKeys = false;
  /** Whether files are formatted here. False where another extension does it: an editor with two asks which it should be. */
  formats = true;
  /** Whether the client can be asked for files that are not on this machine. */
  givesFiles = false;
  /** False in a workspace that the person has not said to trust: then nothing of it is run. */
  isTrusted = true;
  /** Whether the client knows the command behind *Run*. */
  canRun = false;
  /** What the client brought along: it counts where the client has nothing to say when it is asked. */
  private brought: unknown;
  private canAsk = false;
  private canRegister = false;

  /** `changed` is called when `current` is another object. */
  constructor(
    private readonly connection: Connection,
    private readonly changed: () => void,
  ) {}

  /** Takes what the client says about itself, and settings it brought along as `initializationOptions.settings`. */
  initialize(params: InitializeParams): void {
    const { workspace } = params.capabilities ?? {};
    this.canAsk = workspace?.configuration === true;
    this.canRegister = workspace?.didChangeConfiguration?.dynamicRegistration === true;
    const options: unknown = params.initializationOptions;
    if (!isRecord(options)) return;
    this.keepsKeys = options['keys'] === true;
    this.canRun = options['run'] === true;
    this.givesFiles = options['files'] === true;
    this.formats = options['formats'] !== false;
    this.isTrusted = options['trusted'] !== false;
    this.brought = options['settings'];
    this.take(this.brought);
    if (typeof options['checkPages'] === 'string') this.pages = options['checkPages'].replace(/\/*$/, '/');
  }

  /** Asks the client for its settings, and again whenever it says that they changed. Never rejects. */
  async start(): Promise<void> {
    this.connection.onNotification('workspace/didChangeConfiguration', (params) => {
      if (this.canAsk) return void this.ask();
      const settings: unknown = params?.settings;
      this.take(isRecord(settings) && SECTION in settings ? settings[SECTION] : settings);
    });
    if (this.canRegister) {
      void register(this.connection, 'workspace/didChangeConfiguration', { section: SECTION }).catch((error: unknown) =>
        this.connection.console.warn(`settings are not followed: ${String(error)}`),
      );
    }
    if (this.canAsk) await this.ask();
  }

  /** A section of the editor's own settings as it is now; undefined when the editor cannot be asked. Never rejects. */
  async section(name: string): Promise<unknown> {
    if (!this.canAsk) return undefined;
    return this.sectionNow(name).catch(() => undefined);
  }

  private async ask(): Promise<void> {
    try {
      this.take(await this.sectionNow(SECTION));
    } catch (error) {
      this.connection.console.warn(`settings cannot be read: ${String(error)}`);
    }
  }

  private async sectionNow(section: string): Promise<unknown> {
    const found: unknown = await this.connection.sendRequest('workspace/configuration', { items: [{ section }] });
    return Array.isArray(found) ? (found[0] as unknown) : null;
  }

  private take(settings: unknown): void {
    const next = read(settings ?? this.brought);
    if (JSON.stringify(next) === JSON.stringify(this.current)) return;
    this.current = next;
    this.changed();
  }
}

function read(settings: unknown): Settings {
  if (!isRecord(settings)) return DEFAULTS;
  const levels = settings['checks'];
  const checks = Object.entries(isRecord(levels) ? levels : {}).filter((entry): entry is [string, CheckLevel] =>
    isLevel(entry[1]),
  );
  const hints = isRecord(settings['inlayHints']) ? settings['inlayHints']['streaming'] : undefined;
  return {
    checks: Object.fromEntries(checks),
    streamingHints: typeof hints === 'boolean' ? hints : DEFAULTS.streamingHints,
    envFiles: fileNames(settings['envFiles']),
    mediaHosts: texts(settings['mediaHosts']),
    timeouts: limits(settings['timeouts']),
  };
}

/** Seconds as they are set, in milliseconds; 0 means none. */
function limits(setting: unknown): RunTimeouts {
  if (!isRecord(setting)) return {};
  const names = ['connect', 'firstToken', 'idle', 'total'] as const;
  const set = names.flatMap((name) => {
    const seconds = setting[name];
    return typeof seconds === 'number' && seconds > 0 && seconds < 1e9 ? [[name, Math.ceil(seconds * 1000)]] : [];
  });
  return Object.fromEntries(set) as RunTimeouts;
}

function texts(setting: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(setting) ? setting : [];
  return all.filter((one): one is string => typeof one === 'string');
}

/** Plain names only: a setting of a workspace must not reach files elsewhere. */
function fileNames(setting: unknown): readonly string[] {
  if (!Array.isArray(setting)) return DEFAULTS.envFiles;
  const names: readonly unknown[] = setting;
  return names.filter(
    (name): name is string => typeof name === 'string' && /^[^/\\]+$/.test(name) && !/^\.+$/.test(name),
  );
}

function isLevel(value: unknown): value is CheckLevel {
  return value === 'error' || value === 'warning' || value === 'information' || value === 'hint' || value === 'off';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
