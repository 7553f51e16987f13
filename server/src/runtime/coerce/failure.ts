/** Why a value does not fit a type, in the wording of the official runtime. Texts are made only when somebody reads. */
import { textForm } from '../json/textForm';
import type { Raw } from '../json/raw';
import type { Ty } from './types';

export class Failure {
  constructor(
    /** `limit`: how many characters of the model's text may be quoted. */
    private readonly say: (limit: number) => string,
    readonly causes: readonly Failure[] = [],
    /** Steps from the place of the enclosing failure to this one. */
    readonly scope: readonly string[] = [],
    /** An assert refused it: nothing may stand in for the value. */
    readonly asserted = false,
  ) {}

  /** The same failure, seen from one step further out. What an assert says names no place. */
  under(step: string): Failure {
    if (this.asserted) return this;
    return new Failure(this.say, this.causes, [step, ...this.scope], this.asserted);
  }

  get reason(): string {
    return this.say(Infinity);
  }

  /** Everything on one line, as the runtime prints a failed parse. `limit`: how much of a text is quoted. */
  debug(limit = Infinity, outer: readonly string[] = []): string {
    const scope = [...outer, ...this.scope];
    const causes = this.causes.map((cause) => cause.debug(limit, scope));
    return `ParsingError { scope: [${scope.map(quote).join(', ')}], reason: ${quote(this.say(limit))}, causes: [${causes.join(', ')}] }`;
  }

  /** As an indented list. */
  display(outer: readonly string[] = []): string {
    const scope = [...outer, ...this.scope];
    const lines = [`${scope.length === 0 ? '<root>' : scope.join('.')}: ${this.reason}`];
    for (const cause of this.causes) lines.push(`  - ${cause.display(scope).replaceAll('\n', '\n  ')}`);
    return lines.join('\n');
  }
}

export const quote = (text: string): string =>
  `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n').replace(/\t/g, '\\t').replace(/\r/g, '\\r')}"`;

export const notDone = new Failure(() => 'Internal error: Streaming field is not done');

export function expected(ty: Ty, raw: Raw | null): Failure {
  return new Failure(
    (limit) => `Expected ${typeLabel(ty)}, got ${raw === null ? 'nothing' : `${rawLabel(raw, limit)}.`}`,
  );
}

/** A type as error texts name it, with the attributes in force. */
export function typeLabel(ty: Ty): string {
  const atomic = ['int', 'float', 'bool', 'literal'].includes(ty.kind);
  return `${bareLabel(ty)}${ty.done || atomic ? ' @stream.done' : ''}${ty.notNull ? ' @stream.not_null' : ''}`;
}

function bareLabel(ty: Ty): string {
  switch (ty.kind) {
    case 'literal':
      return typeof ty.value === 'string' ? quote(ty.value) : String(ty.value);
    case 'enum':
    case 'class':
      return ty.decl.name;
    case 'alias':
      return ty.name;
    case 'list':
      return `${typeLabel(ty.item)}[]`;
    case 'map':
      return `map<${typeLabel(ty.key)}, ${typeLabel(ty.value)}>`;
    case 'union':
      return `(${ty.variants.map(typeLabel).join(' | ')})`;
    case 'media':
      return ty.source.kind === 'media' ? ty.source.name : 'media';
    default:
      return ty.kind;
  }
}

/** `text`, or its beginning when it is longer than `limit`. */
export const clipped = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, limit)}…`;

function rawLabel(raw: Raw, limit: number): string {
  const mark = raw.complete ? 'Complete' : 'Incomplete';
  switch (raw.kind) {
    case 'string':
      return `String(${quote(clipped(raw.value, limit))}, ${mark})`;
    case 'number':
      return `Number(${textForm(raw)}, ${mark})`;
    case 'word':
      return raw.value === null ? 'Null' : `Boolean(${String(raw.value)})`;
    default:
      return clipped(textForm(raw), limit);
  }
}
