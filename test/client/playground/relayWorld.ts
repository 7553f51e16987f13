/** A panel with everything around it in memory: views that note what they are sent, a server whose runs the test tells of. */
import assert from 'node:assert/strict';
import { SIMULATIONS, type ClientChoice } from '../../../protocol/clients';
import type { FunctionInfo } from '../../../protocol/functions';
import type { Recording, RunEvent, RunEventBody, RunParams, RunResult } from '../../../protocol/run';
import type { Reading } from '../../../protocol/reading';
import type { RecordingInfo, Selection, ToView } from '../../../protocol/webview';
import type { RereadResult } from '../../../protocol/whatIf';
import type { RememberedArguments } from '../../../client/src/playground/rememberedArguments';
import { Relay } from '../../../client/src/playground/relay';
import type { RelayPorts } from '../../../client/src/playground/relayPorts';

export const PROJECT = 'file:///w/baml_src';
export const CLIENTS: readonly ClientChoice[] = [
  { id: 'Other', label: 'Other', kind: 'project', project: PROJECT },
  { id: 'vscode-lm/gpt', label: 'GPT', kind: 'editor', project: null },
  { id: SIMULATIONS[0]!.id, label: SIMULATIONS[0]!.label, kind: 'simulated', project: null },
];
export const SELECTION: Selection = { function: 'Extract', project: PROJECT, test: null, args: null, client: null };

const AT = { uri: 'file:///w/baml_src/a.baml', line: 0, character: 0, endLine: 0, endCharacter: 1 };
export const EXTRACT: FunctionInfo = {
  name: 'Extract',
  project: PROJECT,
  at: AT,
  parameters: [{ name: 'text', type: 'string' }],
  returns: 'string',
  client: 'Fast',
  tests: [
    { name: 'Short', at: AT, args: { text: 'short' } },
    { name: 'Long', at: AT, args: { text: 'long' } },
  ],
  problems: [],
  outline: [],
};
export const GREET: FunctionInfo = {
  ...EXTRACT,
  name: 'Greet',
  parameters: [{ name: 'name', type: 'string' }],
  tests: [],
};
export const INFO: RecordingInfo = {
  id: 'run:a',
  function: 'Extract',
  detail: '',
  outcome: 'completed',
  durationMs: 1,
  origin: 'run',
};
export const RECORDING: Recording = {
  header: {
    format: 'bamlrun/1',
    function: 'Extract',
    args: {},
    client: { name: 'Fast', provider: 'openai' },
    prompt: { messages: [], hash: 'p' },
    schema: { hash: 's', ir: null },
    startedAt: '2026-11-21T13:45:01.007Z',
    clock: { unit: 'ms', origin: 'request sent' },
    redactions: [],
  },
  chunks: [],
};

/** What a server makes of an answer of one row. */
export const READING: Reading = {
  parents: [-1],
  keys: [null],
  first: [0],
  complete: [0],
  holds: { count: 0, ms: 0 },
  retractions: 0,
  dropped: 0,
  usable: null,
  returns: 'R',
};

export async function readyPanel(options: WorldOptions = {}): Promise<{ relay: Relay; world: World }> {
  const world = new World(options);
  const relay = new Relay(world.ports());
  relay.receive({ type: 'ready' });
  await turn();
  return { relay, world };
}

export interface WorldOptions {
  readonly isTrusted?: boolean;
  readonly closingCancels?: boolean;
  readonly keepFails?: string;
  readonly latest?: Recording;
  /** Whether a run that is cancelled ends. */
  readonly obeys?: boolean;
  /** The file a person chooses. */
  readonly browsed?: { readonly uri: string; readonly isInside: boolean };
  readonly remembered?: RememberedArguments;
}

export type Numbered = { readonly seq: number } & RunEventBody;

/** Everything around a relay, in memory. */
export class World {
  readonly posted: ToView[] = [];
  readonly runs: { params: RunParams; signal: AbortSignal; tell(...events: readonly Numbered[]): void }[] = [];
  readonly kept: Recording[] = [];
  readonly logged: string[] = [];
  readonly notices: string[] = [];
  readonly requests: unknown[] = [];
  readonly removed: string[] = [];
  /** What was put on the clipboard or into a file. */
  readonly copies: string[] = [];
  readonly overrides = new Map<string, string>();
  isVisible = true;
  isServerReady = true;
  private ids = 0;

  constructor(private readonly options: WorldOptions = {}) {}

  /** Gives events to the newest run. */
  tell(...events: readonly Numbered[]): void {
    this.runs.at(-1)!.tell(...events);
  }

  get isRunning(): boolean {
    return this.runs.some((run) => !run.signal.aborted);
  }

  /** What the answer on screen is by the types as they are written now. */
  reread: RereadResult = { kind: 'unreadable' };

