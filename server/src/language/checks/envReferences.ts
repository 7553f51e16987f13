/**
 * Environment variables in the options of a client. Only `env.NAME` without quotes is one; everything else that looks like
 * one is sent as it is written, and the provider answers that the key is wrong.
 */
import type { Fix } from '../diagnostic';
import { replacement } from '../edits';
import type { SourceFile } from '../project/sourceFile';
import { propertyOf } from '../semantics/resolve';
import type { StringValue, ValueExpr } from '../syntax/ast';
import type { Check } from './check';

/** The whole text is a reference, in the manner of BAML, of a template or of JavaScript. */
const WHOLE = /^\s*(?:\{\{\s*|\$\{)?(?:process\.|\$)?(?:env|ENV)\.([A-Za-z_]\w*)(?:\s*\}\}|\})?\s*$/;
/** In the manner of a shell. A dollar may also stand for itself, so only names in capitals count. */
const SHELL = /^\s*\$(?:\{([A-Z_][A-Z0-9_]+)\}|([A-Z_][A-Z0-9_]+))\s*$/;
/** A reference somewhere inside of it. */
const PART = /(?:\benv\.|\$\{(?:env[.:])?|\{\{\s*env\.)([A-Z][A-Z0-9_]{2,})\b/;

export const envReferences: Check = (file, _symbols, report) => {
  for (const decl of file.ast.declarations) {
    const options = decl.kind === 'client' ? propertyOf(decl.properties, 'options')?.value : undefined;
    if (!options) continue;
    for (const value of textsOf(options)) {
      const [, first, second] = WHOLE.exec(value.value.slice(0, 200)) ?? SHELL.exec(value.value.slice(0, 200)) ?? [];
      const whole = first ?? second;
      const name = whole ?? PART.exec(value.value)?.[1];
      if (name === undefined) continue;
      const written = value.value.length > 40 ? `${value.value.slice(0, 39)}…` : value.value;
      const advice = whole
        ? `Write \`env.${name}\`, without quotes.`
        : 'A variable cannot be a part of a text: put the whole text into the variable.';
      report(
        'warning',
        'env-references',
        value.span,
        `This sends the text \`${written}\`, not the value of the variable \`${name}\`. ${advice}`,
        { fixes: whole ? [reference(file, value, whole)] : [] },
      );
    }
  }
};

function reference(file: SourceFile, { span }: StringValue, name: string): Fix {
  return {
    title: `Change to \`env.${name}\``,
    edits: [replacement(file, span, `env.${name}`)],
    preferred: true,
  };
}

function* textsOf(start: ValueExpr): Generator<StringValue> {
  const stack = [start];
  for (let value = stack.pop(); value; value = stack.pop()) {
    if (value.kind === 'string') yield value;
    else if (value.kind === 'list') for (const item of value.items) stack.push(item);
    else if (value.kind === 'map') for (const entry of value.entries) if (entry.value) stack.push(entry.value);
  }
}
