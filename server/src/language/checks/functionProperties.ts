/** A prompt function has one client and one prompt, and nothing else. */
import type { FunctionDecl } from '../syntax/ast';
import { didYouMean } from '../text';
import type { Check, Report } from './check';

const CODE = 'function-properties';
const KNOWN: readonly string[] = ['client', 'prompt'];

export const functionProperties: Check = (file, _symbols, report) => {
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'function' || !decl.name || decl.span.end <= decl.name.span.end) continue;
    if (decl.expression) {
      const message = 'A function with an expression as its body is experimental. BAML Live cannot run it.';
      report('information', 'expression-function', decl.name.span, message);
    } else checkFunction(decl, file.text, report);
  }
};

function checkFunction(decl: FunctionDecl, text: string, report: Report): void {
  const name = decl.name!;
  const missing = KNOWN.filter((property) => !decl.properties.some((own) => own.name.text === property));
  const isEmpty = missing.length === KNOWN.length && !decl.properties.length;
  if (missing.length && !(isEmpty && !hasBody(decl, text))) {
    const example = missing.map((property) => (property === 'client' ? '`client "openai/gpt-4o"`' : '`prompt #"…"#`'));
    report(
      isEmpty ? 'warning' : 'error',
      CODE,
      name.span,
      `\`${name.text}\` has no ${missing.join(' and no ')}. Add ${example.join(' and ')}.`,
    );
  }
  for (const { name: property, value } of decl.properties) {
    if (!KNOWN.includes(property.text)) {
      const hint = didYouMean(property.text, KNOWN) || ' A function takes `client` and `prompt`.';
      report('error', CODE, property.span, `\`${property.text}\` is not a property of a function.${hint}`);
    } else if (!value) continue;
    else if (property.text === 'client' && value.kind !== 'string') {
      report('error', CODE, value.span, 'The client is a name or `provider/model`. Write it as text.');
    } else if (property.text === 'prompt' && (value.kind !== 'string' || value.form !== 'raw')) {
      report('error', CODE, value.span, 'A prompt is a raw string. Write `#"` before it and `"#` behind it.');
    }
  }
  for (const { keyword } of decl.typeBuilders) {
    report('error', CODE, keyword, 'Only a test can have a `type_builder`. Move it to a test.');
  }
}

/** A function whose body is missing was reported by the parser. */
function hasBody(decl: FunctionDecl, text: string): boolean {
  return text[decl.span.end - 1] === '}';
}
