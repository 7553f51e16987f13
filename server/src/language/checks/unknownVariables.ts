/** Every name in a prompt, a template string, a check or an assert is known there. Language reference 6.4. */
import type { TemplateAnalysis } from '../jinja/analysis';
import { aKind } from '../semantics/kindNames';
import type { Symbols } from '../semantics/symbols';
import type { Span } from '../diagnostic';
import type { SourceFile } from '../project/sourceFile';
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

/** What prompts find in one of their objects only. */
const MEMBERS: Readonly<Record<string, string>> = {
  output_format: 'ctx.output_format',
  role: '_.role',
  chat: '_.chat',
};

export const unknownVariables: Check = (file, symbols, report) => {
  let suggestions = 0;
  for (const { site, analysis } of templateSites(file, symbols, 'name')) {
    const { name, span, entry, role } = site;
    if (entry || !name) continue;
    const { hint, extra } = (role === 'callee' && asFilter(file, name, span)) || help(name, span, analysis);
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
    const member = Object.hasOwn(MEMBERS, name) ? MEMBERS[name] : undefined;
    if (member !== undefined && analysis.kind !== 'constraint') {
      return { hint: ` Did you mean \`${member}\`?`, extra: { fixes: [changeTo(file, span, member, true)] } };
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

/** Functions of other languages, by the filter that does the same. */
const AS_FILTER: Readonly<Record<string, string>> = {
  len: 'length',
  str: 'string',
  string: 'string',
  int: 'int',
  float: 'float',
  sorted: 'sort',
  sum: 'sum',
  min: 'min',
  max: 'max',
  abs: 'abs',
  round: 'round',
  list: 'list',
  json: 'tojson',
  tojson: 'tojson',
  upper: 'upper',
  lower: 'lower',
};

/** `len(x)` is `x|length`. The fix needs an argument that can stand before a filter. */
function asFilter(file: SourceFile, name: string, span: Span): Suggestion | undefined {
  const filter = Object.hasOwn(AS_FILTER, name) ? AS_FILTER[name] : undefined;
  if (filter === undefined) return undefined;
  const call = /^\(\s*([A-Za-z_][\w.]*)\s*\)/.exec(file.text.slice(span.end, span.end + 100));
  const written = `${call?.[1] ?? '…'}|${filter}`;
  const hint = ` Use the filter: \`${written}\`.`;
  if (!call) return { hint, extra: undefined };
  return {
    hint,
    extra: { fixes: [changeTo(file, { start: span.start, end: span.end + call[0].length }, written, true)] },
  };
}

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