  last<T extends ToView['type']>(type: T): Extract<ToView, { type: T }> {
    const found = this.posted.findLast((message): message is Extract<ToView, { type: T }> => message.type === type);
    assert.ok(found, `no message ${type}`);
    return found;
  }

  ports(): RelayPorts {
    return {
      ...(this.options.remembered && { remembered: this.options.remembered }),
      view: { post: (message) => void this.posted.push(message), isVisible: () => this.isVisible },
      server: {
        schemaText: () => Promise.resolve(null),
        run: (params, onEvents, signal) => this.run(params, onEvents, signal),
        functions: async () => [EXTRACT, GREET],
        clients: async () => CLIENTS,
        isReady: () => this.isServerReady,
        reread: () => Promise.resolve(this.reread),
        arguments: async () => null,
        callingCode: async () => [
          { language: 'Go', code: 'go code' },
          { language: 'Ruby', code: 'ruby code' },
        ],
        newTest: async (params) => {
          this.requests.push(params);
          return { name: 'ExtractTest', uri: PROJECT, line: 9, character: 0, text: 'test ExtractTest {}' };
        },
        quirks: () => Promise.resolve([]),
        moment: () => Promise.resolve(null),
        streamTypes: () => Promise.resolve(null),
        runVariables: async (params) => {
          this.requests.push(params);
          return [{ name: 'TEAM_KEY', source: { kind: 'process' }, clients: ['Fast'] }];
        },
      },
      overrides: {
        names: () => [...this.overrides.keys()],
        delete: (_, name) => void this.overrides.delete(name),
        ask: async (_, name) => {
          this.overrides.set(name ?? 'ASKED', 'sk-typed-in-the-editor');
          return true;
        },
      },
      recordings: {
        pin: () => Promise.resolve(),
        rename: () => Promise.resolve(),
        remove: () => Promise.resolve(),
        kept: () => Promise.resolve({ runs: 0, pinned: 0 }),
        clear: () => Promise.resolve(),
        labelOf: () => undefined,
        uriOf: () => undefined,
        list: async () => [INFO],
        read: async (id) => {
          if (id !== INFO.id) throw new Error('no such recording');
          return RECORDING;
        },
        latest: async () => this.options.latest,
        keep: async (recording) => {
          if (this.options.keepFails) throw new Error(this.options.keepFails);
          this.kept.push(recording);
        },
      },
      editor: {
        exportRun: () => Promise.resolve(),
        showDiff: () => Promise.resolve(),
        copyText: () => Promise.resolve(),
        choose: () => Promise.resolve(undefined),
        ask: () => Promise.resolve(undefined),
        readFile: () => Promise.reject(new Error('no such file')),
        announcements: () => 'milestones',
        readText: () => Promise.resolve(''),
        revealFile: () => undefined,
        openAsText: () => Promise.resolve(),
        removeAttribute: async (at, name) => void this.removed.push(`${name} ${at.line}`),
        showRequest: async (params) => void this.requests.push({ as: 'text', ...params }),
        showQuirk: () => {},
        copyAsCurl: async (params) => void this.requests.push({ as: 'curl', ...params }),
        isTrusted: () => this.options.isTrusted ?? true,
        closingCancels: () => this.options.closingCancels ?? true,
        reveal: () => {},
        copy: async (text) => void this.copies.push(text),
        pick: async (_, labels) => labels.at(-1),
        browse: async () => this.options.browsed,
        insert: async ({ line }, text) => void this.copies.push(`${line}: ${text}`),
        save: async () => {},
        open: async () => undefined,
        log: (message) => void this.logged.push(message),
        notice: (severity, message) => void this.notices.push(`${severity}: ${message}`),
        changed: () => {},
      },
      newId: () => `run ${++this.ids}`,
    };
  }

  private run(params: RunParams, onEvents: (events: readonly RunEvent[]) => void, signal: AbortSignal) {
    const tell = (...events: readonly Numbered[]) => onEvents(events.map((event) => ({ ...event, run: params.run })));
    this.runs.push({ params, signal, tell });
    return new Promise<RunResult>((_, reject) => {
      if (this.options.obeys) signal.addEventListener('abort', () => reject(new Error('cancelled')));
    });
  }
}

export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export function started(seq: number): Numbered {
  return {
    seq,
    type: 'started',
    header: RECORDING.header,
    source: 'live',
    speed: 1,
    schemaFrom: 'project',
    types: 'schema',
  };
}

export function frames(seq: number): Numbered {
  return {
    seq,
    type: 'frames',
    frames: [{ chunk: { t: seq, batch: seq, text: 'x' }, length: 1, value: [], fields: [] }],
  };
}

export function finished(seq: number): Numbered {
  return { seq, type: 'finished', t: 9, outcome: { kind: 'cancelled' }, fields: [] };
}
