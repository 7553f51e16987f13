/** Which of the offers for templates apply: decided by the tokens before the word that is being typed. */
import type { Symbols } from '../../semantics/symbols';
import type { Token } from '../../jinja/tokens';
import type { Completion } from './item';
import { callAround, isTestWord } from './jinjaCall';
import { filterItems, testItems } from './jinjaFilters';
import { memberItems } from './jinjaMembers';
import { nameItems } from './jinjaNames';
import type { JinjaPlace } from './jinjaPlace';
import { operatorItems, statementItems } from './jinjaStatements';
import { comparedItems, textItems } from './jinjaTexts';

/** Words that an expression must follow. */
const BEFORE_EXPRESSION: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in', 'is', 'if', 'elif', 'else']);

/** What a value to compare with can stand behind; a list may be one. */
const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', 'in', '[', ',']);

export function jinjaItems(place: JinjaPlace, symbols: Symbols): readonly Completion[] {
  if (place.string) return textItems(place, symbols);
  const { tokens, tag } = place;
  const last = tokens.at(-1);
  if (tag === 'block') {
    if (!last) return statementItems(place.blocks);
    const head = inHead(tokens, place.brackets.length > 0);
    if (head) return head;
  }
  if (last?.kind === 'operator' && last.value === '.') return memberItems(place);
  if (last?.kind === 'operator' && last.value === '|') return filterItems(place);
  if (isTestWord(tokens, tokens.length)) return testItems(last!.value === 'is');
  if (isBehindValue(place)) {
    // A word that touches nothing and follows a value can only join it with another.
    return operatorItems(tokens[0]?.value === 'for' && tag === 'block' && !place.brackets.length);
  }
  const scope = place.analysis()?.scopeAt(place.word.start) ?? [];
  const isCompared = last !== undefined && COMPARISONS.has(last.value);
  return [
    ...(isCompared ? comparedItems(place) : []),
    ...nameItems(scope, callAround(place), tag === 'output' && !last, symbols),
  ];
}

/** A value stands before the place: the tag can end here, or go on with a word that joins values. */
export function isBehindValue({ tokens, tag }: JinjaPlace): boolean {
  const last = tokens.at(-1);
  return last !== undefined && isOperand(last) && !(tag === 'block' && tokens.length === 1);
}

/** A value ends here: what follows joins it, or nothing does. */
function isOperand({ kind, value }: Token): boolean {
  if (kind === 'string' || kind === 'number') return true;
  if (kind === 'name') return !BEFORE_EXPRESSION.has(value);
  return kind === 'operator' && (value === ')' || value === ']' || value === '}');
}

/** The part of a statement that holds no expression; undefined behind it. */
function inHead(tokens: readonly Token[], isInBrackets: boolean): readonly Completion[] | undefined {
  const [word, ...rest] = tokens;
  const has = (kind: Token['kind'], value: string) =>
    rest.some((token) => token.kind === kind && token.value === value);
  switch (word!.value) {
    case 'for': {
      if (has('name', 'in')) return undefined;
      const isNamed = rest.at(-1)?.kind === 'name' || rest.at(-1)?.value === ')';
      return isNamed && !isInBrackets ? [{ label: 'in', kind: 'keyword', detail: 'the items', sort: '1' }] : [];
    }
    case 'set':
      return has('operator', '=') || has('operator', '|') ? undefined : [];
    case 'if':
    case 'elif':
      return undefined;
    default:
      return [];
  }
}
