/** What a name stands for: its declaration, its documentation, and for what is streamed, its types in your code. */
import type { HoverPart } from '../../languageService';
import { attributeSites } from '../../semantics/attributeSites';
import { STREAM_ATTRIBUTES, has, textArgument } from '../../semantics/attributes';
import type { DeclarationSite } from '../../semantics/declarationSites';
import { declarationSites } from '../../semantics/declarationSites';
import { typeLowering } from '../../semantics/lowerTypes';
import type { SymbolId } from '../../semantics/occurrence';
import { stringProperty } from '../../semantics/resolve';
import type { ClassDecl, EnumDecl, FieldDecl, FunctionDecl, ValueDecl } from '../../syntax/ast';
import { documentationOf } from '../documentation';
import { generatedField } from '../partialTypes/generated';
import { partialTypes, resultTypes } from '../partialTypes/index';
import { pythonField } from '../partialTypes/python';
import { typescriptField } from '../partialTypes/typescript';
import { promiseOf } from '../promise';
import { streamOrigins } from '../streamOrigins';
import { typeText } from '../typeText';
import { effectOf } from './attributes';
import { code, inBothLanguages, text, type HoverContext } from './parts';
import { sourceText } from './source';

/** About the first declaration of a thing; undefined when there is none. */
export function declarationParts(symbol: SymbolId, context: HoverContext): HoverPart[] | undefined {
  const [site, ...others] = declarationSites(symbol, context.symbols);
  if (!site) return undefined;
  const more = others.length
    ? text(`Declared in ${others.length + 1} places; this is the one in \`${fileName(site.file.uri)}\`.`)
    : [];
  return [...partsOf(symbol, site, context), ...more];
}

function partsOf(symbol: SymbolId, site: DeclarationSite, context: HoverContext): HoverPart[] {
  const { decl, file } = site;
  const source = () => code(sourceText(file, site.span));
  switch (symbol.kind) {
    case 'field': {
      const field = decl?.kind === 'class' && decl.fields.find(({ span }) => span.start === site.span.start);
      return field ? fieldParts(site, decl, field, context) : [source()];
    }
    case 'value': {
      const value = decl?.kind === 'enum' && decl.values.find(({ span }) => span.start === site.span.start);
      return value ? valueParts(site, decl, value) : [source()];
    }
    case 'parameter':
      return [code(sourceText(file, site.span)), ...text(`A parameter of \`${symbol.owner}\`.`)];
    case 'variable':
      return [];
  }
  const documentation = text(decl && documentationOf(file, decl).join('\n'));
  switch (decl?.kind) {
    case 'function':
      return [...functionParts(site, decl, context, documentation)];
    case 'template':
      return [source(), ...documentation];
    case 'class':
    case 'alias': {
      // Types of a type builder are seen by their test only, and have no generated code.
      const types = symbol.owner === undefined ? partialTypes(symbol.name, context.symbols) : undefined;
      const meaning = decl.kind === 'alias' ? expanded(site, context) : streaming(symbol.name, context);
      return [source(), ...documentation, ...meaning, ...(types ? inBothLanguages(types) : [])];
    }
    case 'enum':
      return [source(), ...documentation, ...text(enumText(decl))];
    default:
      return [source(), ...documentation];
  }
}

function functionParts(
  { file, span }: DeclarationSite,
  decl: FunctionDecl,
  context: HoverContext,
  documentation: readonly HoverPart[],
): HoverPart[] {
  const end = decl.returnAttributes.at(-1)?.span.end ?? decl.returns?.span.end ?? decl.name?.span.end ?? span.end;
  const client = stringProperty(decl.properties, 'client')?.value;
  const types = resultTypes({ file, decl }, context.symbols);
  const type = typeLowering(context.symbols).type(file.uri, decl.returns, decl.returnAttributes);
  return [
    code(sourceText(file, { start: span.start, end })),
    ...documentation,
    ...text(
      client === undefined ? undefined : `Calls \`${client}\`.`,
      types && `The result streams like this: ${promiseOf(type, 'result', false, context.types)}.`,
    ),
    ...(types ? inBothLanguages(types, 'The stream') : []),
  ];
}

