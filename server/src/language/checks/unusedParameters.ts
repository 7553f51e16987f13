/** Parameters that a prompt or a template string never mentions: the caller gives them, and the model never sees them. */
import { promptSource } from '../semantics/prompts';
import type { Check } from './check';

export const unusedParameters: Check = (file, _symbols, report) => {
  for (const decl of file.ast.declarations) {
    if ((decl.kind !== 'function' && decl.kind !== 'template') || !decl.parameters.length) continue;
    const source = promptSource(decl);
    if (!source) continue;
    const used = wordsInTags(source.value);
    const where = decl.kind === 'function' ? 'The prompt' : 'The text';
    for (const { name } of decl.parameters) {
      if (used.has(name.text)) continue;
      const message = `${where} never uses \`${name.text}\`, so the model does not see it. Write \`{{ ${name.text} }}\` where it belongs.`;
      report('hint', 'unused-parameters', name.span, message, { unnecessary: true });
    }
  }
};

/** What ends a tag, by its second character. */
const CLOSING: Readonly<Record<string, string>> = { '{': '}}', '%': '%}', '#': '#}' };

/** The words between `{{ }}` and `{% %}`. */
function wordsInTags(text: string): Set<string> {
  const words = new Set<string>();
  for (let at = nextTag(text, 0); at >= 0;) {
    const end = text.indexOf(CLOSING[text[at + 1]!]!, at + 2);
    const inside = text[at + 1] === '#' ? '' : text.slice(at, end < 0 ? text.length : end);
    for (const word of inside.match(/[A-Za-z_]\w*/g) ?? []) words.add(word);
    at = end < 0 ? -1 : nextTag(text, end + 2);
  }
  return words;
}

function nextTag(text: string, from: number): number {
  for (let at = text.indexOf('{', from); at >= 0; at = text.indexOf('{', at + 1)) {
    if (Object.hasOwn(CLOSING, text[at + 1] ?? '')) return at;
  }
  return -1;
}
