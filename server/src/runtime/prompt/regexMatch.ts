/** Runs patterns in time that grows with text × pattern, never more: all ways through a pattern at once. */
import { parseRegex, type Instruction } from './regexParser';

/**
 * Whether the pattern is found anywhere in the text. A pattern that cannot be read is found nowhere, as in the official
 * runtime. `spend` is told about the work before it is done.
 */
export function regexMatches(text: string, pattern: string, spend: (steps: number) => void): boolean {
  const program = parseRegex(pattern);
  if (!program) return false;
  const characters = [...text];
  let active: number[] = [];
  for (let at = 0; at <= characters.length; at++) {
    const [before, after] = [characters[at - 1], characters[at]];
    const seen = new Set<number>();
    const reached: number[] = [];
    for (const start of [...active, 0]) {
      if (follow(program, start, before, after, seen, reached)) return true;
    }
    spend(seen.size);
    active = [];
    if (after === undefined) break;
    for (const index of reached) {
      const instruction = program[index];
      if (instruction?.op === 'char' && instruction.test(after)) active.push(index + 1);
    }
  }
  return false;
}

/** Collects the characters that can come next from `start`; true when the pattern is complete here. */
function follow(
  program: readonly Instruction[],
  start: number,
  before: string | undefined,
  after: string | undefined,
  seen: Set<number>,
  reached: number[],
): boolean {
  const stack = [start];
  for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
    if (seen.has(index)) continue;
    seen.add(index);
    const instruction = program[index];
    switch (instruction?.op) {
      case 'match':
        return true;
      case 'jump':
        stack.push(instruction.to);
        break;
      case 'split':
        stack.push(instruction.second, instruction.first);
        break;
      case 'check':
        if (instruction.test(before, after)) stack.push(index + 1);
        break;
      case 'char':
        reached.push(index);
        break;
    }
  }
  return false;
}
