/** A file that the person looked for becomes the value of an argument. */
import type { DoingToView } from '../../protocol/doing';
import type { Json } from '../../protocol/run';
import { argumentsText } from './arguments';
import { withValue } from './withValue';
import { chosenFunction, type State } from './model';

type Browsed = Extract<DoingToView, { type: 'browsed' }>;

/** The arguments as JSON text with the file at its place; null when another function is chosen by now, or the text is no JSON. */
export function textWithFile(state: State, { function: name, project, path, file }: Browsed): string | null {
  const info = chosenFunction(state);
  const { selection } = state;
  if (!info || selection?.function !== name || selection.project !== project) return null;
  try {
    const root = JSON.parse(selection.args ?? argumentsText(info, selection.test)) as Json;
    return JSON.stringify(withValue(root, path, { ...restOf(valueAt(root, path)), file }), null, 2);
  } catch {
    return null;
  }
}

export function withFile(state: State, message: Browsed): State {
  const args = textWithFile(state, message);
  return args === null || !state.selection ? state : { ...state, selection: { ...state.selection, args } };
}

/** What is given beside the place of the medium: its type. */
function restOf(value: Json | undefined): Readonly<Record<string, Json>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(
    Object.entries(value as Readonly<Record<string, Json>>).filter(([key]) => !['url', 'file', 'base64'].includes(key)),
  );
}

function valueAt(root: Json, path: readonly (string | number)[]): Json | undefined {
  let value: Json | undefined = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string | number, Json>>)[step];
  }
  return value;
}
