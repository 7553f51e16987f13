/**
 * Compares rendered prompts with those of the official runtime. A folder holds `cases.json`, a list of functions `F` with
 * arguments and what the official runtime makes of them: the messages that a client of `openai-generic` sends, the text of an
 * error, or `abort` where it ends its own process. A case has its whole project as `baml`, or as `source` what follows the
 * declarations of `declarations.baml` beside it.
 *
 * A case passes when the messages are equal, or when a refusal has the official words; which words a refusal has is free where
 * the official compiler reports a place instead, and where it has none.
 */
import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Json } from '../../server/src/ir/json';
import { createProject } from '../../server/src/language/languageService';
import type { LivePlan } from '../../server/src/runtime/plan';
import { prepareRun } from '../../server/src/runtime/prepareRun';
import { difference } from '../support/jsonDifference';
import { argumentsOf } from '../support/mediaArguments';
import { virtualHost } from '../support/virtualHost';
import type { Comparison, Subject } from './subject';

export interface PromptCase {
  readonly id: string;
  readonly baml: string;
  readonly args: { readonly [name: string]: Json };
  readonly expected: { readonly messages?: Json; readonly error?: string; readonly abort?: boolean };
}

export function readCases(folder: string): readonly PromptCase[] {
  const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
  const declarations = existsSync(path.join(folder, 'declarations.baml')) ? read('declarations.baml') : '';
  const cases = JSON.parse(read('cases.json')) as (PromptCase & { readonly source?: string })[];
  return cases.map(({ source, ...one }) =>
    source === undefined ? one : { ...one, baml: `${declarations}\n${source}` },
  );
}

/** The first difference in words; null when there is none. */
export function comparePrompt({ baml, args, expected }: PromptCase): string | null {
  const ours = rendered(baml, args);
  if (expected.messages !== undefined) {
    return 'refused' in ours ? `we refuse: ${ours.refused}` : difference(expected.messages, ours.messages);
  }
  if (!('refused' in ours)) return `official: ${expected.error ?? 'ends its process'}\n  ours: ${JSON.stringify(ours)}`;
  const words = /rendering prompt: (.*?) \(in prompt:\d+\)/s.exec(expected.error ?? '')?.[1];
  return words === undefined || words === ours.refused ? null : `official: ${words}\n  ours: ${ours.refused}`;
}

type Rendered = { readonly messages: Json } | { readonly refused: string };

/** As it would be sent; a prompt that cannot be read is refused with its first problem. */
function rendered(baml: string, args: { readonly [name: string]: Json }): Rendered {
  const project = createProject();
  project.setFile('file:///main.baml', baml);
  const found = project.snapshot().runnable('F');
  if (!found.ok) return { refused: found.problems[0]?.diagnostic.message ?? 'there is no function `F`' };
  const prepared = prepareRun(found.runnable, { args: argumentsOf(args) }, virtualHost());
  if (!prepared.ok) return { refused: prepared.problems.map(({ message }) => message).join('\n') };
  const { request } = (prepared.plan as LivePlan).calls[0]!;
  return { messages: (JSON.parse(request.body as string) as { messages: Json }).messages };
}

export const subject: Subject = {
  about: 'prompts as they are rendered: roles, text, media, errors',
  folder: 'fixtures/prompts',
  compare(folder): Comparison {
    const lines: string[] = [];
    let passed = 0;
    const cases = readCases(folder);
    for (const one of cases) {
      const found = comparePrompt(one);
      if (found === null) passed++;
      else lines.push(`${one.id}: ${found}`);
    }
    return { passed, failed: cases.length - passed, lines };
  },
};
