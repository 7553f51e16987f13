/**
 * A result with a structure needs `ctx.output_format` in the prompt; without it the model is not told what to write.
 * Template strings that the prompt uses may hold it.
 */
import type { Fix } from '../diagnostic';
import { indentationAt, insertion, newlineOf } from '../edits';
import type { SourceFile } from '../project/sourceFile';
import { promptSource, templateOf, wordsOf } from '../semantics/prompts';
import type { Symbols } from '../semantics/symbols';
import { typeLowering } from '../semantics/lowerTypes';
import { nonNullVariants } from '../semantics/typeFacts';
import type { StringValue } from '../syntax/ast';
import type { Check } from './check';

export const missingOutputFormat: Check = (file, symbols, report) => {
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'function' || !decl.name || !decl.returns) continue;
    const prompt = promptSource(decl);
    if (!prompt || mentions(prompt.value, symbols)) continue;
    // It may be what is just being written.
    if (templateOf(file, prompt).errors.length) continue;
    const returns = typeLowering(symbols).type(file.uri, decl.returns);
    const structured = nonNullVariants(returns).some(
      (type) => type.kind !== 'primitive' && (type.kind !== 'class' || symbols.classes.has(type.name)),
    );
    if (!structured) continue;
    report(
      'warning',
      'missing-output-format',
      decl.name.span,
      `The prompt of \`${decl.name.text}\` never says what to answer. Add \`{{ ctx.output_format }}\` to it.`,
      { fixes: [addOutputFormat(file, prompt)] },
    );
  }
};

/** At the end of the prompt, on a line of its own when the prompt has more than one. */
function addOutputFormat(file: SourceFile, { span }: StringValue): Fix {
  const source = file.text.slice(span.start, span.end);
  const hashes = source.length - source.trimStart().replace(/^#+/, '').length;
  const content = source.slice(hashes + 1, source.length - hashes - 1);
  const at = span.start + hashes + 1 + content.trimEnd().length;
  const isBlock = /[\r\n]/.test(content);
  const before = isBlock ? newlineOf(source) + indentationAt(file.text, at) : content.trim() ? ' ' : '';
  return {
    title: 'Add `{{ ctx.output_format }}`',
    edits: [insertion(file, at, `${before}{{ ctx.output_format }}`)],
    preferred: true,
  };
}

/** Whether the text, or a template string it uses, speaks of the output format. */
function mentions(prompt: string, symbols: Symbols): boolean {
  const seen = new Set<string>();
  const texts = [prompt];
  for (const text of texts) {
    const words = wordsOf(text);
    if (words.has('output_format')) return true;
    for (const word of words) {
      const body = symbols.templates.get(word)?.decl.body;
      if (!body || seen.has(word)) continue;
      seen.add(word);
      texts.push(body.value);
    }
  }
  return false;
}
