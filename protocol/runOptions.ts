/** What a run is given besides its function, arguments and client: tags, and rules that end it early. */

export interface RunOptions {
  /** Entries of `ctx.tags`, as they are being written: names may be empty or come twice. */
  readonly tags: readonly Tag[];
  readonly stop: readonly StopRule[];
  /** Rules that are switched on and lack something: with these nothing is run, since the run would not end where somebody expects it. */
  readonly unfinished?: readonly UnfinishedRule[];
}

export interface UnfinishedRule {
  readonly kind: StopRule['kind'];
  /** Which of its fields. */
  readonly lacks: 'number' | 'path' | 'price';
}

export interface Tag {
  readonly name: string;
  readonly value: string;
}

/** When to end a run early. Paths are written as the timeline names fields: `items`, `items[0].price`. */
export type StopRule =
  /** The list at `path` has so many complete items. */
  | { readonly kind: 'items'; readonly path: string; readonly count: number }
  /** The value at `path` is complete. */
  | { readonly kind: 'complete'; readonly path: string }
  /** Nothing has arrived for so long. */
  | { readonly kind: 'stall'; readonly seconds: number }
  /** The answer has so many characters. */
  | { readonly kind: 'size'; readonly characters: number }
  /**
   * The output has cost so much, at this price of a million output tokens; in the currency of whoever wrote both. Nobody else knows a
   * price. Tokens are those the provider has counted, and for text it has not counted yet a quarter of its characters: an estimate.
   */
  | { readonly kind: 'cost'; readonly amount: number; readonly price: number }
  /** A check has failed on a value that is complete. */
  | { readonly kind: 'check' };

export const NO_OPTIONS: RunOptions = { tags: [], stop: [] };

/** The tags a run is given: those with a name, of one name the last. */
export function tagsOf({ tags }: RunOptions = NO_OPTIONS): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.map(({ name, value }) => [name.trim(), value] as const).filter(([name]) => name));
}

/** What is wrong with tags as they are written, or undefined. */
export function tagProblem(tags: readonly Tag[]): string | undefined {
  const names = tags.map(({ name }) => name.trim());
  const repeated = names.find((name, at) => name !== '' && names.indexOf(name) !== at);
  if (repeated !== undefined) return `\`${repeated}\` stands here twice: the last one counts.`;
  return tags.some(({ name, value }) => name.trim() === '' && value !== '')
    ? 'A tag without a name is left out.'
    : undefined;
}

/** Whether a thing of unknown origin is a rule. */
export function isStopRule(rule: unknown): rule is StopRule {
  if (typeof rule !== 'object' || rule === null) return false;
  const { kind, path, count, seconds, characters, amount, price } = rule as Readonly<Record<string, unknown>>;
  switch (kind) {
    case 'items':
      return typeof path === 'string' && isAmount(count);
    case 'complete':
      return typeof path === 'string';
    case 'stall':
      return isAmount(seconds);
    case 'size':
      return isAmount(characters);
    case 'cost':
      return isAmount(amount) && isAmount(price);
    default:
      return kind === 'check';
  }
}

/** Why a run ended, in words: what was so when it did. */
export function stopReason(rule: StopRule): string {
  switch (rule.kind) {
    case 'items':
      return `${named(rule.path)} had ${rule.count} complete ${rule.count === 1 ? 'item' : 'items'}`;
    case 'complete':
      return `${named(rule.path)} was complete`;
    case 'stall':
      return `nothing had arrived for ${rule.seconds} s`;
    case 'size':
      return `the answer had ${rule.characters} characters`;
    case 'cost':
      return `the output had cost about ${rule.amount}, at ${rule.price} for a million tokens`;
    case 'check':
      return 'a check had failed';
  }
}

function named(path: string): string {
  return path === '' ? 'the answer' : `\`${path}\``;
}

function isAmount(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
