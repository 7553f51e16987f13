/** The view *Functions & Tests* as data: what stands in it, and in what words. Knows no editor. */
import type { FunctionInfo, RunTarget, TestInfo } from '../../../protocol/functions';
import { l10n } from '../../../protocol/l10n';
import type { SourceLocation } from '../../../protocol/run';

/** A row; it is also what *Run* is asked for. */
export interface FunctionNode extends RunTarget {
  readonly kind: 'project' | 'function' | 'test';
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly at?: SourceLocation;
  readonly problem: boolean;
  readonly children: readonly FunctionNode[];
}

/** Functions with their tests; below their projects when there are several. `nameOf` shortens a project's URI. */
export function functionNodes(
  functions: readonly FunctionInfo[],
  nameOf: (project: string) => string,
): readonly FunctionNode[] {
  const projects = [...new Set(functions.map(({ project }) => project))];
  const ofProject = (project: string): FunctionNode[] =>
    functions.filter((info) => info.project === project).map(functionNode);
  if (projects.length < 2) return projects.flatMap(ofProject);
  return projects.map((project) => {
    const children = ofProject(project);
    const label = nameOf(project);
    return {
      kind: 'project',
      id: project,
      label,
      description: children.length === 1 ? l10n.t('1 function') : l10n.t('{0} functions', children.length),
      tooltip: label,
      problem: false,
      function: '',
      project,
      uri: project,
      children,
    };
  });
}

function functionNode(info: FunctionInfo): FunctionNode {
  const { name, project, at, parameters, returns, client, problems } = info;
  const signature = `${name}(${parameters.map((one) => `${one.name}: ${one.type}`).join(', ')}) -> ${returns}`;
  return {
    kind: 'function',
    id: `${project}#${name}`,
    label: name,
    description: problems.length ? l10n.t('has problems') : returns,
    tooltip: [signature, client && l10n.t('client {0}', client), ...problems.map(({ message }) => message)]
      .filter(Boolean)
      .join('\n'),
    at,
    problem: problems.length > 0,
    function: name,
    project,
    uri: at.uri,
    children: info.tests.map((test) => testNode(info, test)),
  };
}

function testNode({ name, project, problems }: FunctionInfo, test: TestInfo): FunctionNode {
  const given = Object.keys(test.args);
  return {
    kind: 'test',
    id: `${project}#${name}#${test.name}`,
    label: test.name,
    description: given.join(', '),
    tooltip: l10n.t('test {0} of {1}', test.name, name),
    at: test.at,
    problem: problems.length > 0,
    function: name,
    project,
    uri: test.at.uri,
    test: test.name,
    children: [],
  };
}
