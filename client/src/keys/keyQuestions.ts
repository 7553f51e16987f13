/** The server's questions about keys, put to the person. One at a time: two boxes at once would take each other away. */
import * as vscode from 'vscode';
import type {
  KeyDestinationParams,
  KeyDestinationResult,
  MissingKeyParams,
  MissingKeyResult,
  StoredKeysParams,
  StoredKeysResult,
} from '../../../protocol/keys';
import { l10n } from '../../../protocol/l10n';
import type { EnvironmentOverrides } from './environmentOverrides';
import type { KeyDestinations } from './keyDestinations';
import type { KeyStore } from './keyStore';
import { OneAtATime } from './oneAtATime';
import { ownPlaces } from './ownPlaces';
import type { Seal } from './seal';

export class KeyQuestions {
  private readonly questions = new OneAtATime();

  constructor(
    private readonly store: KeyStore,
    private readonly destinations: KeyDestinations,
    private readonly overrides: EnvironmentOverrides,
    readonly seal: Seal,
  ) {}

  async stored({ names, project }: StoredKeysParams): Promise<StoredKeysResult> {
    if (!vscode.workspace.isTrusted) return { values: {} };
    const set = project === undefined ? {} : this.overrides.values(project, names);
    const values = { ...(await this.store.values(names)), ...set };
    const sealed = Object.entries(values).map(
      async ([name, value]) => [name, await this.seal.close(name, value)] as const,
    );
    return { values: Object.fromEntries(await Promise.all(sealed)) };
  }

  async missing(params: MissingKeyParams, token: vscode.CancellationToken): Promise<MissingKeyResult> {
    const { name } = params;
    const value = await this.questions.ask(name, isTakenBack(token), async () => {
      // Meanwhile another run may have got the answer.
      const known = (await this.store.values([name]))[name];
      if (token.isCancellationRequested) return undefined;
      return known ?? askForKey(name, this.store, params, token);
    });
    return { value: value === undefined ? null : await this.seal.close(name, value) };
  }

  async destination(params: KeyDestinationParams, token: vscode.CancellationToken): Promise<KeyDestinationResult> {
    const about = [...params.names, params.host].join(' ');
    const agreed = await this.questions.ask(about, isTakenBack(token), async () => {
      const { host, client } = params;
      const open = params.names.filter((name) => !this.destinations.has(name, host));
      if (!open.length) return true;
      if (token.isCancellationRequested) return undefined;
      const keys = open.length === 2 ? l10n.t('{0} and {1}', ...open) : open.join(', ');
      const where = client
        ? l10n.t('The client {0} of this project sends it there.', client)
        : l10n.t('This project sends it there.');
      const unknown =
        open.length > 1
          ? l10n.t('That is not an address these keys are known to belong to.')
          : l10n.t('That is not an address this key is known to belong to.');
      const why = params.inText ? l10n.t('It stands in the text of the request, where no key belongs.') : unknown;
      const whose = l10n.t(
        'Whoever runs the server at that address can use what it is sent. Your answer is remembered for this key and this address.',
      );
      const send = l10n.t('Send');
      const question = l10n.t('Send {0} to {1}?', keys, host);
      const detail = [where, why, whose].join(' ');
      const choice = await vscode.window.showWarningMessage(question, { modal: true, detail }, send);
      if (choice !== send) return undefined;
      await this.destinations.add(open, host);
      return true;
    });
    return { agreed: agreed === true };
  }
}

function isTakenBack(token: vscode.CancellationToken): () => boolean {
  return () => token.isCancellationRequested;
}

/** Asks for the value of a variable and where to keep it; undefined when the person changed their mind. */
export async function askForKey(
  name: string,
  store: KeyStore,
  why?: Omit<MissingKeyParams, 'name'>,
  token?: vscode.CancellationToken,
): Promise<string | undefined> {
  const places = [...ownPlaces(), ...(why?.searched ?? [])].join(', ');
  const missing = !why
    ? ''
    : places
      ? l10n.t('{0} needs it, and it is not in {1}. It is shown nowhere.', why.function, places)
      : l10n.t('{0} needs it, and in a browser it can only come from you. It is shown nowhere.', why.function);
  const value = await vscode.window.showInputBox(
    {
      title: why?.client ? l10n.t('{0} for the client {1}', name, why.client) : name,
      prompt: missing || l10n.t('It is shown nowhere.'),
      placeHolder: l10n.t('The value'),
      password: true,
      ignoreFocusOut: true,
      validateInput: (text) => (text.trim() === '' ? l10n.t('Type or paste the value.') : undefined),
    },
    token,
  );
  if (value === undefined) return undefined;
  const keep = {
    label: `$(lock) ${l10n.t('Store it')}`,
    description: l10n.t('in the secret storage of the editor'),
    until: 'deleted',
  } as const;
  const once = {
    label: `$(watch) ${l10n.t('Use it for now')}`,
    description: l10n.t('until this window is closed'),
    until: 'windowCloses',
  } as const;
  const choice = await vscode.window.showQuickPick(
    [keep, once],
    { title: name, placeHolder: l10n.t('Keep the key?'), ignoreFocusOut: true },
    token,
  );
  if (!choice) return undefined;
  await store.set(name, value.trim(), choice.until);
  return value.trim();
}
