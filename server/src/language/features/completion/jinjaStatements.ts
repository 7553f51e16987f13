/** What a `{% %}` can begin with, and the words that join expressions. */
import type { Completion } from './item';
import { inOrder } from './item';

interface Statement {
  readonly label: string;
  readonly detail: string;
  readonly snippet?: string;
}

const STATEMENTS: readonly Statement[] = [
  { label: 'if', detail: 'only when it holds', snippet: 'if ${1:condition}' },
  { label: 'for', detail: 'for each item', snippet: 'for ${1:item} in ${2:items}' },
  { label: 'set', detail: 'a variable', snippet: 'set ${1:name} = ${2:value}' },
  { label: 'macro', detail: 'text with parameters', snippet: 'macro ${1:name}(${2:parameter})' },
  { label: 'raw', detail: 'text with braces that mean nothing' },
];

/** The word that ends the innermost block comes first. */
export function statementItems(blocks: readonly string[]): Completion[] {
  const inner = blocks.at(-1);
  const fitting: Statement[] = [];
  if (inner !== undefined) fitting.push({ label: `end${inner}`, detail: `ends the \`${inner}\`` });
  if (inner === 'if') {
    fitting.push({ label: 'else', detail: 'when nothing before held' });
    fitting.push({ label: 'elif', detail: 'or when this holds', snippet: 'elif ${1:condition}' });
  }
  if (inner === 'for') fitting.push({ label: 'else', detail: 'when there are no items' });
  return inOrder(
    [...fitting, ...STATEMENTS].map((statement) => ({ ...statement, kind: 'keyword' as const })),
    '1',
  );
}

const OPERATORS: readonly Statement[] = [
  { label: 'and', detail: 'both hold' },
  { label: 'or', detail: 'one of them holds' },
  { label: 'in', detail: 'is one of' },
  { label: 'not in', detail: 'is none of' },
  { label: 'is', detail: 'passes a test' },
  { label: 'is not', detail: 'does not pass a test' },
  { label: 'if', detail: 'only when it holds', snippet: 'if ${1:condition} else ${2:other}' },
  { label: 'else', detail: 'otherwise' },
];

/** Words that follow a value. `isLoop`: it is what a `for` runs over. */
export function operatorItems(isLoop: boolean): Completion[] {
  const words = isLoop
    ? [
        { label: 'if', detail: 'only these items', snippet: 'if ${1:condition}' },
        { label: 'recursive', detail: 'may call itself' },
      ]
    : OPERATORS;
  return inOrder(
    words.map((word) => ({ ...word, kind: 'keyword' as const })),
    '1',
  );
}
