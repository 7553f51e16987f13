/** Code that calls one function, streams it and can cancel it, as a program would; by language. */
import type { Call } from './call';
import { elixirCall } from './elixir';
import { goCall } from './go';
import { pythonCall } from './python';
import { rubyCall } from './ruby';
import { rustCall } from './rust';
import { typescriptCall } from './typescript';

/** In the order in which they are offered. Names follow the client of the official generator, 0.226. */
const LANGUAGES: readonly { readonly language: string; readonly write: (call: Call) => string }[] = [
  { language: 'TypeScript', write: typescriptCall },
  { language: 'Python (async)', write: (call) => pythonCall(call, 'async') },
  { language: 'Python (sync)', write: (call) => pythonCall(call, 'sync') },
  { language: 'Go', write: goCall },
  { language: 'Ruby', write: rubyCall },
  { language: 'Rust', write: rustCall },
  { language: 'Elixir (ash_baml)', write: elixirCall },
];

export function callingCode(call: Call): readonly { readonly language: string; readonly code: string }[] {
  return LANGUAGES.map(({ language, write }) => ({ language, code: write(call) }));
}
