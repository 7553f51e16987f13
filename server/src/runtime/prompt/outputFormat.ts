/**
 * `ctx.output_format`: the return type of a function in words a model understands. Enums with many values or with
 * descriptions, recursive classes and recursive aliases are written first, under their names.
 */
import type { EnumType, Schema, Type } from '../../ir/schema';
import { fail } from './failure';
import { hoist, withoutNull } from './outputFormat/hoist';
import { TypeWriter } from './outputFormat/typeWriter';

export interface OutputFormatOptions {
  /** Replaces the sentence in front of the schema; `null` removes it; not given: the usual sentence. */
  readonly prefix?: string | null;
  readonly orSplitter: string;
  /** Stands before every value of an enum that is written out. */
  readonly enumValuePrefix: string;
  readonly alwaysHoistEnums: boolean;
  /** A word before hoisted classes and aliases, and in the sentence. */
  readonly hoistedClassPrefix?: string;
  /** `auto`: recursive classes only. */
  readonly hoistClasses: 'auto' | 'all' | readonly string[];
  readonly mapStyle: 'angle' | 'object';
  readonly quoteClassFields: boolean;
  readonly nullText: string;
}

export const DEFAULT_OUTPUT_FORMAT: OutputFormatOptions = {
  orSplitter: ' or ',
  enumValuePrefix: '- ',
  alwaysHoistEnums: false,
  hoistClasses: 'auto',
  mapStyle: 'angle',
  quoteClassFields: false,
  nullText: 'null',
};

/** The text for a return type. Fails for types no model can answer with (media, tuples) and for unknown class names. */
export function renderOutputFormat(
  target: Type,
  schema: Schema,
  options: OutputFormatOptions = DEFAULT_OUTPUT_FORMAT,
): string {
  const hoisted = hoist(target, schema, options);
  const writer = new TypeWriter(schema, hoisted, options);
  const sections: string[] = [];
  for (const name of hoisted.enums) {
    const found = schema.enums[name];
    if (found) sections.push(`${writeEnum(found, options)}\n\n`);
  }
  const word = options.hoistedClassPrefix ? `${options.hoistedClassPrefix} ` : '';
  for (const name of hoisted.classes) sections.push(`${word}${name} ${writer.classBody(name)}\n\n`);
  const aliases = hoisted.aliases.map((name) => `${word}${name} = ${writer.aliasBody(name)}\n`);
  if (aliases.length) sections.push(`${aliases.join('')}\n`);
  const body = writeTarget(target, schema, writer, options);
  const prefix = options.prefix === undefined ? sentence(target, hoisted.names, options) : (options.prefix ?? '');
  return `${sections.join('')}${prefix}${body}`.replace(/\n+$/, '');
}

/** What follows the sentence. The sentence for a simple type says it all; a string needs no format. */
function writeTarget(target: Type, schema: Schema, writer: TypeWriter, options: OutputFormatOptions): string {
  if (target.kind === 'primitive' && target.name !== 'null') {
    return options.prefix === undefined ? '' : target.name;
  }
  if (target.kind === 'enum') {
    const found = schema.enums[target.name];
    return found ? writeEnum(found, options) : target.name;
  }
  return writer.write(target);
}

function sentence(target: Type, hoisted: ReadonlySet<string>, options: OutputFormatOptions): string {
  const word = options.hoistedClassPrefix || 'schema';
  switch (target.kind) {
    case 'primitive':
      if (target.name === 'string') return '';
      if (target.name === 'null') return `Answer ONLY with ${options.nullText}:\n`;
      return `Answer as ${target.name === 'int' ? 'an' : 'a'} ${target.name}`;
    case 'literal':
      return 'Answer using this specific value:\n';
    case 'enum':
      return 'Answer with any of the categories:\n';
    case 'class':
      return `Answer in JSON using this ${word}:${hoisted.has(target.name) ? ' ' : '\n'}`;
    case 'alias':
      return `Answer in JSON using this ${word}: `;
    case 'list':
      return 'Answer with a JSON Array using this schema:\n';
    case 'union':
      return withoutNull(target).length > 1
        ? 'Answer in JSON using any of these schemas:\n'
        : 'Answer in JSON using this schema:\n';
    case 'map':
      return 'Answer in JSON using this schema:\n';
    case 'media':
    case 'tuple':
      return fail(`a function cannot return ${target.kind === 'tuple' ? 'a tuple' : target.name}`);
  }
}

/** Title, line, one value after the other with its description. */
function writeEnum(found: EnumType, options: OutputFormatOptions): string {
  const lines = found.values
    .filter((value) => !value.skip)
    .map((value) => {
      const description = value.description === undefined ? '' : `: ${value.description.replaceAll('\n', '\n  ')}`;
      return `${options.enumValuePrefix}${value.alias ?? value.name}${description}`;
    });
  return [found.attributes.alias ?? found.name, '----', ...lines].join('\n');
}
