/**
 * Expectations of a recording: `receipt.bamlexpect` beside `receipt.bamlrun`, one a line, in words.
 *
 *   # what this screen needs
 *   merchant visible within 40 characters
 *   items[*] complete within 120 characters of its start
 *   items[*] appear complete
 *   type before content
 *   summary held at most 200 ms
 *   no retractions
 *   at most 2 holds in items
 *   total is 200.25
 *   ends completed
 *
 * Total: every line is an expectation, a problem, a comment or empty.
 */
import { readPath } from './pathPattern';
import type { Expectation, ExpectationProblem, Limit, PathPattern, Rule } from './rule';

export interface Expectations {
  readonly expectations: readonly Expectation[];
  readonly problems: readonly ExpectationProblem[];
}

/** More lines than this are not a file somebody wrote. */
const MOST_LINES = 10_000;

export function readExpectations(text: string): Expectations {
  const expectations: Expectation[] = [];
  const problems: ExpectationProblem[] = [];
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.length > MOST_LINES) {
    const message = `Only the first ${MOST_LINES} lines are read.`;
    problems.push({ line: MOST_LINES, from: 0, to: lines[MOST_LINES]!.length, message });
  }
  for (const [line, content] of lines.slice(0, MOST_LINES).entries()) {
    const read = readLine(content, line);
    if (!read) continue;
    if ('rule' in read) expectations.push(read);
    else problems.push(read);
  }
  return { expectations, problems };
}

interface Word {
  readonly text: string;
  readonly from: number;
}

/** Reads the words of a line one after the other. */
class Line {
  readonly words: readonly Word[];
  readonly paths: { pattern: PathPattern; from: number; to: number }[] = [];
  private at = 0;

  constructor(
    readonly content: string,
    readonly number: number,
  ) {
    // A quoted key may hold spaces.
    this.words = [...content.matchAll(/(?:\["(?:[^"\\]|\\.)*"\]|\S)+/g)].map(({ 0: text, index }) => ({
      text,
      from: index,
    }));
  }

  get next(): Word | undefined {
    return this.words[this.at];
  }

  /** Takes the next words when they are these. */
  takes(...phrase: readonly string[]): boolean {
    const fits = phrase.every((word, i) => this.words[this.at + i]?.text.toLowerCase() === word);
    if (fits) this.at += phrase.length;
    return fits;
  }

  takesOneOf(words: readonly string[]): string | undefined {
    return words.find((word) => this.takes(word));
  }

  amount(): number | undefined {
    const text = this.next?.text ?? '';
    if (!/^\d{1,9}(?:\.\d{1,9})?$/.test(text)) return undefined;
    this.at++;
    return Number(text);
  }

  path(): PathPattern | undefined {
    const word = this.next;
    const pattern = word && readPath(word.text);
    if (!pattern) return undefined;
    this.at++;
    this.paths.push({ pattern, from: word.from, to: word.from + word.text.length });
    return pattern;
  }

  /** Everything that is left, as written. */
  rest(): string {
    const from = this.next?.from;
    this.at = this.words.length;
    return from === undefined ? '' : this.content.slice(from).trimEnd();
  }

  /** A problem at the next word, or at the end of the line. */
  problem(message: string): ExpectationProblem {
    const last = this.words.at(-1)!;
    const end = last.from + last.text.length;
    const { from, text } = this.next ?? { from: end, text: '' };
    const [start, to] = text ? [from, from + text.length] : [last.from, end];
    return { line: this.number, from: start, to, message };
  }
}

function readLine(content: string, number: number): Expectation | ExpectationProblem | undefined {
  const line = new Line(content, number);
  const first = line.next;
  if (!first || first.text.startsWith('#')) return undefined;
  const rule = readRule(line);
  if ('message' in rule) return rule;
  if (line.next && !line.next.text.startsWith('#')) {
    return line.problem(`\`${line.next.text}\` is one word too many: the expectation ends before it.`);
  }
  const last = line.words.at(line.next ? line.words.indexOf(line.next) - 1 : -1)!;
  const to = last.from + last.text.length;
  return { line: number, from: first.from, to, text: content.slice(first.from, to), rule, paths: line.paths };
}

