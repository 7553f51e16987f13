/** What the language status says of a file. Knows no editor. */
import type { FunctionInfo } from '../../../protocol/functions';
import { l10n } from '../../../protocol/l10n';

export interface StatusText {
  readonly text: string;
  readonly detail: string;
  readonly isDown: boolean;
}

/** `functions`: of all projects; null when the server does not answer. `shorten`: a URI as the workspace shows it. */
export function statusText(
  functions: readonly FunctionInfo[] | null,
  file: string,
  shorten: (uri: string) => string,
): StatusText {
  if (!functions)
    return {
      text: l10n.t('no language server'),
      detail: l10n.t('It is starting, or has stopped; the log says more.'),
      isDown: true,
    };
  const projects = [...new Set(functions.map(({ project }) => project))];
  const holds = (project: string): boolean => file.startsWith(project.endsWith('/') ? project : `${project}/`);
  const project = projects.filter(holds).sort((a, b) => b.length - a.length)[0];
  if (project === undefined) {
    return {
      text: l10n.t('no function'),
      detail: l10n.t('The project of this file has no function that can be run.'),
      isDown: false,
    };
  }
  const own = functions.filter((info) => info.project === project);
  const wrong = own.filter(({ problems }) => problems.length).length;
  const clients = [...new Set(own.map(({ client }) => client))].filter(Boolean);
  const facts = [
    wrong ? l10n.t('{0} cannot be run', wrong) : l10n.t('all can be run'),
    clients.length === 1 ? l10n.t('client {0}', clients[0]!) : l10n.t('{0} clients', clients.length),
  ];
  const many = own.length === 1 ? l10n.t('1 function') : l10n.t('{0} functions', own.length);
  return { text: `${shorten(project)}: ${many}`, detail: facts.join(', '), isDown: false };
}
