/**
 * Offers as a person would read them: a source with the cursor at `$0`, and below it what is offered there. Cases live
 * in `.baml` files beside their test:
 *
 *   //# what the case shows
 *   class A {
 *     x str$0
 *   }
 *   //- other.baml            (starts another file of the same project; the first is `main.baml`)
 *   enum B { One }
 *   //< str                   (what the offer takes the place of; left out when it is nothing)
 *   //> B · string · …        (all labels, in order)
 *   //= map → map<${1:string}, ${2:string}>     (what is written for one of them)
 *
 * `UPDATE_GOLDENS=1` writes what is offered now; lines with `//=` are kept for the labels they name.
 */
import { caseFile } from './caseFile';
import { createProject, type ProjectSnapshot } from '../../server/src/language/languageService';

const WIDTH = 110;

/** Declares a test for every case of `test/language/<name>.baml`. */
export function completionCases(name: string): void {
  caseFile(name, redraw);
}

function redraw(part: string): string {
  const lines = part.trimEnd().split('\n');
  const source = lines.filter((line) => !/^\/\/[<>=] ?/.test(line));
  const wanted = lines.flatMap((line) => /^\/\/= (.*) → /.exec(line)?.[1] ?? []);
  return [...source, ...offered(openCase(source.join('\n')), wanted)].join('\n') + '\n\n';
}

export interface OpenCase {
  readonly snapshot: ProjectSnapshot;
  readonly uri: string;
  readonly text: string;
  readonly offset: number;
}

/** The files of a case as a project, and where its cursor is. */
export function openCase(source: string): OpenCase {
  const project = createProject();
  let at: Omit<OpenCase, 'snapshot'> | undefined;
  const files = source.replace(/^\/\/# .*\n/, '').split(/^\/\/- /m);
  files.forEach((content, index) => {
    const end = content.indexOf('\n');
    const uri = index === 0 ? 'main.baml' : content.slice(0, end).trim();
    const marked = index === 0 ? content : content.slice(end + 1);
    const offset = marked.indexOf('$0');
    const text = marked.replace('$0', '');
    if (offset >= 0) at = { uri, text, offset };
    project.setFile(uri, text);
  });
  if (!at) throw new Error(`no $0 in the case:\n${source}`);
  return { snapshot: project.snapshot(), ...at };
}

function offered({ snapshot, uri, text, offset }: OpenCase, wanted: readonly string[]): string[] {
  const found = snapshot.completions(uri, offset);
  if (!found) return ['//> nothing'];
  const replaced = text.slice(found.insert.start, found.insert.end);
  const written = wanted.map((label) => {
    const item = found.items.find((candidate) => candidate.label === label);
    const insertion = item ? (item.snippet ?? item.insert ?? item.label) : 'not offered';
    return `//= ${label} → ${insertion.replaceAll('\n', '⏎')}`;
  });
  return [...(replaced ? [`//< ${replaced}`] : []), ...wrapped(found.items.map(({ label }) => label)), ...written];
}

function wrapped(labels: readonly string[]): string[] {
  const lines: string[] = [];
  for (const label of labels) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + label.length + 3 <= WIDTH) lines[lines.length - 1] = `${last} · ${label}`;
    else lines.push(`//> ${label}`);
  }
  return lines;
}
