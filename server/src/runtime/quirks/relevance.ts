/** Which corrections can change anything for a type and a text: the others need not be asked about. */
import type { Type } from '../../ir/schema';
import type { OutputType } from '../stream/engine';
import { BETTER_NAMES, type BetterQuirk } from './catalog';

/** What a correction needs in the types (`schema`) or in the text so far (`text`) to have any effect. */
interface Needs {
  readonly schema?: (facts: TypeFacts) => boolean;
  readonly text?: RegExp;
}

interface TypeFacts {
  readonly done: boolean;
  readonly notNull: boolean;
  readonly withState: boolean;
  readonly union: boolean;
  /** A class stands in a recursive alias. */
  readonly aliasOfClass: boolean;
}

const NEEDS: Readonly<Record<BetterQuirk, Needs>> = {
  'minified-scalar': { text: /,"/ },
  'crlf-tail': { text: /\r/ },
  'non-ascii-skip': { text: /[^\0-\x7f]/ },
  'escape-tail': { text: /\\/ },
  'comma-blank': { text: /,\s/ },
  'null-letters': { text: /(?:^|[\s:,[{])[ntf]/ },
  'quote-lookahead': { schema: ({ done }) => done, text: /["'`]/ },
  'nested-in-done': { schema: ({ done, aliasOfClass }) => done || aliasOfClass },
  'done-ignored': { schema: ({ done, union }) => done && union },
  'done-container-open': { schema: ({ done }) => done },
  'not-null-weak': { schema: ({ notNull, union }) => notNull && union },
  'object-as-text': { schema: ({ union }) => union, text: /\{/ },
  'fence-tail': { text: /```|[\]}]/ },
  'state-early': { schema: ({ withState }) => withState },
  'empty-root': {},
  'text-tail-completes': {},
};

/** Watches a text for what corrections need. Knows the text only through `take`, which is given every character once. */
export class Relevance {
  private readonly open: BetterQuirk[] = [];
  private readonly found = new Set<BetterQuirk>();
  /** The last character, which a pattern of two may begin with. */
  private last = '';

  constructor(output: OutputType) {
    const facts = factsOf(output);
    for (const name of BETTER_NAMES) {
      const { schema, text } = NEEDS[name];
      if (schema?.(facts) === false) continue;
      if (text === undefined) this.found.add(name);
      else this.open.push(name);
    }
  }

  take(text: string): void {
    if (text === '') return;
    const seen = this.last + text;
    for (let at = this.open.length - 1; at >= 0; at--) {
      const name = this.open[at]!;
      if (NEEDS[name].text?.test(seen) !== true) continue;
      this.found.add(name);
      this.open.splice(at, 1);
    }
    this.last = text.slice(-1);
  }

  /** The corrections that may have changed something so far, in the order of the catalogue. */
  names(): readonly BetterQuirk[] {
    return BETTER_NAMES.filter((name) => this.found.has(name));
  }
}

function factsOf({ returns, schema }: OutputType): TypeFacts {
  const blocks = [...Object.values(schema.classes), ...Object.values(schema.enums)].map((decl) => decl.attributes);
  const aliases = Object.values(schema.aliases).map((alias) => alias.type);
  const types: Type[] = [returns, ...aliases];
  for (const decl of Object.values(schema.classes)) types.push(...decl.fields.map((field) => field.type));
  const all = types.flatMap(partsOf);
  const has = (name: 'done' | 'notNull' | 'withState'): boolean =>
    blocks.some((one) => one[name] !== undefined) || all.some((one) => one.attributes?.[name] !== undefined);
  return {
    done: has('done'),
    notNull: has('notNull'),
    withState: has('withState'),
    union: all.some((one) => one.kind === 'union'),
    aliasOfClass: aliases.flatMap(partsOf).some((one) => one.kind === 'class'),
  };
}

/** A type and all types written inside it. */
function partsOf(type: Type): readonly Type[] {
  switch (type.kind) {
    case 'list':
      return [type, ...partsOf(type.item)];
    case 'map':
      return [type, ...partsOf(type.key), ...partsOf(type.value)];
    case 'union':
      return [type, ...type.variants.flatMap(partsOf)];
    case 'tuple':
      return [type, ...type.items.flatMap(partsOf)];
    default:
      return [type];
  }
}
