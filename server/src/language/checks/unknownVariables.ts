/** Every name in a prompt, a template string, a check or an assert is known there. Language reference 6.4. */
import type { TemplateAnalysis } from '../jinja/analysis';
import { aKind } from '../semantics/kindNames';
import type { Symbols } from '../semantics/symbols';
import type { Span } from '../diagnostic';
import type { Check } from './check';
import { changeTo, type Suggestion } from './suggestion';
import { suggestName, templateSites } from './templateSites';

/** Each is compared with every name of the project; a file with more has another trouble than slips of the pen. */
const MOST_SUGGESTIONS = 50;

/** Words of other languages and of Jinja elsewhere, with what to write instead. */
const FOREIGN: Readonly<Record<string, string>> = {
  null: 'none',
  nil: 'none',
  undefined: 'none',
  TRUE: 'true',
  FALSE: 'false',
};

export const unknownVariables: Check = (file, symbols, report) => {
  let suggestions = 0;
  for (const { site, analysis } of templateSites(file, symbols, 'name')) {
    const { name, span, entry, role } = site;
    if (entry || !name) continue;
    const { hint, extra } = help(name, span, analysis);
    const what = role === 'callee' ? 'function or template string' : 'variable';
    report(
      'warning',
      'unknown-variables',
      span,
      `No ${what} is named \`${name}\` here.${hint || ` ${advice(analysis, role)}`}`,
      extra,
    );
  }

  function help(name: string, span: Span, analysis: TemplateAnalysis): Suggestion {
    const foreign = Object.hasOwn(FOREIGN, name) ? FOREIGN[name] : undefined;
    if (foreign !== undefined) {
      return { hint: ` Did you mean \`${foreign}\`?`, extra: { fixes: [changeTo(file, span, foreign, true)] } };
    }
    if (analysis.kind === 'constraint' && ofThis(name, analysis)) {
      const meant = `this.${name}`;
      return { hint: ` Did you mean \`${meant}\`?`, extra: { fixes: [changeTo(file, span, meant, true)] } };
    }
    if (analysis.kind === 'constraint' && ownField(analysis) === name) {
      return {
        hint: ' The value of this field is `this`.',
        extra: { fixes: [changeTo(file, span, 'this', true)] },
      };
    }
    const explained = explain(name, analysis, symbols);
    if (explained !== undefined) return { hint: ` ${explained}`, extra: undefined };
    return suggestName(file, span, name, suggestions++ < MOST_SUGGESTIONS ? analysis.namesAt(span.start) : []);
  }
};

/** A property of the value that is checked. */
function ofThis(name: string, analysis: TemplateAnalysis): boolean {
  const self = analysis.scopeAt(analysis.span.start).find((entry) => entry.name === 'this');
  return (
    self !== undefined &&
    analysis.membersOf(self.type).some((member) => member.kind === 'field' && member.name === name)
  );
}

/** The field on which a check stands. */
function ownField({ decl, span }: TemplateAnalysis): string | undefined {
  if (decl.kind !== 'class') return undefined;
  return decl.fields.findLast((field) => field.name.span.start < span.start)?.name.text;
}

/** The name is known elsewhere. */
function explain(name: string, { kind, decl }: TemplateAnalysis, symbols: Symbols): string | undefined {
  const declared = symbols.names.get(name)?.[0]?.decl.kind;
  if (kind === 'constraint') {
    if (declared === 'enum')
      return 'Checks do not know enums: compare with the name of the value, as in `this == "Name"`.';
    if (name === 'ctx' || name === '_' || declared === 'template') return 'It exists in prompts only.';
    if (decl.kind === 'class' && decl.fields.some((field) => field.name.text === name)) {
      return `A check of one field does not see others. Compare them in \`@@assert({{ this.${name} … }})\`.`;
    }
    return undefined;
  }
  if (name === 'this') return 'It exists in checks and asserts only.';
  if (name === 'loop') return 'It exists inside of `{% for %}` only.';
  if (
    !declared ||
    declared === 'enum' ||
    declared === 'template' ||
    (decl.kind === 'template' && declared === 'function')
  ) {
    return declared === 'function' ? 'It is a function, and prompts cannot call those.' : undefined;
  }
  return `It is ${aKind(declared)}, and prompts know only parameters, enums and template strings.`;
}

function advice({ kind, decl }: TemplateAnalysis, role: string): string {
  if (kind === 'constraint') {
    return decl.kind === 'test' ? 'Use `this`, `_` or an argument of the test.' : 'Use `this`, the value itself.';
  }
  return role === 'callee'
    ? 'Declare it with `template_string`.'
    : 'Declare it as a parameter, or set it with `{% set %}`.';
}
