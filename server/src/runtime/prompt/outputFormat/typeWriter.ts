/** The text of a type inside the schema of an output format. */
import type { Schema, Type } from '../../../ir/schema';
import { fail } from '../failure';
import type { OutputFormatOptions } from '../outputFormat';
import { hasNull, withoutNull, type Hoisted } from './hoist';

/** An enum no longer than this keeps its list brackets on its line. */
const MAX_SHORT_ENUM = 15;
const MAX_DEPTH = 100;
/** Classes that use each other many times without recursion could fill any memory. */
const MAX_LENGTH = 2_000_000;

export class TypeWriter {
  private depth = 0;
  private length = 0;

  constructor(
    private readonly schema: Schema,
    private readonly hoisted: Hoisted,
    private readonly options: OutputFormatOptions,
  ) {}

  /** The type as it stands in a field; hoisted types by name. */
  write(type: Type): string {
    if (this.depth >= MAX_DEPTH) fail('the return type is nested too deeply');
    this.depth++;
    const text = this.type(type);
    this.depth--;
    this.length += text.length;
    if (this.length > MAX_LENGTH) fail('the output format is too long');
    return text;
  }

  private type(type: Type): string {
    switch (type.kind) {
      case 'primitive':
        return type.name === 'null' ? this.options.nullText : type.name;
      case 'literal':
        return typeof type.value === 'string' ? `"${type.value}"` : String(type.value);
      case 'enum':
        return this.hoisted.enums.includes(type.name) ? this.enumTitle(type.name) : this.inlineEnum(type.name);
      case 'class':
        return this.hoisted.classes.includes(type.name) ? type.name : this.classBody(type.name);
      case 'alias':
        return type.name;
      case 'union': {
        const variants = withoutNull(type).map((variant) => this.write(variant));
        if (hasNull(type)) variants.push(this.options.nullText);
        return variants.join(this.options.orSplitter);
      }
      case 'map': {
        const [key, value] = [this.write(type.key), this.write(type.value)];
        return this.options.mapStyle === 'angle' ? `map<${key}, ${value}>` : `{${key}: ${value}}`;
      }
      case 'list':
        return this.list(type.item);
      case 'media':
        return fail(`a function cannot return ${type.name}`);
      case 'tuple':
        return fail('a function cannot return a tuple');
    }
  }

  private list(item: Type): string {
    const text = this.write(item);
    switch (item.kind) {
      case 'primitive':
      case 'alias':
        return `${text}[]`;
      case 'class':
        if (this.hoisted.classes.includes(item.name)) return `${text}[]`;
        break;
      case 'enum':
        if (text.length <= MAX_SHORT_ENUM) return `${text}[]`;
        break;
      case 'union':
        if (hasNull(item) || withoutNull(item).some((variant) => variant.kind === 'primitive')) return `(${text})[]`;
        break;
    }
    return `[\n${indent(text)}\n]`;
  }

  private inlineEnum(name: string): string {
    const values = (this.schema.enums[name]?.values ?? []).filter((value) => !value.skip);
    return values.map((value) => `'${value.alias ?? value.name}'`).join(this.options.orSplitter);
  }

  private enumTitle(name: string): string {
    return this.schema.enums[name]?.attributes.alias ?? name;
  }

  /** `{ … }` with one field on a line, descriptions above. */
  classBody(name: string): string {
    const declared = this.schema.classes[name];
    const lines: string[] = [];
    const description = declared?.attributes.description;
    if (description !== undefined) lines.push(...comment(description), '');
    for (const field of declared?.fields ?? []) {
      if (field.skip) continue;
      if (field.description !== undefined) lines.push(...comment(field.description));
      const label = field.alias ?? field.name;
      lines.push(`${this.options.quoteClassFields ? `"${label}"` : label}: ${this.write(field.type)},`);
    }
    // The empty line after the description gets its blanks from the classes around this one only.
    return `{\n${lines.map((line) => (line === '' ? '\n' : `${indent(line)}\n`)).join('')}}`;
  }

  /** What a recursive alias stands for. */
  aliasBody(name: string): string {
    const alias = this.schema.aliases[name];
    return alias ? this.write(alias.type) : name;
  }
}

function comment(text: string): string[] {
  return text.split('\n').map((line) => `// ${line}`);
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}
