/** What is told about a declaration once it is chosen in the list: made on demand, since a project has thousands. */
import type { SymbolId } from '../../semantics/occurrence';
import type { Located, Symbols } from '../../semantics/symbols';
import type { Declaration } from '../../syntax/ast';
import { documentationOf } from '../documentation';

const MAX_LINES = 30;

/** Markdown: the documentation comment above the declaration, and the declaration without its prompt. */
export function declarationDocumentation({ kind, name, owner }: SymbolId, symbols: Symbols): string | undefined {
  if (owner !== undefined) return memberDocumentation(kind, name, owner, symbols);
  const found = located(kind, name, symbols);
  if (!found) return undefined;
  return described(documentationOf(found.file, found.decl), shortened(found));
}

/** A field or a value, as it is declared. */
function memberDocumentation(
  kind: SymbolId['kind'],
  name: string,
  owner: string,
  symbols: Symbols,
): string | undefined {
  const found = kind === 'field' ? symbols.classes.get(owner) : kind === 'value' ? symbols.enums.get(owner) : undefined;
  if (!found) return undefined;
  const members = 'fields' in found.decl ? found.decl.fields : found.decl.values;
  const member = members.find((one) => one.name.text === name);
  if (!member) return undefined;
  const source = found.file.text.slice(member.span.start, member.span.end);
  return described(documentationOf(found.file, member), `${owner}.${source}`);
}

function described(comment: readonly string[], source: string): string {
  return `${comment.length ? `${comment.join('\n')}\n\n` : ''}\`\`\`baml\n${source}\n\`\`\``;
}

function located(kind: SymbolId['kind'], name: string, symbols: Symbols): Located<Declaration> | undefined {
  switch (kind) {
    case 'class':
      return symbols.classes.get(name);
    case 'enum':
      return symbols.enums.get(name);
    case 'alias':
      return symbols.aliases.get(name);
    case 'function':
      return symbols.functions.get(name);
    case 'client':
      return symbols.clients.get(name);
    case 'retry':
      return symbols.retries.get(name);
    case 'template':
      return symbols.templates.get(name);
    default:
      return undefined;
  }
}

function shortened({ file, decl }: Located<Declaration>): string {
  const source = file.text.slice(decl.span.start, decl.span.end);
  // A prompt is long, and what one needs of it is its head.
  if (decl.kind === 'function' || decl.kind === 'template') return source.split(/\s*(?:\{|#+")/, 1)[0]!;
  const lines = source.split(/\r?\n/);
  return lines.length > MAX_LINES ? [...lines.slice(0, MAX_LINES), '  …'].join('\n') : source;
}
