/** What an expression can begin with: the names at a place, and the named arguments of the call around it. */
import type { JinjaType, ScopeEntry, Signature } from '../../jinja/analysis';
import { signatureText } from '../../jinja/facts/signature';
import { typeText } from '../../jinja/types';
import type { Symbols } from '../../semantics/symbols';
import type { Completion, CompletionKind } from './item';
import type { JinjaCall } from './jinjaCall';
import { parameterAt } from './jinjaCall';
import { choicesOf, wordItems } from './jinjaTexts';

const KIND: Readonly<Record<ScopeEntry['kind'], readonly [kind: CompletionKind, sort: string]>> = {
  variable: ['variable', '1'],
  parameter: ['parameter', '2'],
  builtin: ['builtin', '3'],
  macro: ['template', '3'],
  template: ['template', '4'],
  enum: ['enum', '5'],
};

const DOCUMENTATION: Readonly<Record<string, string>> = {
  _: 'Roles: `_.role("user")` starts a new message. In tests, the outcome: `_.result`, `_.latency_ms`, `_.checks`.',
  ctx: 'What is known about the call: the format of the answer, the client, tags.',
  this: 'The value that is checked.',
  loop: 'The loop this is in: which round it is, and how many there are.',
};

/** `isOutput`: what is written is printed as a whole. */
export function nameItems(
  scope: readonly ScopeEntry[],
  call: JinjaCall | undefined,
  isOutput: boolean,
  symbols: Symbols,
): Completion[] {
  const isPrompt = scope.some(({ name, kind }) => name === 'ctx' && kind === 'builtin');
  return [
    ...(call?.isInnermost ? argumentItems(call) : []),
    ...(isOutput && isPrompt ? WHOLE : []),
    ...scope.map((entry) => (entry.kind === 'template' ? templateItem(entry.name, symbols) : scopeItem(entry))),
    ...CONSTANTS,
  ];
}

/** What prompts print most, in one go. */
const WHOLE: readonly Completion[] = [
  {
    label: 'ctx.output_format',
    kind: 'builtin',
    detail: 'the schema of the answer',
    documentation: 'Tells the model what to answer: the schema of the return type.',
    sort: '3',
  },
  {
    label: '_.role',
    kind: 'builtin',
    detail: 'a new message',
    documentation: 'Starts a new message with this role; what follows belongs to it.',
    insert: '_.role("user")',
    snippet: '_.role("${1|user,assistant,system|}")',
    sort: '3',
  },
];

/** A project has hundreds: what their parameters are in templates is not asked. */
function templateItem(name: string, symbols: Symbols): Completion {
  const [kind, sort] = KIND.template;
  const names = symbols.templates.get(name)?.decl.parameters.map((parameter) => parameter.name.text) ?? [];
  const places = names.map((parameter, index) => `\${${index + 1}:${parameter}}`);
  return {
    label: name,
    kind,
    detail: `${name}(${names.join(', ')})`,
    insert: `${name}()`,
    snippet: `${name}(${places.join(', ')})`,
    sort,
    symbol: { kind: 'template', name },
  };
}

function scopeItem({ name, kind, type, symbol }: ScopeEntry): Completion {
  const [shown, sort] = KIND[kind];
  const called = type.kind === 'callable' ? type : undefined;
  const documentation = called?.signature.documentation ?? (kind === 'builtin' ? DOCUMENTATION[name] : undefined);
  return {
    label: name,
    kind: called ? 'template' : shown,
    detail: called ? signatureText(called.signature) : kind === 'enum' ? 'enum' : detailOf(type),
    ...(documentation !== undefined && { documentation }),
    ...(called && { insert: `${name}()`, snippet: callSnippet(called.signature) }),
    sort: called && kind === 'builtin' ? '6' : sort,
    // What a person declared in the template is in view; what stands elsewhere can be told.
    ...(symbol && symbol.kind !== 'variable' && { symbol }),
  };
}

function detailOf(type: JinjaType): string {
  return type.kind === 'object' ? '' : typeText(type);
}

/** `name(first, second)` with a place for each argument that has to be given. */
export function callSnippet({ name, parameters }: Signature): string {
  if (!parameters.length) return `${name}()`;
  const needed = parameters.filter((one) => !one.optional);
  const places = needed.map((one, index) => {
    const at = index + 1;
    return one.name === 'role' ? `"\${${at}|user,assistant,system|}"` : `\${${at}:${one.name}}`;
  });
  return `${name}(${places.join(', ') || '$1'})`;
}

/** Arguments given by name, and the words one may be. */
function argumentItems(call: JinjaCall): Completion[] {
  const parameter = parameterAt(call);
  const choices = parameter ? wordItems(choicesOf(call, parameter), true) : [];
  if (call.argument.name !== undefined) return choices;
  const named = call.signature?.parameters ?? [];
  const items = named
    .filter(({ name }, index) => !call.given.has(name) && index >= call.argument.index - call.given.size)
    .map(({ name, type, documentation, keyword }): Completion => {
      return {
        label: `${name}=`,
        kind: 'parameter',
        detail: typeText(type),
        ...(documentation !== undefined && { documentation }),
        sort: keyword ? '0' : '7',
      };
    });
  return [...choices, ...items];
}

const CONSTANTS: readonly Completion[] = ['true', 'false', 'none'].map((label) => ({
  label,
  kind: 'literal',
  sort: '8',
}));
