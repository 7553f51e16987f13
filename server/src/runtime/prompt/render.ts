/** Renders the prompt of a function for a client: the one entry to this folder for runs and previews. */
import type { Runnable } from '../../ir/functions';
import type { Json } from '../../ir/json';
import type { SourceRange } from '../../ir/schema';
import { collectMessages } from './collectMessages';
import { globalScope } from './context';
import { Evaluator } from './evaluator';
import { Budget, PromptFailure } from './failure';
import { fromJson } from './fromJson';
import type { PromptClient, PromptError, PromptResult, RenderOptions } from './messages';
import { collect } from './print';
import { Scope, type Marker } from './values';

const DEFAULT_STEPS = 5_000_000;

/**
 * The messages a client is to send, or why there are none. `args` are the arguments as JSON; media are objects with
 * `url`, `base64` or `file`. Never throws; check the arguments with `checkArguments` first.
 */
export function renderPrompt(
  runnable: Runnable,
  client: PromptClient,
  args: Readonly<Record<string, Json>>,
  options: RenderOptions = {},
): PromptResult {
  const budget = new Budget(options.maxSteps ?? DEFAULT_STEPS);
  const pieces: (string | Marker)[] = [];
  try {
    const tags = { 'baml.language': 'typescript', 'baml.runtime': '0.226.2', ...options.tags };
    const scope = new Scope(globalScope(runnable, client, tags, budget));
    for (const { name, type } of runnable.function.parameters) {
      const given = Object.hasOwn(args, name) ? args[name] : undefined;
      scope.set(name, fromJson(given ?? null, type, runnable.schema));
    }
    new Evaluator(budget).render(runnable.function.prompt.nodes, scope, collect(pieces));
  } catch (error) {
    return { ok: false, error: explain(error, runnable) };
  }
  return { ok: true, messages: collectMessages(pieces, client) };
}

function explain(error: unknown, runnable: Runnable): PromptError {
  if (!(error instanceof PromptFailure)) {
    const message = error instanceof RangeError ? 'the prompt or its arguments are nested too deeply' : String(error);
    return { message };
  }
  if (!error.place) return { message: error.message };
  const { span, template } = error.place;
  const owner = template === 0 ? runnable.function : runnable.templates[template - 1];
  if (!owner) return { message: error.message };
  const range: SourceRange = { uri: owner.source.uri, start: span.start, end: span.end };
  return { message: error.message, span: range, officialLine: officialLine(runnable, template, span.start) };
}

/** The official runtime puts every template string in front of the prompt, each on lines of its own. */
function officialLine(runnable: Runnable, template: number, offset: number): number {
  const { templates } = runnable;
  const own = template === 0 ? runnable.function.prompt : templates[template - 1]?.body;
  const before = template === 0 ? templates : templates.slice(0, template - 1);
  const lines = before.reduce((sum, one) => sum + one.body.lineStarts.length, 0);
  const starts = own?.lineStarts ?? [];
  let line = 1;
  while (line < starts.length && (starts[line] as number) <= offset) line++;
  return lines + line;
}
