/**
 * Compares our diagnostics with those of the official compiler. A folder of cases holds `.baml` files and `index.json`,
 * which says for each file what the compiler reports. A file directly in the folder is a project of its own; the files of
 * a folder inside it are one project.
 *
 * A case passes when every official diagnostic has one of ours of the same severity that starts at the same place, when
 * we report no error in a file where the compiler has none, and nothing but advice in a file that is named as a valid one.
 * What the compiler says several times we say once (see `consequence`); deliberate differences stand in
 * `differences.json` with their reasons. Since the compiler stops at the first phase with errors and we do not, a file
 * with official errors may have more of ours.
 */
import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Diagnostic } from '../../server/src/language/diagnostic';
import { createProject } from '../../server/src/language/languageService';
import { parse } from '../../server/src/language/syntax/parse';
import { readFile } from '../../server/src/language/syntax/readTree';
import type { Comparison, Subject } from './subject';

/** Lines from 1; characters in code points from 0, as the compiler counts them. */
interface Official {
  readonly severity: string;
  readonly line: number;
  readonly character: number;
  readonly message: string;
}
interface Index {
  readonly files: Readonly<Record<string, { readonly diagnostics: readonly Official[]; readonly crash?: boolean }>>;
}

/** Something of a file that differs on purpose: what the compiler says and we do not, or the other way round. */
interface Difference {
  readonly file: string;
  /** `official` is not reported here; `ours` is reported although the compiler is silent. */
  readonly side: 'official' | 'ours';
  readonly line: number;
  /** The beginning of the official message, or our code. */
  readonly says: string;
  readonly why: string;
}

/** Files that the compiler takes as they are. */
export const VALID = /^(?:ok|stream-ok)-|-ok-/;

export interface FileComparison {
  readonly name: string;
  readonly errors: number;
  readonly warnings: number;
  /** Official diagnostics without one of ours. */
  readonly missed: readonly string[];
  /** Of ours where none may be. */
  readonly unwanted: readonly string[];
  /** Errors of ours beside official ones, mostly from phases the compiler did not reach. */
  readonly more: readonly string[];
  /** Official diagnostics that are consequences of others, by the rule that says so. */
  readonly consequences: readonly string[];
  readonly deliberate: number;
}

export function compareDiagnostics(folder: string): FileComparison[] {
  const { files } = JSON.parse(readFileSync(path.join(folder, 'index.json'), 'utf8')) as Index;
  const differences = differencesOf(folder);
  const compared: FileComparison[] = [];
  for (const names of projectsOf(Object.keys(files))) {
    const project = createProject();
    for (const name of names) project.setFile(name, readFileSync(path.join(folder, name), 'utf8'));
    const snapshot = project.snapshot();
    for (const name of names) {
      const text = snapshot.text(name)!;
      const ours = snapshot.diagnostics(name).map((diagnostic) => placed(text, diagnostic));
      compared.push(
        compareFile(
          { name, text, ours, official: files[name]! },
          differences.filter(({ file }) => file === name),
        ),
      );
    }
  }
  return compared;
}

/** The folder's own list, or ours for cases of the same name and text. */
function differencesOf(folder: string): Difference[] {
  const own = path.join(__TEST_ROOT__, subject.folder);
  const from = existsSync(path.join(folder, 'differences.json')) ? folder : own;
  const list = JSON.parse(readFileSync(path.join(from, 'differences.json'), 'utf8')) as Difference[];
  const text = (place: string, file: string) => {
    const at = path.join(place, file);
    return existsSync(at) ? readFileSync(at, 'utf8') : undefined;
  };
  return from === folder ? list : list.filter(({ file }) => text(folder, file) === text(own, file));
}

type Variation = readonly [text: string, official: readonly (readonly [string, number, number, string])[]];

/** What differs in the cases of a file with one per line: variations of a line in a small file, with the official answer. */
export function compareVariations(file: string): string[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .flatMap((line, index) => {
      const [text, answer] = JSON.parse(line) as Variation;
      const name = `${index + 1}.baml`;
      const project = createProject();
      project.setFile(name, text);
      const ours = project
        .snapshot()
        .diagnostics(name)
        .map((diagnostic) => placed(text, diagnostic));
      const diagnostics = answer.map(([severity, at, character, message]) => ({
        severity,
        line: at,
        character,
        message,
      }));
      const { missed, unwanted } = compareFile({ name, text, ours, official: { diagnostics } }, []);
      return [...missed, ...unwanted];
    });
}

function projectsOf(names: readonly string[]): string[][] {
  const projects = new Map<string, string[]>();
  for (const name of names) {
    const slash = name.indexOf('/');
    const key = slash < 0 ? name : name.slice(0, slash + 1);
    projects.set(key, [...(projects.get(key) ?? []), name]);
  }
  return [...projects.values()];
}

interface Ours {
  readonly severity: string;
  readonly line: number;
  readonly character: number;
  readonly code: string;
  readonly message: string;
}

function placed(text: string, { severity, code, message, span }: Diagnostic): Ours {
  const before = text.slice(0, span.start);
  const lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  const line = before.split(/\r\n|\n|\r/).length;
  return { severity, code, message, line, character: [...before.slice(lineStart)].length };
}

interface Case {
  readonly name: string;
  readonly text: string;
  readonly ours: readonly Ours[];
  readonly official: Index['files'][string];
}

