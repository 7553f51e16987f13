/** Asks the person's own BAML runtime about every prefix of an answer. Knows no editor. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { l10n } from '../../../protocol/l10n';
import type { Answer } from '../../../protocol/verification';
import type { Line, Question } from './process';

const PACKAGE = '@boundaryml/baml';

export interface InstalledRuntime {
  readonly folder: string;
  /** `@boundaryml/baml 0.226.2` */
  readonly name: string;
}

/** The runtime that a program in a folder would load: the nearest `node_modules` upwards, down to one of `within`. */
export function installedRuntime(folder: string, within: readonly string[]): InstalledRuntime | undefined {
  const isWithin = (at: string): boolean => within.some((root) => at === root || at.startsWith(root + path.sep));
  for (let at = folder; isWithin(at); at = path.dirname(at)) {
    const found = path.join(at, 'node_modules', PACKAGE);
    const manifest = path.join(found, 'package.json');
    if (!existsSync(manifest)) continue;
    try {
      const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version?: unknown };
      return { folder: found, name: `${PACKAGE} ${typeof version === 'string' ? version : '(unknown version)'}` };
    } catch {
      return undefined;
    }
  }
  return undefined;
}

/**
 * One answer for each length, in order; fewer when `signal` aborts. `told` hears how many there are. Rejects, with a message for
 * people, when the runtime cannot be asked. `script`: the bundle of `process.ts`.
 */
export function askRuntime(
  script: string,
  question: Question,
  signal: AbortSignal,
  told: (answers: number) => void,
): Promise<readonly Answer[]> {
  return new Promise((resolve, reject) => {
    // Its environment holds no key: the parser needs none.
    const env = { ELECTRON_RUN_AS_NODE: '1', RUST_LIB_BACKTRACE: '0', BAML_LOG: 'off', PATH: process.env['PATH'] };
    const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'ignore'], env });
    const answers: Answer[] = [];
    let failed: string | undefined;
    const stop = (): void => void child.kill();
    signal.addEventListener('abort', stop, { once: true });
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = read(text);
      if (!line) return;
      if ('failed' in line) failed = line.failed;
      else answers.push(line);
      told(answers.length);
    });
    child.once('error', (error) => (failed ??= error.message));
    child.once('close', (code) => {
      signal.removeEventListener('abort', stop);
      if (failed !== undefined) reject(new Error(l10n.t('The installed runtime cannot be asked: {0}', failed)));
      else if (signal.aborted || answers.length === question.lengths.length) resolve(answers);
      else reject(new Error(l10n.t('The installed runtime ended in the middle (code {0}).', code ?? 'none')));
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(JSON.stringify(question));
  });
}

/** What a runtime prints by itself is no line of ours. */
function read(text: string): Line | undefined {
  try {
    const line: unknown = JSON.parse(text);
    const isOurs =
      typeof line === 'object' && line !== null && ['value', 'refused', 'failed'].some((name) => name in line);
    return isOurs ? (line as Line) : undefined;
  } catch {
    return undefined;
  }
}
