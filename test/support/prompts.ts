/** Renders prompts of `.baml` text in tests. */
import type { Runnable } from '../../server/src/ir/functions';
import type { Json } from '../../server/src/ir/json';
import { createProject } from '../../server/src/language/languageService';
import type { PromptClient, PromptResult, RenderOptions } from '../../server/src/runtime/prompt/messages';
import { renderPrompt } from '../../server/src/runtime/prompt/render';

export const URI = 'file:///main.baml';

/** A client as `openai-generic` is without options. */
export const CLIENT: PromptClient = {
  name: 'C',
  provider: 'openai-generic',
  defaultRole: 'system',
  allowedRoles: ['system', 'user', 'assistant'],
  remapRoles: {},
  options: new Map([['model', { kind: 'string', value: 'm' }]]),
};

/** What a run of function `F` needs; fails with the first problem. A project given may hold more files. */
export function runnableOf(source: string, project = createProject()): Runnable {
  project.setFile(URI, source);
  const found = project.snapshot().runnable('F');
  if (!found.ok) throw new Error(found.problems[0]?.diagnostic.message ?? 'there is no runnable F');
  return found.runnable;
}

/** A project that holds declarations already: reading them once for many cases saves most of the time. */
export function projectWith(declarations: string): ReturnType<typeof createProject> {
  const project = createProject();
  project.setFile('file:///declarations.baml', declarations);
  return project;
}

/** A function `F` with this prompt; `header` is what stands between `F` and the body: parameters and return type. */
export function functionOf(prompt: string, header = '() -> string'): string {
  return `function F${header} {\n  client "openai/m"\n  prompt ##"${prompt}"##\n}\n`;
}

export function render(
  source: string,
  args: Readonly<Record<string, Json>> = {},
  client: PromptClient = CLIENT,
  options: RenderOptions = {},
  project = createProject(),
): PromptResult {
  return renderPrompt(runnableOf(source, project), client, args, options);
}

/** Messages as short text: `role: part | part`, one on a line; a failure as `error: …`. */
export function show(result: PromptResult): string {
  if (!result.ok) return `error: ${result.error.message}`;
  return result.messages
    .map(({ role, parts }) => {
      const shown = parts.map((part) => {
        const content = part.kind === 'text' ? JSON.stringify(part.text) : `<${part.media.media}>`;
        return Object.keys(part.metadata).length ? `${content} ${JSON.stringify(part.metadata)}` : content;
      });
      return `${role}: ${shown.join(' | ')}`;
    })
    .join('\n');
}
