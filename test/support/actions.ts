/** Code actions as a person asks for them: at a place marked in the text. */
import type { CodeAction, CodeActionKind } from '../../server/src/language/languageService';
import { createProject } from '../../server/src/language/languageService';
import { applyFix } from './fixes';

export interface Actions {
  readonly titles: readonly string[];
  readonly actions: readonly CodeAction[];
  /** The text after the action of this title. */
  apply(title: string): string;
}

/** What is offered at `«»` (the cursor) or `«selected text»` of a file. */
export function actionsAt(marked: string, ...kinds: readonly CodeActionKind[]): Actions {
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  if (start < 0 || end < start) throw new Error(`no place is marked in ${marked}`);
  const text = marked.replace(/[«»]/g, '');
  const project = createProject();
  project.setFile('main.baml', text);
  const actions = project.snapshot().codeActions('main.baml', { start, end }, { kind: (kind) => kinds.includes(kind) });
  return {
    titles: actions.map(({ title }) => title),
    actions,
    apply(title) {
      const action = actions.find((candidate) => candidate.title === title);
      if (!action) throw new Error(`${title} is not among ${actions.map((other) => other.title).join(', ')}`);
      return applyFix({ 'main.baml': text }, action)['main.baml']!;
    },
  };
}

/** The errors and warnings of a file on its own, as `code: message`. */
export function problemsOf(text: string): string[] {
  const project = createProject();
  project.setFile('main.baml', text);
  return project
    .snapshot()
    .diagnostics('main.baml')
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ code, message }) => `${code}: ${message}`);
}
