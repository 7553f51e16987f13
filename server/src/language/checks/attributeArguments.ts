/** What the attributes other than the stream ones are given. Language reference 4.1 and 5.5. */
import type { Fix } from '../diagnostic';
import { replacement } from '../edits';
import type { SourceFile } from '../project/sourceFile';
import type { AttributePlace, AttributeSite } from '../semantics/attributeSites';
import { attributeSites } from '../semantics/attributeSites';
import type { Attribute } from '../syntax/ast';
import type { Check, Report } from './check';
import { spanOf } from './properties';
import { remove } from './suggestion';
import { quote, unquote } from './valueFixes';

const CODE = 'attribute-arguments';

/** Where the compiler looks at texts and flags; elsewhere it ignores the whole attribute. */
const LOOKED_AT: ReadonlySet<AttributePlace> = new Set(['field', 'class', 'enum', 'enum-value']);
const ONCE: ReadonlySet<string> = new Set(['alias', 'description', 'skip', 'dynamic']);

export const attributeArguments: Check = (file, _symbols, report) => {
  for (const site of attributeSites(file)) {
    const seen = new Set<string>();
    const repeated = new Set<string>();
    for (const { name } of site.attributes) (seen.has(name) ? repeated : seen).add(name);
    for (const attribute of site.attributes) {
      const { name } = attribute;
      // What seems to be missing may be in what could not be read.
      if (attribute.broken) continue;
      if (name === 'check' || name === 'assert') constraint(site, attribute, file, report);
      if (!LOOKED_AT.has(site.place)) continue;
      if (name === 'alias' || name === 'description') text(attribute, file, report);
      if (name === 'skip' || name === 'dynamic') surplus(attribute, 0, file, report);
      if (ONCE.has(name) && repeated.has(name)) {
        report(
          'error',
          CODE,
          attribute.span,
          `\`${written(attribute)}\` stands here more than once. Keep one of them.`,
          { fixes: [remove(file, attribute.span, written(attribute))] },
        );
      }
    }
  }
};

function written(attribute: Attribute): string {
  return (attribute.block ? '@@' : '@') + attribute.name;
}

function text(attribute: Attribute, file: SourceFile, report: Report): void {
  const [value] = attribute.args ?? [];
  if (!value) {
    return report(
      'error',
      CODE,
      attribute.span,
      `\`${written(attribute)}\` needs a text: \`${written(attribute)}("…")\`.`,
    );
  }
  if (value.kind !== 'string' && value.kind !== 'env' && value.kind !== 'jinja') {
    const message = `\`${written(attribute)}\` takes a text. Put it between quotes.`;
    report('error', CODE, value.span, message, { fixes: quote(file, value) });
  }
  surplus(attribute, 1, file, report);
}

function surplus(attribute: Attribute, allowed: number, file: SourceFile, report: Report): void {
  const takes = allowed ? 'takes one text' : 'takes no arguments';
  for (const { span } of attribute.args?.slice(allowed) ?? []) {
    const fixes = [removeArguments(attribute, allowed, file)];
    report('error', CODE, span, `\`${written(attribute)}\` ${takes}. Remove this.`, { fixes });
  }
}

/** Removes all arguments behind the allowed ones, or the parentheses when none is allowed. */
function removeArguments({ args, argsSpan }: Attribute, allowed: number, file: SourceFile): Fix {
  const last = args![args!.length - 1]!;
  const span = allowed ? { start: args![allowed - 1]!.span.end, end: last.span.end } : argsSpan!;
  return { title: 'Remove what is too much', edits: [replacement(file, span, '')], preferred: true };
}

/** `@check(label, {{ … }})`, `@assert([label,] {{ … }})`. */
function constraint(site: AttributeSite, attribute: Attribute, file: SourceFile, report: Report): void {
  // More than two arguments were reported by the parser.
  if (site.place === 'property' || (attribute.args?.length ?? 0) > 2) return;
  const args = attribute.args ?? [];
  const expression = args.at(-1);
  const label = args.length > 1 ? args[0] : undefined;
  const example = `\`${written(attribute)}(label, {{ this > 0 }})\``;
  const severity = site.place === 'parameter' || site.place === 'inner' ? 'warning' : 'error';
  if (expression?.kind !== 'jinja') {
    report(
      severity,
      CODE,
      attribute.span,
      `\`${written(attribute)}\` needs an expression between \`{{\` and \`}}\`: ${example}.`,
    );
  } else if (label && (label.kind !== 'string' || label.form !== 'bare' || /[\s-]/.test(label.value))) {
    report(
      severity,
      CODE,
      attribute.span,
      `The label of \`${written(attribute)}\` is one word without quotes: ${example}.`,
      { fixes: unquote(file, label, /^[A-Za-z]\w*$/) },
    );
  } else if (attribute.name === 'check' && !label) {
    // The compiler takes a lone expression of a field or a result for the label.
    const alone = site.place === 'field' || site.place === 'return';
    report(
      severity,
      CODE,
      alone ? spanOf(expression) : attribute.span,
      `\`${written(attribute)}\` needs a label, under which its result is reported: ${example}.`,
    );
  }
}
