/** What the language status says of a file. Knows no editor. */
import type { FunctionInfo } from '../../../protocol/functions';
import { count } from '../../../protocol/words';

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
    return { text: 'no language server', detail: 'It is starting, or has stopped; the log says more.', isDown: true };
  const projects = [...new Set(functions.map(({ project }) => project))];
  const holds = (project: string): boolean => file.startsWith(project.endsWith('/') ? project : `${project}/`);
  const project = projects.filter(holds).sort((a, b) => b.length - a.length)[0];
  if (project === undefined) {
    return { text: 'no function', detail: 'The project of this file has no function that can be run.', isDown: false };
  }
  const own = functions.filter((info) => info.project === project);
  const wrong = own.filter(({ problems }) => problems.length).length;
  const clients = [...new Set(own.map(({ client }) => client))].filter(Boolean);
  const facts = [
    wrong ? `${wrong} cannot be run` : 'all can be run',
    clients.length === 1 ? `client ${clients[0]!}` : count(clients.length, 'client'),
  ];
  return { text: `${shorten(project)}: ${count(own.length, 'function')}`, detail: facts.join(', '), isDown: false };
}