function compareFile(file: Case, differences: readonly Difference[]): FileComparison {
  const { name, ours } = file;
  const { diagnostics, crash } = file.official;
  const used = new Set<Difference>();
  const meant = (side: Difference['side'], line: number, says: string): boolean => {
    const found = differences.find((d) => d.side === side && d.line === line && says.startsWith(d.says));
    if (found) used.add(found);
    return found !== undefined;
  };
  const free = [...ours];
  const places = new Set<string>();
  const matched: Official[] = [];
  const unmatched: Official[] = [];
  for (const official of diagnostics) {
    const at = free.findIndex((one) => place(one) === place(official));
    if (at >= 0) free.splice(at, 1);
    // What the compiler says twice at one place, we say once.
    if (at < 0 && !places.has(place(official))) unmatched.push(official);
    else {
      places.add(place(official));
      matched.push(official);
    }
  }
  const missed: string[] = [];
  const consequences: string[] = [];
  for (const official of unmatched) {
    const { line, message } = official;
    const rule = consequence(official, matched, file);
    if (rule) {
      consequences.push(rule);
      matched.push(official);
    } else if (!meant('official', line, message)) missed.push(`${name}:${place(official)}: ${firstLine(message)}`);
  }
  const unwanted: string[] = [];
  const more: string[] = [];
  const hasErrors = crash || diagnostics.some(({ severity }) => severity === 'error');
  for (const one of free) {
    const said = `${name}:${place(one)} [${one.code}]: ${firstLine(one.message)}`;
    // Advice about streaming is wanted wherever it is true; the compiler has none.
    const isAdvice = one.severity !== 'error' && (!VALID.test(name) || one.code.startsWith('stream-'));
    if (isAdvice || one.severity === 'hint' || one.severity === 'information') continue;
    if (meant('ours', one.line, one.code)) continue;
    if (!hasErrors || places.has(place(one))) unwanted.push(said);
    else more.push(said);
  }
  for (const unused of differences.filter((d) => !used.has(d)))
    unwanted.push(`${name}:${unused.line}: listed as a difference, but there is none: ${unused.says}`);
  const count = (wanted: string) => diagnostics.filter(({ severity }) => severity === wanted).length;
  const figures = { errors: count('error'), warnings: count('warning'), deliberate: used.size };
  return { name, ...figures, missed, unwanted, more, consequences };
}

function place({ severity, line, character }: Official | Ours): string {
  return `${line}:${character} ${severity}`;
}

const UNREAD =
  /This line is (?:invalid|not )|Unexpected keyword|No (?:return )?type specified|Type alias points to unknown identifier `map`|Field type must be defined/;
const HEADER = /This line is invalid|Unexpected keyword '\w+' in type definition/;
const MISSING = /Missing `(\w+)`|Test case must have a (\w+) field|required property "type" on "(\w+)"/;

/**
 * Why an official error says nothing new beside those that have one of ours, if so. The compiler cannot read on where
 * something is wrong, and tells the same mistake several times.
 */
function consequence(official: Official, matched: readonly Official[], { text, ours }: Case): string | undefined {
  const { line, message } = official;
  const [from, to] = blockAround(text, line);
  const inBlock = (other: { readonly line: number }) => from <= other.line && other.line <= to;
  const lines = text.split(/\r\n|\n|\r/);
  const missing = MISSING.exec(message);
  if (missing) {
    const name = (missing[1] ?? missing[2] ?? missing[3])!.replace('max_reties', 'max_retries');
    const written = (other: Official) => new RegExp(`^\\s*${name}\\b`).test(lines[other.line - 1] ?? '');
    if (matched.some((other) => other !== official && inBlock(other) && written(other)))
      return 'a property with a wrong value is called missing, too';
  }
  if (!UNREAD.test(message)) return undefined;
  if (matched.some((other) => other.line === line && other.severity === 'error'))
    return 'what is left of a line that cannot be read is reported, too';
  const broken = ours.filter(({ code, severity }) => code === 'syntax' && severity === 'error').filter(inBlock);
  if (HEADER.test(message) && line === from && broken.some((one) => one.line > from))
    return 'a header is reported for a line of its block that cannot be read';
  if (matched.some((other) => other.line < line && inBlock(other) && UNREAD.test(other.message)))
    return 'the rest of a block that cannot be read is reported, too';
  return undefined;
}

/** First and last line of the block that a line belongs to. */
function blockAround(text: string, line: number): readonly [number, number] {
  const lineOf = (offset: number) => text.slice(0, offset).split(/\r\n|\n|\r/).length;
  for (const { span } of readFile(parse(text).root, text).declarations) {
    const [from, to] = [lineOf(span.start), lineOf(span.end)];
    if (from <= line && line <= to) return [from, to];
  }
  return [line, line];
}

function firstLine(message: string): string {
  return message.trim().split('\n', 1)[0]!;
}

export const subject: Subject = {
  about: 'errors and warnings of the official compiler: same severity, same place',
  folder: 'fixtures/diagnostics',
  compare(folder): Comparison {
    const files = compareDiagnostics(folder);
    const failed = files.filter(({ missed, unwanted }) => missed.length + unwanted.length > 0);
    const sum = (of: (file: FileComparison) => number) => files.reduce((total, file) => total + of(file), 0);
    const rules = files.flatMap(({ consequences }) => consequences);
    const official = `${sum((f) => f.errors)} official errors and ${sum((f) => f.warnings)} warnings`;
    return {
      passed: files.length - failed.length,
      failed: failed.length,
      lines: [
        ...files.flatMap(({ missed, unwanted }) => [
          ...missed.map((said) => `official only  ${said}`),
          ...unwanted.map((said) => `ours only      ${said}`),
        ]),
        `${files.length} files, ${official}, ${sum((f) => f.missed.length)} without one of ours`,
        `${rules.length} official errors that say nothing new:`,
        ...[...new Set(rules)].map((rule) => `  ${rules.filter((other) => other === rule).length}  ${rule}`),
        `${sum((f) => f.deliberate)} deliberate differences`,
        `${sum((f) => f.more.length)} more errors of ours beside official ones, which hide later problems`,
      ],
    };
  },
};
