/**
 * What the panel asks for around a run: variables and their overrides, requests as they were sent. The relay hands these
 * messages over; what they need of the world is in `RelayPorts`.
 */
import type { DoingFromView } from '../../../protocol/doing';
import type { VariableInfo } from '../../../protocol/keys';
import type { FromView, Selection, ToView } from '../../../protocol/webview';
import type { FunctionInfo } from '../../../protocol/functions';
import { pathFrom } from './mediaPath';
import type { ClientChoice } from '../../../protocol/clients';
import { l10n } from '../../../protocol/l10n';
import { literalText, type LiteralLanguage } from '../../../protocol/literal';
import type { Json, RunParams } from '../../../protocol/run';
import type { RelayPorts } from './relayPorts';
import { paramsOf } from './runOptions';

/** What is on screen, as the relay knows it. */
export interface DoingScreen {
  readonly params: RunParams | undefined;
  readonly clients: readonly ClientChoice[];
  readonly functions: readonly FunctionInfo[];
  readonly events: readonly { readonly type: string }[];
}

const literals = (): Readonly<Record<string, LiteralLanguage>> => ({
  JSON: 'json',
  [l10n.t('TypeScript literal')]: 'typescript',
  [l10n.t('Python literal')]: 'python',
});

/** What the relay does itself, since it has the runs. */
type RunMessage = 'bring' | 'runBeside' | 'forceCancel' | 'cancelRun' | 'showRun';

export class Doing {
  constructor(
    private readonly ports: Pick<RelayPorts, 'server' | 'editor' | 'overrides'>,
    private readonly screen: () => DoingScreen,
    private readonly post: (message: ToView) => void,
    private readonly notify: (severity: 'info' | 'error', message: string) => void,
  ) {}

  /** Rejects with a message for people. */
  async receive(message: Exclude<DoingFromView, { readonly type: RunMessage }>): Promise<void> {
    switch (message.type) {
      case 'environment':
        return this.environment(message.selection);
      case 'override':
        return this.override(message.selection, message.name);
      case 'removeOverride':
        this.ports.overrides.delete(message.selection.project, message.name);
        return this.environment(message.selection);
      case 'sentRequest':
        return this.sentRequest(message.as);
      case 'arguments': {
        const { params } = message;
        return this.post({ type: 'arguments', params, result: await this.ports.server.arguments(params) });
      }
      case 'browseMedia':
        return this.browse(message);
      case 'saveAsTest':
        return this.saveAsTest(message);
      case 'copyValue':
        return this.copyValue(message.value);
      case 'copyText':
        return this.copied(message.what, message.text);
      case 'callingCode':
        return this.callingCode(message.selection);
    }
  }

  /** The view was made anew: it is told what is set for the project it shows. */
  async ready(selection: Selection | null): Promise<void> {
    if (selection && this.ports.overrides.names(selection.project).length) await this.environment(selection);
  }

  /** Shows what a run would send, or copies it as a command. */
  async request({ selection, args, as }: Extract<FromView, { type: 'request' }>): Promise<void> {
    const { function: name, project } = selection;
    const client = this.screen().clients.find((one) => one.id === selection.client);
    if (client && client.kind !== 'project') {
      const why =
        client.kind === 'editor'
          ? l10n.t(
              'A model of the editor is asked by the editor: there is no request to show. Choose a client of the project.',
            )
          : l10n.t('A simulated answer is made here: there is no request to show. Choose a client of the project.');
      return this.notify('info', why);
    }
    const params = {
      function: name,
      uri: project,
      args,
      ...(client && { client: client.id }),
      ...paramsOf(selection.options),
    };
    const { editor } = this.ports;
    await (as === 'text' ? editor.showRequest(params) : editor.copyAsCurl(params));
  }

  private async environment(selection: Selection): Promise<void> {
    const variables = await this.variables(selection);
    this.post({ type: 'environment', project: selection.project, variables });
  }

  private async override(selection: Selection, name: string | null): Promise<void> {
    if (!this.ports.editor.isTrusted()) {
      return this.notify(
        'info',
        l10n.t('In Restricted Mode nothing is run, so no variable is set. Trust the workspace first.'),
      );
    }
    const known = name === null ? await this.variables(selection) : [];
    const project = selection.project;
    const set = await this.ports.overrides.ask(project, name, known);
    if (set) await this.environment(selection);
  }

