/** Words of the language: keywords, types, properties, options and their values, and environment variables. */
import type { Hover, HoverPart } from '../../languageService';
import type { SourceFile } from '../../project/sourceFile';
import { optionsOf } from '../../semantics/clientOptions';
import { shorthandProvider } from '../../semantics/providers';
import type { Declaration } from '../../syntax/ast';
import type { Node, Token } from '../../syntax/tree';
import type { Step } from '../completion/context';
import { blockShape, isPropertyBlock, providerOf } from '../completion/properties';
import { keyVariable, PROVIDER_FACTS } from '../completion/providers';
import { shapesAt } from '../completion/shape';
import { blockFact } from '../completion/topLevel';
import { typeFact } from '../completion/types';
import { code, fact, text, type HoverContext } from './parts';
import { pathAt } from './path';

export function wordHover(file: SourceFile, offset: number, context: HoverContext): Hover | undefined {
  const found = pathAt(file.root, offset);
  if (!found) return undefined;
  const { nodes, token } = found;
  const parent = nodes.at(-1)!;
  const word = file.text.slice(token.start, token.end);
  const over = (parts: readonly HoverPart[] | undefined, span: Node | Token = token): Hover | undefined =>
    parts?.length ? { span: { start: span.start, end: span.end }, parts } : undefined;
  switch (parent.kind) {
    case 'type-name':
    case 'type-map':
      return over(typeParts(word));
    case 'env-value':
      return over(environmentParts(word.slice('env.'.length), context), parent);
    case 'name':
      return over(keyParts(file, nodes, offset, word, context));
    case 'word-value':
    case 'string-value':
      return over(valueParts(file, nodes, offset, word.replaceAll(/^"|"$/g, ''), context), parent);
    default:
      return token.kind === 'word' ? over(keywordParts(parent, token, word)) : undefined;
  }
}

function typeParts(word: string): HoverPart[] | undefined {
  const known = typeFact(word);
  return known && [code(known.label), ...text(known.documentation ?? known.detail)];
}

/** Words that start a block are child tokens of it, before its name. */
function keywordParts(parent: Node, token: Token, word: string): HoverPart[] | undefined {
  const name = parent.children.find((child) => !child.token && child.kind === 'name');
  if (name && token.start > name.start) return undefined;
  const dynamic = word === 'dynamic' || parent.children[0] !== token;
  const label = dynamic && (parent.kind === 'class' || parent.kind === 'enum') ? `dynamic ${parent.kind}` : word;
  const known = blockFact(label);
  return known && fact(known.label, known.detail, known.documentation);
}

function keyParts(
  file: SourceFile,
  nodes: readonly Node[],
  offset: number,
  word: string,
  { symbols }: HoverContext,
): HoverPart[] | undefined {
  const decl = declarationAt(file, offset);
  const owner = nodes.at(-2)?.kind;
  if (!isPropertyBlock(decl) || (owner !== 'property' && owner !== 'map-entry')) return undefined;
  const name = word.replaceAll(/^"|"$/g, '');
  const steps = stepsTo(file, nodes.slice(0, -2));
  for (const shape of shapesAt(blockShape(decl, symbols), steps)) {
    const entry = shape.kind === 'map' ? shape.entries().find((one) => one.name === name) : undefined;
    if (entry && (entry.detail ?? entry.documentation) !== undefined)
      return fact(name, entry.detail, entry.documentation);
  }
  const [step] = steps;
  const isOption = decl.kind === 'client' && steps.length === 1 && step?.kind === 'entry' && step.key === 'options';
  if (!isOption || optionsOf(providerOf(decl) ?? 'openai').closed) return undefined;
  return fact(name, undefined, 'BAML does not know this option and sends it to the provider as it is.');
}

function valueParts(
  file: SourceFile,
  nodes: readonly Node[],
  offset: number,
  word: string,
  { symbols }: HoverContext,
): HoverPart[] | undefined {
  const decl = declarationAt(file, offset);
  if (!isPropertyBlock(decl)) return undefined;
  const steps = stepsTo(file, nodes);
  const [first] = steps;
  const shorthand = shorthandProvider(word);
  if (shorthand !== undefined && first?.kind === 'entry' && ['client', 'options'].includes(first.key)) {
    return providerParts(shorthand, word.slice(shorthand.length + 1));
  }
  if (decl.kind === 'client' && first?.kind === 'entry' && first.key === 'provider') return providerParts(word);
  for (const shape of shapesAt(blockShape(decl, symbols), steps)) {
    const found = shape.kind === 'one-of' ? shape.words().find(({ label }) => label === word) : undefined;
    if (found && (found.detail ?? found.documentation) !== undefined)
      return fact(word, found.detail, found.documentation);
  }
  return undefined;
}

function providerParts(provider: string, model?: string): HoverPart[] | undefined {
  const known = PROVIDER_FACTS.find(({ name }) => name === provider);
  if (!known) return undefined;
  const key = keyVariable(provider);
  return [
    ...fact(provider, known.detail, known.documentation),
    ...text(
      model === undefined || model === '' ? undefined : `The model is \`${model}\`.`,
      key === undefined ? undefined : `Without an \`api_key\`, the key is read from \`env.${key}\`.`,
    ),
  ];
}

const MAX_USES = 10;

/** Where else a variable is read. Its value is never looked at. */
function environmentParts(name: string, { symbols }: HoverContext): HoverPart[] {
  const uses = new Set<string>();
  for (const file of symbols.filesMentioning(name)) {
    for (const { index } of file.text.matchAll(new RegExp(`\\benv\\.${name}\\b`, 'g'))) {
      const decl = declarationAt(file, index);
      const place = decl?.name ? `\`${decl.name.text}\` in ` : '';
      uses.add(`${place}\`${file.uri.slice(file.uri.lastIndexOf('/') + 1)}\``);
    }
  }
  const shown = [...uses].slice(0, MAX_USES).map((use) => `- ${use}`);
  if (uses.size > MAX_USES) shown.push(`- and ${uses.size - MAX_USES} more`);
  return [
    code(`env.${name}`),
    ...text(
      'An environment variable, read when a function is called.',
      shown.length ? `Read by:\n${shown.join('\n')}` : '',
    ),
  ];
}

function declarationAt(file: SourceFile, offset: number): Declaration | undefined {
  return file.ast.declarations.find(({ span }) => span.start <= offset && offset <= span.end);
}

/** The way from a block to a value in it. */
function stepsTo(file: SourceFile, nodes: readonly Node[]): Step[] {
  const steps: Step[] = [];
  nodes.forEach((node, i) => {
    if (node.kind === 'list-value' && i < nodes.length - 1) steps.push({ kind: 'item' });
    if (node.kind !== 'property' && node.kind !== 'map-entry') return;
    const name = node.children.find((child) => !child.token && child.kind === 'name');
    if (name) steps.push({ kind: 'entry', key: file.text.slice(name.start, name.end).replaceAll('"', '') });
  });
  return steps;
}