function fieldParts(
  { file, span }: DeclarationSite,
  decl: ClassDecl,
  field: FieldDecl,
  context: HoverContext,
): HoverPart[] {
  const { symbols } = context;
  const owner = decl.name?.text ?? '';
  const source = sourceText(file, span).replaceAll('\n', '\n  ');
  const parts = [
    code(`${decl.dynamic ? 'dynamic ' : ''}class ${owner} {\n  ${source}\n}`),
    ...text(documentationOf(file, field).join('\n')),
  ];
  const type = typeLowering(symbols).type(file.uri, field.type, field.attributes);
  if (has(field.attributes, 'skip')) {
    return [...parts, ...text('Skipped: the model is not told of it, and it is always null.')];
  }
  const held = has(decl.attributes, 'stream.done');
  const alias = textArgument(field.attributes, 'alias');
  parts.push(
    ...text(
      `In the end: \`${typeText(type)}\`. While it streams: ${promiseOf(type, 'field', held, context.types)}.`,
      alias === undefined ? undefined : `The model calls it \`${alias}\`.`,
    ),
  );
  const generated = generatedField({ file, decl }, field, symbols);
  parts.push(...inBothLanguages({ typescript: typescriptField(generated), python: pythonField(generated) }));
  const notes: string[] = [];
  for (const { attribute, name } of streamOrigins(type, { uri: file.uri, ...field.span }, symbols)) {
    notes.push(`- \`${attribute}\` comes from \`${name}\`.`);
  }
  for (const site of attributeSites(file)) {
    if (site.field !== field) continue;
    for (const attribute of site.attributes) {
      if (!STREAM_ATTRIBUTES.includes(attribute.name)) continue;
      const [said] = effectOf(file, site, attribute, context).sentences;
      const own = said?.replace('**Here:** ', '');
      const written = `\`@${attribute.name}\``;
      if (own !== undefined) notes.push(`- ${own.startsWith(written) ? '' : `${written}: `}${own}`);
    }
  }
  parts.push(...text(notes.join('\n')));
  return parts;
}

function valueParts({ file, span }: DeclarationSite, decl: EnumDecl, value: ValueDecl): HoverPart[] {
  const alias = textArgument(value.attributes, 'alias');
  const skipped = has(value.attributes, 'skip');
  return [
    code(`enum ${decl.name?.text ?? ''} {\n  ${sourceText(file, span).replaceAll('\n', '\n  ')}\n}`),
    ...text(
      documentationOf(file, value).join('\n'),
      skipped
        ? 'Skipped: the model is not told of it.'
        : alias === undefined
          ? undefined
          : `The model calls it \`${alias}\`.`,
    ),
  ];
}

function enumText({ name, attributes }: EnumDecl): string {
  const own = name?.text ?? '';
  const open = has(attributes, 'dynamic') ? ' More values may be added at run time.' : '';
  return `Streams as \`types.${own}\` in both languages: null, then the whole value at once.${open}`;
}

/** How a field of the class streams when nothing is written at the field. */
function streaming(name: string, { types }: HoverContext): HoverPart[] {
  return text(`A field of this type: ${promiseOf({ kind: 'class', name }, 'field', false, types)}.`);
}

/** What an alias stands for when the aliases in it are replaced. */
function expanded({ file, decl }: DeclarationSite, { symbols }: HoverContext): HoverPart[] {
  if (decl?.kind !== 'alias' || !decl.type) return [];
  const meaning = typeText(typeLowering(symbols).type(file.uri, decl.type, decl.attributes));
  const written = file.text.slice(decl.type.span.start, decl.type.span.end).replaceAll(/\s+/g, ' ');
  return meaning === written ? [] : text(`Stands for \`${meaning}\`.`);
}

function fileName(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1);
}