  /** Those a run would read, with what is set here on top; and those that are set and not read. */
  private async variables({ function: name, project, client }: Selection): Promise<readonly VariableInfo[]> {
    const { overrides, server, editor } = this.ports;
    const choice = this.screen().clients.find((one) => one.id === client);
    const isModel = choice === undefined || choice.kind === 'project';
    const params = { function: name, uri: project, ...(choice?.kind === 'project' && { client: choice.id }) };
    const read = isModel && editor.isTrusted() ? await server.runVariables(params) : [];
    const set = overrides.names(project);
    const unread = set.filter((one) => !read.some((info) => info.name === one));
    return [
      ...read.map((info) => (set.includes(info.name) ? { ...info, source: { kind: 'override' as const } } : info)),
      ...unread.map((one) => ({ name: one, source: { kind: 'override' as const }, clients: [] })),
    ];
  }

  private async saveAsTest({ selection, args, result }: Extract<DoingFromView, { type: 'saveAsTest' }>): Promise<void> {
    const { editor, server } = this.ports;
    const [bare, withAsserts] = [
      l10n.t('Arguments only'),
      l10n.t('Arguments, and asserts begun from the result on screen'),
    ] as const;
    const choice = result === null ? bare : await editor.pick(l10n.t('Save as a test'), [bare, withAsserts]);
    if (choice === undefined) return;
    const asserts = choice === withAsserts && result !== null;
    const of = { function: selection.function, uri: selection.project };
    const made = await server.newTest({ ...of, args, ...(asserts && { result }) });
    if (!made)
      throw new Error(l10n.t('There is no function `{0}` any more, so no test was written.', selection.function));
    await editor.insert(made, made.text);
    this.notify('info', l10n.t('The test `{0}` was written into the file. Undo takes it out again.', made.name));
  }

  /** The path counts from the file of the function, as that of a test there would. */
  private async browse({ selection, media, path }: Extract<DoingFromView, { type: 'browseMedia' }>): Promise<void> {
    const { function: name, project } = selection;
    const holder = this.screen().functions.find((one) => one.name === name && one.project === project)?.at.uri;
    if (holder === undefined) throw new Error(l10n.t('There is no function `{0}` any more.', name));
    const chosen = await this.ports.editor.browse(media, holder);
    if (chosen === undefined) return;
    this.post({ type: 'browsed', function: name, project, path, file: pathFrom(holder, chosen.uri) });
    if (!chosen.isInside) {
      this.notify(
        'info',
        l10n.t('It lies outside the folders of the workspace: a run does not read it there. Copy it into the project.'),
      );
    }
  }

  private async copyValue(value: Json): Promise<void> {
    const languages = literals();
    const label = await this.ports.editor.pick(l10n.t('Copy the snapshot as'), Object.keys(languages));
    if (label !== undefined)
      await this.copied(l10n.t('The snapshot, as {0}', label), literalText(value, languages[label]!));
  }

  private async callingCode({ function: name, project }: Selection): Promise<void> {
    const { editor, server } = this.ports;
    const codes = await server.callingCode({ function: name, uri: project });
    if (!codes)
      throw new Error(l10n.t('`{0}` has errors or is not there any more, so no code can be written for it.', name));
    const languages = codes.map(({ language }) => language);
    const language = await editor.pick(l10n.t('Copy code that streams {0}, and can cancel it', name), languages);
    const found = codes.find((one) => one.language === language);
    if (found) await this.copied(l10n.t('{0} code for {1}', found.language, name), found.code);
  }

  private async copied(what: string, text: string): Promise<void> {
    await this.ports.editor.copy(text);
    this.notify('info', l10n.t('{0} is on the clipboard.', what));
  }

  private async sentRequest(as: 'text' | 'curl'): Promise<void> {
    const { params } = this.screen();
    if (params?.source.kind !== 'live') {
      return this.notify(
        'info',
        l10n.t('Nothing was sent for what is on screen: only a run that calls a model sends a request.'),
      );
    }
    const { run, function: name, uri, args } = params;
    const { editor } = this.ports;
    const wanted = { function: name, uri, args, run };
    await (as === 'text' ? editor.showRequest(wanted) : editor.copyAsCurl(wanted));
  }
}
