/** Every type name means a type of the language or of the project. */
import { PRIMITIVES, MEDIA, typeExpressions, typeMeaning } from '../semantics/resolve';
import { typesOf } from '../semantics/allTypes';
import type { Symbols } from '../semantics/symbols';
import type { Declaration } from '../syntax/ast';
import { FOREIGN_TYPES } from '../syntax/foreignTypes';
import { aKind } from '../semantics/kindNames';
import { nearest, typoLimit } from '../text';
import type { Check } from './check';
import { changeTo } from './suggestion';
import { declare } from './valueFixes';

/** What stands for a text here for want of something better. */
const UNSURE = /^(?:any|date|datetime|timestamp|uuid)$/i;

/** Each is compared with every name of the project; a file with more has another trouble than slips of the pen. */
const MOST_SUGGESTIONS = 200;

export const unknownTypes: Check = (file, symbols, report) => {
  const suggestions = new Map<string, string | undefined>();
  const suggest = (name: string, local: ReadonlySet<string>): string | undefined => {
    const key = `${name} ${[...local].join(' ')}`;
    if (!suggestions.has(key) && suggestions.size < MOST_SUGGESTIONS) {
      suggestions.set(key, nearest(name, knownNames(symbols, local), typoLimit(name)));
    }
    return suggestions.get(key);
  };
  for (const decl of file.ast.declarations) {
    const local = 'typeBuilders' in decl ? builtTypes(decl) : new Set<string>();
    for (const whole of typesOf(decl)) {
      for (const type of typeExpressions(whole)) {
        if (type.kind !== 'name' || local.has(type.name) || typeMeaning(symbols, type.name)) continue;
        const { message, meant, sure } = describe(type.name, symbols, () => suggest(type.name, local));
        const fixes = meant === undefined ? [] : [changeTo(file, type.span, meant, sure)];
        if (!sure && !symbols.names.has(type.name) && !symbols.builtTypes(type.name).length) {
          for (const kind of ['class', 'enum']) fixes.push(...declare(file, decl.span, kind, type.name, []));
        }
        report('error', 'unknown-types', type.span, message, { fixes });
      }
    }
  }
};

interface Description {
  readonly message: string;
  /** The name to write instead. */
  readonly meant?: string;
  readonly sure?: boolean;
}

function describe(name: string, symbols: Symbols, suggestion: () => string | undefined): Description {
  const other = symbols.names.get(name)?.[0]?.decl.kind;
  if (other) return { message: `\`${name}\` is ${aKind(other)}, not a type. Use a class, an enum or a type alias.` };
  if (name === 'map') return { message: 'A map needs the types of its keys and values: `map<string, int>`.' };
  const foreign = Object.hasOwn(FOREIGN_TYPES, name.toLowerCase()) ? FOREIGN_TYPES[name.toLowerCase()] : undefined;
  const found = foreign ?? suggestion();
  if (found === undefined) {
    const advice = 'Declare it with `class`, `enum` or `type`, or use another name.';
    return { message: `No type is named \`${name}\`. ${advice}` };
  }
  const message = `No type is named \`${name}\`. Did you mean \`${found}\`?`;
  // `T` and a choice of two are for the person to fill in.
  if (foreign !== undefined && !/^\w+$/.test(foreign)) return { message };
  return { message, meant: found, sure: foreign !== undefined && !UNSURE.test(name) };
}

function* knownNames(symbols: Symbols, local: ReadonlySet<string>): Generator<string> {
  yield* symbols.classes.keys();
  yield* symbols.enums.keys();
  yield* symbols.aliases.keys();
  yield* local;
  yield* PRIMITIVES;
  yield* MEDIA;
}

/** Types that the type builders of a test declare; only the test sees them. */
function builtTypes(decl: Extract<Declaration, { readonly typeBuilders: unknown }>): Set<string> {
  const names = new Set<string>();
  for (const { declarations } of decl.typeBuilders) {
    for (const { name, ...rest } of declarations)
      if (name && !('dynamic' in rest && rest.dynamic)) names.add(name.text);
  }
  return names;
}
