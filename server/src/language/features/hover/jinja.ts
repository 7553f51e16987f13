/** What stands in a prompt or an expression: variables with their types, members, filters, tests and functions. */
import type { Hover, HoverPart } from '../../languageService';
import type { JinjaSite, JinjaType, Signature, TemplateAnalysis } from '../../jinja/analysis';
import { templateAt } from '../../jinja/analyse';
import { FILTERS } from '../../jinja/facts/filters';
import { signatureText } from '../../jinja/facts/signature';
import { TESTS } from '../../jinja/facts/tests';
import { typeText } from '../../jinja/types';
import type { SourceFile } from '../../project/sourceFile';
import { declarationParts } from './declarations';
import { code, text, type HoverContext } from './parts';

/** The name at the offset; undefined outside of templates and where nothing is known. */
export function jinjaHover(file: SourceFile, offset: number, context: HoverContext): Hover | undefined {
  const template = templateAt(file, context.symbols, offset);
  if (!template) return undefined;
  const declared = template.occurrences.find(({ span }) => span.start <= offset && offset <= span.end);
  if (declared) {
    const parts = declarationParts(declared.symbol, context) ?? [];
    const here = typeAt(template, offset);
    const shown = here === undefined || here.kind === 'callable' ? undefined : short(typeText(here));
    const { kind, name } = declared.symbol;
    if (shown !== undefined && kind === 'variable') parts.unshift(code(`${name}: ${shown}`));
    const [first] = parts;
    // What is declared as `string?` may be known to be a string here.
    const differs = first?.kind === 'code' && first.text !== `${name}: ${shown}`;
    if (shown !== undefined && kind === 'parameter' && differs) parts.push(...text(`Here: \`${shown}\`.`));
    return { span: declared.span, parts: parts.length ? parts : [code(name)] };
  }
  for (const site of template.sites) {
    const found = siteHover(site, offset);
    if (found) return found;
  }
  return undefined;
}

function typeAt(template: TemplateAnalysis, offset: number): JinjaType | undefined {
  const type = template.expressionAt(offset)?.type;
  return type?.kind === 'unknown' ? undefined : type;
}

/** `T | null` as `T?`, as most people write it. */
function short(type: string): string {
  return /^[^|]+ \| null$/.test(type) ? `${type.slice(0, -' | null'.length)}?` : type;
}

function siteHover(site: JinjaSite, offset: number): Hover | undefined {
  const over = (span: { start: number; end: number }, parts: () => HoverPart[]): Hover | undefined =>
    span.start <= offset && offset <= span.end ? { span, parts: parts() } : undefined;
  switch (site.kind) {
    case 'name':
      return site.entry && over(site.span, () => typed(site.name, site.entry!.type));
    case 'attribute': {
      const { member, expression } = site;
      return member && over(expression.name.span, () => typed(member.name, member.type, member.documentation));
    }
    case 'filter': {
      const fact = FILTERS.get(site.call.name.text);
      return (
        fact && over(site.call.name.span, () => called(fact.signature, `filter, here of \`${typeText(site.input)}\``))
      );
    }
    case 'test': {
      const fact = TESTS.get(site.expression.name.text);
      return fact && over(site.expression.name.span, () => called(fact, 'test'));
    }
    default:
      return undefined;
  }
}

function typed(name: string, type: JinjaType, documentation?: string): HoverPart[] {
  if (type.kind === 'callable') return called(type.signature, 'function', documentation);
  if (type.kind !== 'object') return [code(`${name}: ${typeText(type)}`), ...text(documentation)];
  const members = type.members.map((member) => `\`${member.name}\``).join(', ');
  return [
    code(type.signature ? signatureText(type.signature) : type.name),
    ...text(documentation ?? type.signature?.documentation, members && `Has ${members}.`),
    ...parameters(type.signature),
  ];
}

function called(signature: Signature, what: string, documentation = signature.documentation): HoverPart[] {
  const returns = signature.returns.kind === 'unknown' ? '' : ` -> ${typeText(signature.returns)}`;
  return [
    code(`${signatureText(signature)}${returns}`),
    ...text(`A ${what}. ${documentation ?? ''}`.trim()),
    ...parameters(signature),
  ];
}

function parameters(signature: Signature | undefined): HoverPart[] {
  const lines = (signature?.parameters ?? []).flatMap(({ name, type, documentation }) =>
    documentation === undefined ? [] : [`- \`${name}\` (\`${typeText(type)}\`): ${documentation}`],
  );
  return text(lines.join('\n'));
}
