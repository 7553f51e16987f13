/** A prompt function has one client and one prompt, and nothing else. */
import type { Fix } from '../diagnostic';
import type { SourceFile } from '../project/sourceFile';
import type { Symbols } from '../semantics/symbols';
import type { FunctionDecl } from '../syntax/ast';
import type { Check, Report } from './check';
import { isBroken, spanOf } from './properties';
import { orRemove, suggestWord } from './suggestion';
import { addLines, makeRaw } from './valueFixes';

const CODE = 'function-properties';
const KNOWN: readonly string[] = ['client', 'prompt'];

export const functionProperties: Check = (file, symbols, report) => {
  for (const decl of file.ast.declarations) {
    if (decl.kind === 'let' && decl.value) {
      report('warning', 'expression-function', decl.value, 'Values outside of functions are experimental.');
    }
    if (decl.kind !== 'function' || !decl.name || decl.span.end <= decl.name.span.end) continue;
    if (decl.expression) {
      const message = 'A function with an expression as its body is experimental. BAML Live cannot run it.';
      report('warning', 'expression-function', decl.name.span, message);
    } else checkFunction(decl, file, symbols, report);
  }
};

function checkFunction(decl: FunctionDecl, file: SourceFile, symbols: Symbols, report: Report): void {
  const name = decl.name!;
  const missing = KNOWN.filter((property) => !decl.properties.some((own) => own.name.text === property));
  const isEmpty = missing.length === KNOWN.length && !decl.properties.length;
  if (missing.length && !isBroken(file, decl)) {
    const example = missing.map((property) => (property === 'client' ? '`client "openai/gpt-4o"`' : '`prompt #"…"#`'));
    report(
      isEmpty ? 'warning' : 'error',
      CODE,
      name.span,
      `\`${name.text}\` has no ${missing.join(' and no ')}. Add ${example.join(' and ')}.`,
      { fixes: skeleton(decl, missing, file, symbols) },
    );
  }
  for (const { name: property, value, span } of decl.properties) {
    if (!KNOWN.includes(property.text)) {
      const near = suggestWord(file, property.span, property.text, missing);
      const { hint, extra } = orRemove(near, file, span, property.text);
      const advice = hint || ' A function takes `client` and `prompt`.';
      report('error', CODE, property.span, `\`${property.text}\` is not a property of a function.${advice}`, extra);
    } else if (!value) continue;
    else if (property.text === 'client' && value.kind !== 'string') {
      report('error', CODE, spanOf(value), 'The client is a name or `provider/model`. Write it as text.');
    } else if (property.text === 'prompt' && (value.kind !== 'string' || value.form !== 'raw')) {
      const fixes = makeRaw(file, value);
      report('error', CODE, spanOf(value), 'A prompt is a raw string. Write `#"` before it and `"#` behind it.', {
        fixes,
      });
    }
  }
}

/** The missing properties, ready to be filled in: the first client of the project, and a prompt with all parameters. */
function skeleton(decl: FunctionDecl, missing: readonly string[], file: SourceFile, symbols: Symbols): readonly Fix[] {
  const [client] = symbols.clients.keys();
  const lines = missing.flatMap((property) => {
    if (property === 'client') return [`client ${client ?? '"openai/gpt-4o"'}`];
    const names = ['ctx.output_format', ...decl.parameters.map(({ name }) => name.text)];
    return ['prompt #"', ...names.map((name) => `  {{ ${name} }}`), '"#'];
  });
  return addLines(file, decl.span, missing.join('` and `'), lines);
}
