/** `baml-live check`: the problems of the project's files, and the expectations beside its recordings. Calls no model. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { evaluate } from '../../../protocol/expectations/evaluate';
import { readExpectations } from '../../../protocol/expectations/syntax';
import type { FunctionInfo } from '../../../protocol/functions';
import type { Console } from '../console';
import { filesBelow, loadRecording, shown, workspaceOf } from '../files';
import { readFormat, writeReport } from '../report';
import type { Group, Item } from '../report/report';
import { functionOf, replay } from '../replay';
import { Session } from '../session';
import { UsageError, type ExitCode } from '../usage';

export const CHECK_HELP = `baml-live check [PATH…] [--format plain|json|junit] [--warnings]

  Reports the problems of all .baml files of the project around each PATH (default: this folder), and judges every
  .bamlexpect file at or below PATH against the recording of the same name beside it. No model is called.

  --warnings    warnings fail, too
  --format      plain (default), json, or junit

  An expectation is one line:
    merchant visible within 40 characters
    items[*] appear complete
    type before content
    no retractions`;

export interface CheckOptions {
  readonly format?: string;
  readonly warnings?: boolean;
}

export async function check(
  paths: readonly string[],
  options: CheckOptions,
  console: Console,
  signal: AbortSignal,
): Promise<ExitCode> {
  const format = readFormat(options.format);
  const wanted = paths.length ? paths : ['.'];
  const expectations = filesBelow(wanted, ['.bamlexpect']);
  const workspaces = [...new Set(wanted.map(workspaceOf))];
  const files = filesBelow(workspaces, ['.baml']);
  const session = await Session.open(workspaces);
  try {
    console.progress('reading the project');
    const functions = await session.functions();
    const problems = await problemsOf(session, files, options.warnings ?? false);
    if (!problems.length && !expectations.length) {
      throw new UsageError('There is no .baml file of a project here: say where your `baml_src` is.');
    }
    const groups: Group[] = problems;
    for (const file of expectations) {
      console.progress(`checking ${shown(file)}`);
      groups.push(await judge(session, file, functions, signal));
    }
    return writeReport({ command: 'check', groups }, format, console);
  } finally {
    await session.close();
  }
}

/** A group for each file with problems; one that passes for the files without. */
async function problemsOf(session: Session, files: readonly string[], failOnWarnings: boolean): Promise<Group[]> {
  const groups: Group[] = [];
  let clean = 0;
  for (const { uri, diagnostics } of await session.diagnostics(files)) {
    const file = shown(fileURLToPath(uri));
    const items = diagnostics.flatMap(({ severity = 1, message, code, range }): Item[] => {
      if (severity > 2) return [];
      const status = severity === 1 || failOnWarnings ? 'failed' : 'warning';
      const at = { file, line: range.start.line + 1, column: range.start.character + 1 };
      return [
        {
          name: typeof message === 'string' ? message : message.value,
          status,
          at,
          ...(code !== undefined && { message: `${code}` }),
        },
      ];
    });
    if (items.length) groups.push({ name: file, items });
    else clean++;
  }
  const name = `${clean} ${clean === 1 ? 'file' : 'files'} without problems`;
  return clean ? [{ name: 'baml_src', items: [{ name, status: 'passed' }] }, ...groups] : groups;
}

async function judge(
  session: Session,
  file: string,
  functions: readonly FunctionInfo[],
  signal: AbortSignal,
): Promise<Group> {
  const name = shown(file);
  const { expectations, problems } = readExpectations(readFileSync(file, 'utf8'));
  const items: Item[] = problems.map(({ line, from, message }) => ({
    name: 'an expectation that cannot be read',
    status: 'failed',
    message,
    at: { file: name, line: line + 1, column: from + 1 },
  }));
  const recordingFile = file.replace(/\.bamlexpect$/, '.bamlrun');
  const failed = (message: string): Group => ({
    name,
    items: [...items, { name: 'the recording', status: 'failed', message, at: { file: name, line: 1, column: 1 } }],
  });
  if (!existsSync(recordingFile)) return failed(`There is no recording \`${shown(recordingFile)}\` beside it.`);
  const loaded = loadRecording(recordingFile);
  if ('problem' in loaded) return failed(`${shown(recordingFile)}:${loaded.line}: ${loaded.problem}`);
  const called = functionOf(loaded.recording, recordingFile, functions);
  const { timeline } = await replay(session, loaded.recording, recordingFile, called, signal);
  const outcome = timeline.finished?.outcome;
  if (outcome?.kind === 'refused') return failed(outcome.problems.map(({ message }) => message).join('\n'));
  for (const expectation of expectations) {
    const verdict = evaluate(timeline, expectation);
    const at = { file: name, line: expectation.line + 1, column: expectation.from + 1 };
    items.push(
      verdict.ok
        ? { name: expectation.text, status: 'passed' }
        : {
            name: expectation.text,
            status: 'failed',
            message: verdict.message,
            at,
            expected: verdict.expected,
            actual: verdict.actual,
          },
    );
  }
  return { name, items: items.length ? items : [{ name: 'expects nothing', status: 'skipped' }] };
}
