/**
 * BAML v1 in a file: which blocks are written in it. v1 is a language of its own (classes with generics and implementations, programs
 * with `match`, `throw` and `??`, tests with a text for a name); the compiler of v0, 0.226.2, refuses every sign that is looked for
 * here. One sure sign makes blocks count that could also be a slip of v0: `name: type`, commas, backticks, methods.
 */
import type { Span } from '../diagnostic';
import type { SourceFile } from '../project/sourceFile';
import { ofRecentFile } from '../recent';
import { looseBlocks, withoutTexts, type LooseBlock } from './versionOneText';

export interface VersionOne {
  /** The first sure sign. */
  readonly sign: Span;
  /** The blocks that are left unchecked, in order. */
  readonly blocks: readonly Span[];
  /** What these blocks declare. */
  readonly names: ReadonlySet<string>;
}

/** Words without which no sign is looked for: most files have none where something cannot be read. */
const SUSPICIOUS =
  /\b(?:interface|implements|testset|throws?|match|catch(?:_all)?|spawn|await|defer)\b|\bif\s+let\b|\?[?.]|`|\btest\s+"|\b(?:class|enum|function|type)\s+\w+\s*</;

/** What only a program in v1 can hold. */
const PROGRAM =
  /\bmatch\s*\(|\bthrow\s+[\w.]|\bcatch(?:_all)?\s*\(|\bspawn\s*\{|\bdefer\s*\{|\bif\s+let\b|\bawait\s+\w|\?\?|\?\.(?=\w)/;
const GENERIC = /^(?:class|enum|interface|function|type)\s+\w+\s*<[\w\s,]*>?/;
const IMPLEMENTS = /implements\s+[\w.]+(?:\s*<[^<>{}]*>)?\s*\{/y;
const METHOD = /function\s+\w/y;

/** Undefined when nothing in the file is surely v1. Looks at parts that cannot be read and at programs only, until it finds something. */
export const versionOne = (file: SourceFile): VersionOne | undefined => looked(file).found;

const looked = ofRecentFile((file) => ({ found: look(file) }));

function look({ text, blocks }: SourceFile): VersionOne | undefined {
  const isSuspicious = blocks.some(({ start, errors, declarations }, index) => {
    const isOdd = errors.length > 0 || declarations.some((one) => one.kind === 'function' && one.expression);
    return isOdd && SUSPICIOUS.test(text.slice(start, blocks[index + 1]?.start ?? text.length));
  });
  if (!isSuspicious) return undefined;
  const bare = withoutTexts(text);
  const all = looseBlocks(bare);
  const signs = all.map((block) => signOf(block, bare, text));
  const sign = signs.find((one) => one !== undefined);
  if (!sign) return undefined;
  const unchecked = all.filter(
    (block, index) => signs[index] !== undefined || isGeneric(block, bare) || mayBe(block, bare),
  );
  const names = unchecked.flatMap(({ start, body }) => /^\w+\s+(\w+)/.exec(bare.slice(start, body))?.[1] ?? []);
  return { sign, blocks: unchecked.map(({ start, end }) => ({ start, end })), names: new Set(names) };
}

/** Whether an offset is in one of the blocks; these are in order. */
export function isInBlocks(blocks: readonly Span[], offset: number): boolean {
  let [low, high] = [0, blocks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blocks[middle]!.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low < blocks.length && blocks[low]!.start <= offset;
}

/** Where a block is surely v1. */
function signOf(block: LooseBlock, bare: string, text: string): Span | undefined {
  const { keyword, start, body, end } = block;
  const whole = { start, end: start + keyword.length };
  const header = bare.slice(start, body);
  const inside = (pattern: RegExp, from: number, to: number): Span | undefined => {
    const found = pattern.exec(bare.slice(from, to));
    return found ? { start: from + found.index, end: from + found.index + found[0].trimEnd().length } : undefined;
  };
  if (keyword === 'testset' || keyword === 'implements') return whole;
  if (keyword === 'test') return /^test\s+"/.test(header) ? whole : undefined;
  // `<T>` alone may be a slip in a block that is v0 otherwise, which the compiler of v0 has an error for.
  const generic = mayBe(block, bare) && GENERIC.exec(header);
  if (generic) return { start, end: start + generic[0].length };
  if (keyword === 'interface')
    return lineLike(block, bare, /(?:function|type)\s+\w/y) === undefined ? undefined : whole;
  if (keyword === 'class') {
    const at = lineLike(block, bare, IMPLEMENTS);
    if (at !== undefined) return { start: at, end: at + 'implements'.length };
    return lineLike(block, bare, METHOD) === undefined ? undefined : inside(PROGRAM, body, end);
  }
  if (keyword === 'let') return inside(PROGRAM, start, end);
  if (keyword !== 'function') return undefined;
  const arrow = header.indexOf('->');
  const throws = arrow < 0 ? undefined : inside(/\bthrows\b/, start + arrow, body);
  if (throws) return throws;
  const prompt = lineLike(block, bare, /prompt\s*`/y);
  if (prompt !== undefined) {
    const open = bare.indexOf('`', prompt);
    const close = bare.indexOf('`', open + 1);
    // Whoever only took the wrong quotes writes `{{ … }}` between them.
    const isTemplate = text.slice(open, close < 0 ? end : close).includes('${');
    return isTemplate ? { start: prompt, end: prompt + 'prompt'.length } : undefined;
  }
  return inside(PROGRAM, body, end);
}

function isGeneric({ start, body }: LooseBlock, bare: string): boolean {
  return GENERIC.test(bare.slice(start, body));
}

/** Whether a block is written as v1 has it, in a file that is v1 elsewhere. */
function mayBe(block: LooseBlock, bare: string): boolean {
  const { keyword, start, body, end } = block;
  const header = bare.slice(start, body);
  switch (keyword) {
    case 'interface':
    case 'let':
      return true;
    case 'class':
      return (
        lineLike(block, bare, METHOD) !== undefined ||
        lineLike(block, bare, /\w+\s*:/y) !== undefined ||
        lineLike(block, bare, /[^\r\n]*,[ \t]*(?:[\r\n}]|$)/y) !== undefined
      );
    case 'enum':
      return lineLike(block, bare, /[^\r\n]*,/y) !== undefined;
    case 'type':
      return /->|\w\.\w|\(/.test(bare.slice(Math.max(start, bare.indexOf('=', start)), end));
    case 'test':
      return lineLike(block, bare, /functions\b/y) === undefined;
    case 'function':
      return (
        /[(,]\s*self\b|=/.test(header) ||
        /\w\.\w/.test(header) ||
        lineLike(block, bare, /tools\s*\[|prompt\s*["`]/y) !== undefined ||
        lineLike(block, bare, /(?:client|prompt)\b(?!\s*[=(.;])/y) === undefined
      );
    default:
      return false;
  }
}

/** The first line of the body that begins so. `pattern` is sticky. */
function lineLike({ lines }: LooseBlock, bare: string, pattern: RegExp): number | undefined {
  return lines.find((at) => {
    pattern.lastIndex = at;
    return pattern.test(bare);
  });
}