type Read = Rule | ExpectationProblem;

function readRule(line: Line): Read {
  if (line.takes('no')) return counted(line, 0);
  if (line.takes('at', 'most')) {
    const most = line.amount();
    return most === undefined ? line.problem('Write a number here: `at most 2 holds`.') : counted(line, most);
  }
  if (line.takes('ends')) {
    const outcome = line.takesOneOf(['completed', 'failed', 'cancelled']);
    return outcome === undefined
      ? line.problem('A run ends `completed`, `failed` or `cancelled`.')
      : { kind: 'ends', outcome: outcome as 'completed' | 'failed' | 'cancelled' };
  }
  const path = line.path();
  if (!path) {
    return line.problem(
      `\`${line.next?.text ?? ''}\` begins no expectation. Begin with a field such as \`items[*].name\`, or with \`no\`, \`at most\` or \`ends\`.`,
    );
  }
  return aboutPath(line, path);
}

function counted(line: Line, most: number): Read {
  const what = line.takesOneOf(['retractions', 'holds', 'retraction', 'hold']);
  if (what === undefined) return line.problem('What is counted is `retractions` or `holds`.');
  const plural = what.endsWith('s') ? what : `${what}s`;
  const rule = { kind: 'at-most', most, what: plural as 'retractions' | 'holds' } as const;
  if (!line.takes('in')) return rule;
  const path = line.path();
  return path ? { ...rule, path } : line.problem('After `in` comes a field: `no retractions in items`.');
}

function aboutPath(line: Line, path: PathPattern): Read {
  if (line.takesOneOf(['appear', 'appears'])) {
    return line.takes('complete')
      ? { kind: 'appears-complete', path }
      : line.problem('After `appear` comes `complete`.');
  }
  if (line.takes('before')) {
    const other = line.path();
    return other
      ? { kind: 'before', path, other }
      : line.problem('After `before` comes a field: `type before content`.');
  }
  if (line.takes('never', 'held')) return { kind: 'held', path, limit: { most: 0, unit: 'ms' } };
  if (line.takes('held', 'at', 'most')) {
    const limit = readLimit(line);
    return 'message' in limit ? limit : { kind: 'held', path, limit };
  }
  const what = line.takesOneOf(['visible', 'complete']);
  if (what !== undefined) return within(line, path, what as 'visible' | 'complete');
  if (line.takes('is')) return equals(line, path);
  return line.problem(
    'After a field comes `visible within …`, `complete within …`, `appear complete`, `before …`, `never held`, `held at most …` or `is …`.',
  );
}

function within(line: Line, path: PathPattern, what: 'visible' | 'complete'): Read {
  if (!line.takes('within'))
    return line.problem(`After \`${what}\` comes \`within\`: \`${what} within 40 characters\`.`);
  const limit = readLimit(line);
  if ('message' in limit) return limit;
  const ofStart = line.takes('of', 'its', 'start') || line.takes('of', 'their', 'start');
  return { kind: 'within', path, what, limit, ofStart };
}

function equals(line: Line, path: PathPattern): Read {
  const problem = line.problem('After `is` comes a JSON value: `total is 12.5`, `name is "Ada"`.');
  try {
    return { kind: 'is', path, value: JSON.parse(line.rest()) as never };
  } catch {
    return problem;
  }
}

const UNITS: Readonly<Record<string, (n: number) => Limit>> = {
  character: (most) => ({ most, unit: 'characters' }),
  characters: (most) => ({ most, unit: 'characters' }),
  ms: (most) => ({ most, unit: 'ms' }),
  milliseconds: (most) => ({ most, unit: 'ms' }),
  s: (most) => ({ most: most * 1000, unit: 'ms' }),
  seconds: (most) => ({ most: most * 1000, unit: 'ms' }),
};

function readLimit(line: Line): Limit | ExpectationProblem {
  const most = line.amount();
  if (most === undefined) return line.problem('Write how much: `40 characters`, `300 ms` or `1.5 s`.');
  const unit = line.takesOneOf(Object.keys(UNITS));
  return unit === undefined ? line.problem('The unit is `characters`, `ms` or `s`.') : UNITS[unit]!(most);
}
