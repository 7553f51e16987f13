/** What can be run in a panel, and what the person has chosen of it. */
import { SIMULATIONS, type ClientChoice } from '../../../protocol/clients';
import type { FunctionInfo } from '../../../protocol/functions';
import { l10n } from '../../../protocol/l10n';
import type { Recording } from '../../../protocol/run';
import type { RunOptions } from '../../../protocol/runOptions';
import type { Selection } from '../../../protocol/webview';
import type { ManyClient } from './relayMany';
import type { RelayPorts } from './relayPorts';
import type { RelayView } from './relayView';

const keyOf = (name: string, project: string): string => `${name} ${project}`;

export class RelayChoices {
  functions: readonly FunctionInfo[] = [];
  clients: readonly ClientChoice[] = [];
  selection: Selection | null = null;
  /** The tags and stop rules of each function, as long as the panel's window lives. */
  private readonly options = new Map<string, RunOptions | undefined>();

  constructor(
    private readonly ports: Pick<RelayPorts, 'server' | 'remembered'>,
    private readonly view: RelayView,
  ) {}

  /** Asks the server what there is, and tells the view. */
  async refresh(): Promise<void> {
    const { server } = this.ports;
    await this.view.reported(async () => {
      [this.functions, this.clients] = await Promise.all([server.functions(), server.clients()]);
    });
    this.postFunctions();
  }

  postFunctions(): void {
    const { functions, clients } = this;
    this.view.post({ type: 'functions', functions, clients, serverReady: this.ports.server.isReady() });
  }

  /** A view that is made anew has what was chosen last, in another window too. */
  remember(): void {
    this.selection ??= this.ports.remembered?.last() ?? null;
  }

  select(selection: Selection): void {
    this.selection = selection;
    this.keepOptions(selection);
    this.view.post({ type: 'select', selection });
  }

  /** What the person chose, or is writing. Another function is given what it was given last. */
  chosen(selection: Selection, another = false): void {
    const isOther = this.selection?.function !== selection.function || this.selection.project !== selection.project;
    const next = another ? this.asRemembered(selection) : isOther ? this.withOptions(selection) : selection;
    if (next === selection) {
      this.selection = selection;
      this.keepOptions(selection);
    } else this.select(next);
    this.ports.remembered?.remember(next);
  }

  /** With the test or arguments the function was given last, where they are still there. */
  asRemembered(selection: Selection): Selection {
    const known = this.ports.remembered?.of(selection);
    const info = this.infoOf(selection.function, selection.project);
    const isThere = known && (known.args !== null || info?.tests.some(({ name }) => name === known.test));
    const options = this.withOptions(selection);
    return isThere ? { ...options, test: known.test, args: known.args } : options;
  }

  infoOf(name: string, project: string): FunctionInfo | undefined {
    return this.functions.find((one) => one.name === name && one.project === project);
  }

  /** What a choice of client means for several runs; null is the function's own. */
  clientOf(client: string | null, { function: name, project }: Selection): ManyClient & { isReal: boolean } {
    const simulation = SIMULATIONS.find((one) => one.id === client);
    if (simulation) {
      return { label: simulation.label, source: { kind: 'simulated', playing: simulation.playing }, isReal: false };
    }
    const choice = this.clients.find((one) => one.id === client);
    const own = this.infoOf(name, project)?.client ?? l10n.t('its own client');
    return {
      label: choice?.label ?? own,
      ...(choice && { client: choice.id }),
      source: { kind: 'live' },
      isReal: true,
    };
  }

  /** The client the person has chosen, where a function of this project can be run with it. */
  chosenClient(project: string): string | null {
    const id = this.selection?.client ?? null;
    const choice = this.clients.find((one) => one.id === id && (one.project === null || one.project === project));
    return choice?.id ?? null;
  }

  /**
   * The tags and stop rules that are set for a function: they are those of whatever runs it, and stay its own while another one is
   * chosen. Rules are known in another window too; tags, which may be secret, are not.
   */
  optionsOf(name: string, project: string): Pick<Selection, 'options'> {
    const key = keyOf(name, project);
    if (this.options.has(key)) {
      const options = this.options.get(key);
      return options ? { options } : {};
    }
    const stop = this.ports.remembered?.of({ function: name, project })?.stop;
    return stop ? { options: { tags: [], stop } } : {};
  }

  private withOptions(selection: Selection): Selection {
    if (selection.options) return selection;
    const { options } = this.optionsOf(selection.function, selection.project);
    return options ? { ...selection, options } : selection;
  }

  private keepOptions({ function: name, project, options }: Selection): void {
    this.options.set(keyOf(name, project), options);
  }

  /** The project of the selection when it has the function, else any that has it. */
  projectOf(recording: Recording): string {
    const name = recording.header.function;
    const having = this.functions.filter((one) => one.name === name).map((one) => one.project);
    const selected = this.selection?.project;
    return selected !== undefined && having.includes(selected) ? selected : (having[0] ?? selected ?? '');
  }
}
