/**
 * Compares our diagnostics with those of the official compiler. A folder of cases holds `.baml` files and `index.json`,
 * which says for each file what the compiler reports. A file directly in the folder is a project of its own; the files of
 * a folder inside it are one project.
 *
 * A case passes when every official diagnostic has one of ours of the same severity that starts at the same place, when
 * we report no error in a file where the compiler has none, and nothing but advice in a file that is named as a valid one.
 * Deliberate differences stand in `differences.json` with their reasons. Since the compiler stops at the first phase with
 * errors and we do not, a file with official errors may have more of ours.
 */
import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Diagnostic } from '../../server/src/language/diagnostic';
import { createProject } from '../../server/src/language/languageService';
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
  readonly deliberate: number;
}

export function compareDiagnostics(folder: string): FileComparison[] {
  const { files } = JSON.parse(readFileSync(path.join(folder, 'index.json'), 'utf8')) as Index;
  const list = path.join(folder, 'differences.json');
  const differences = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Difference[]) : [];
  const compared: FileComparison[] = [];
  for (const names of projectsOf(Object.keys(files))) {
    const project = createProject();
    for (const name of names) project.setFile(name, readFileSync(path.join(folder, name), 'utf8'));
    const snapshot = project.snapshot();
    for (const name of names) {
      const ours = snapshot.diagnostics(name).map((diagnostic) => placed(snapshot.text(name)!, diagnostic));
      compared.push(
        compareFile(
          name,
          files[name]!,
          ours,
          differences.filter(({ file }) => file === name),
        ),
      );
    }
  }
  return compared;
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

function compareFile(
  name: string,
  { diagnostics, crash }: Index['files'][string],
  ours: readonly Ours[],
  differences: readonly Difference[],
): FileComparison {
  const place = ({ severity, line, character }: Official | Ours) => `${line}:${character} ${severity}`;
  const used = new Set<Difference>();
  const meant = (side: Difference['side'], line: number, says: string): boolean => {
    const found = differences.find((d) => d.side === side && d.line === line && says.startsWith(d.says));
    if (found) used.add(found);
    return found !== undefined;
  };
  const free = [...ours];
  const matched = new Set<string>();
  const missed: string[] = [];
  for (const official of diagnostics) {
    const key = place(official);
    const at = free.findIndex((one) => place(one) === key);
    // What the compiler says twice at one place, we say once.
    if (at < 0 && matched.has(key)) continue;
    if (at >= 0) {
      matched.add(key);
      free.splice(at, 1);
    } else if (!meant('official', official.line, official.message)) {
      missed.push(`${name}:${key}: ${firstLine(official.message)}`);
    }
  }
  const unwanted: string[] = [];
  const more: string[] = [];
  const hasErrors = crash || diagnostics.some(({ severity }) => severity === 'error');
  for (const one of free) {
    const said = `${name}:${place(one)} [${one.code}]: ${firstLine(one.message)}`;
    if (one.severity !== 'error' && (one.severity !== 'warning' || !VALID.test(name))) continue;
    if (meant('ours', one.line, one.code)) continue;
    if (!hasErrors || matched.has(place(one))) unwanted.push(said);
    else more.push(said);
  }
  for (const unused of differences.filter((d) => !used.has(d)))
    unwanted.push(`${name}:${unused.line}: listed as a difference, but there is none: ${unused.says}`);
  const count = (wanted: string) => diagnostics.filter(({ severity }) => severity === wanted).length;
  const figures = { errors: count('error'), warnings: count('warning'), deliberate: used.size };
  return { name, ...figures, missed, unwanted, more };
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
    return {
      passed: files.length - failed.length,
      failed: failed.length,
      lines: [
        ...files.flatMap(({ missed, unwanted }) => [
          ...missed.map((said) => `official only  ${said}`),
          ...unwanted.map((said) => `ours only      ${said}`),
        ]),
        `${files.length} files, ${sum((f) => f.errors)} official errors and ${sum((f) => f.warnings)} warnings, ` +
          `${sum((f) => f.missed.length)} without one of ours; ${sum((f) => f.deliberate)} deliberate differences; ` +
          `${sum((f) => f.more.length)} more errors of ours beside official ones`,
      ],
    };
  },
};
