/** Partial types as the Python generator (pydantic) writes them, in its module `stream_types`. */
import type { GeneratedAlias, GeneratedClass, GeneratedField } from './generated';
import { quotedAsWritten } from './literalText';
import type { StreamType } from './streamType';
import { isOptional } from './streamType';

export interface PythonPlace {
  /** Prefix of partial types where the text stands outside of their module. */
  readonly prefix: '' | 'stream_types.';
}

const INSIDE: PythonPlace = { prefix: '' };

/** A class of `stream_types`, with its description and documentation. */
export function pythonClass({ name, documentation, description, fields, dynamic }: GeneratedClass): string {
  const header = `class ${name}(BaseModel):`;
  const lines: string[] = [];
  if (description) lines.push(`"""${description.replaceAll(/\n(?=[^\n])/g, '\n    ')}"""`);
  lines.push(...documentation.map((line) => `# ${line}`));
  if (dynamic) lines.push("model_config = ConfigDict(extra='allow')");
  for (const field of fields) lines.push(...field.documentation.map((line) => `# ${line}`), pythonField(field));
  if (!lines.length) return `${header}pass`;
  if (!dynamic && !fields.length && !description) lines.push('pass');
  return [header, ...lines.map((line) => `    ${line}`)].join('\n');
}

/** A member of such a class, on one line. */
export function pythonField({ name, type, description }: Omit<GeneratedField, 'documentation'>): string {
  const optional = isOptional(type);
  const text = `${name}: ${pythonType(type)}`;
  if (description === undefined) return optional ? `${text} = None` : text;
  return `${text} = Field(${optional ? 'default=None, ' : ''}description='${escaped(description)}')`;
}

export function pythonAlias({ name, type }: GeneratedAlias): string {
  return `${name}: typing_extensions.TypeAlias = ${pythonType(type)}`;
}

export function pythonType(type: StreamType, place: PythonPlace = INSIDE): string {
  let text = bareText(type, place);
  const checks = type.constraints.flatMap(({ level, label }) => (level === 'check' ? [`'${label ?? ''}'`] : []));
  if (checks.length) text = `types.Checked[${text}, typing_extensions.Literal[${checks.join(', ')}]]`;
  return type.state ? `${place.prefix}StreamState[${text}]` : text;
}

/** The type of a result: names that stand alone need no quotes there. */
export function pythonResult(type: StreamType): string {
  const text = pythonType(type, { prefix: 'stream_types.' });
  return (type.kind === 'class' || type.kind === 'alias') && text.startsWith('"') ? text.slice(1, -1) : text;
}

function bareText(type: StreamType, place: PythonPlace): string {
  switch (type.kind) {
    case 'primitive':
      return PRIMITIVES[type.name];
    case 'media':
      return `baml_py.${type.name[0]!.toUpperCase()}${type.name.slice(1)}`;
    case 'literal':
      return `typing_extensions.Literal[${literal(type.value)}]`;
    case 'enum':
      return type.dynamic ? `typing.Union[types.${type.name}, str]` : `types.${type.name}`;
    case 'class':
    case 'alias':
      return `"${type.final ? 'types.' : place.prefix}${type.name}"`;
    case 'list':
      return `typing.List[${pythonType(type.item, place)}]`;
    case 'map':
      return `typing.Dict[${pythonType(type.key, place)}, ${pythonType(type.value, place)}]`;
    case 'union': {
      const members = type.variants.map((variant) => pythonType(variant, place));
      const text = members.length > 1 ? `typing.Union[${members.join(', ')}]` : members[0]!;
      return type.nullable ? `typing.Optional[${text}]` : text;
    }
    case 'nothing':
      return 'typing.Any';
  }
}

const PRIMITIVES = { string: 'str', int: 'int', float: 'float', bool: 'bool', null: 'typing.Any' } as const;

function literal(value: string | number | boolean): string {
  if (typeof value === 'string') return `'${quotedAsWritten(value).replaceAll(/[\\']/g, '\\$&')}'`;
  return typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value);
}

function escaped(text: string): string {
  return text.replaceAll(/[\\'\n\r\t]/g, (char) => ESCAPES[char] ?? `\\${char}`);
}

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
