/**
 * Patterns of `regex_match` in the dialect of Rust's `regex`: no look-around, no back references, Unicode classes.
 * Because of that a pattern can be run in linear time, which JavaScript's own engine does not promise.
 */

/** One step of a pattern. `split` goes on at both places, `check` looks at what stands around a position. */
export type Instruction =
  | { readonly op: 'char'; readonly test: (character: string) => boolean }
  | { readonly op: 'check'; readonly test: (before: string | undefined, after: string | undefined) => boolean }
  | { op: 'split'; first: number; second: number }
  | { op: 'jump'; to: number }
  | { readonly op: 'match' };

interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly x: boolean;
}

type Part = (program: Instruction[]) => void;

const MAX_INSTRUCTIONS = 5000;
const MAX_DEPTH = 100;
const WORD = String.raw`\p{Alphabetic}\p{M}\p{Nd}\p{Pc}`;
const CLASSES: Readonly<Record<string, string>> = {
  d: String.raw`[\p{Nd}]`,
  D: String.raw`[^\p{Nd}]`,
  w: `[${WORD}]`,
  W: `[^${WORD}]`,
  s: String.raw`[\p{White_Space}]`,
  S: String.raw`[^\p{White_Space}]`,
};
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v', a: '\u0007' };

/** The program of a pattern, or undefined when it cannot be read. */
export function parseRegex(pattern: string): readonly Instruction[] | undefined {
  try {
    const parser = new RegexParser(pattern);
    const program: Instruction[] = [];
    parser.whole()(program);
    program.push({ op: 'match' });
    return program;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

class RegexParser {
  private at = 0;
  private depth = 0;
  private flags: Flags = { i: false, m: false, s: false, x: false };

  constructor(private readonly pattern: string) {}

  whole(): Part {
    const part = this.alternatives();
    if (this.at < this.pattern.length) this.refuse();
    return part;
  }

  private alternatives(): Part {
    if (++this.depth > MAX_DEPTH) this.refuse();
    let part = this.sequence();
    while (this.eat('|')) part = either(part, this.sequence());
    this.depth--;
    return part;
  }

  private sequence(): Part {
    const parts: Part[] = [];
    while (this.at < this.pattern.length && this.peek() !== '|' && this.peek() !== ')') {
      if (this.flags.x && this.skipSpace()) continue;
      parts.push(this.repeated());
    }
    return (program) => {
      for (const part of parts) part(program);
    };
  }

  private repeated(): Part {
    let part = this.atom();
    for (;;) {
      const counted = /^\{(\d{1,4})(,(\d{1,4})?)?\}/.exec(this.pattern.slice(this.at, this.at + 12));
      if (this.eat('*')) part = times(part, 0, Infinity);
      else if (this.eat('+')) part = times(part, 1, Infinity);
      else if (this.eat('?')) part = times(part, 0, 1);
      else if (counted) {
        this.at += counted[0].length;
        const least = Number(counted[1]);
        part = times(part, least, counted[2] === undefined ? least : Number(counted[3] ?? Infinity));
      } else return part;
      this.eat('?');
    }
  }

  private atom(): Part {
    const character = this.take();
    switch (character) {
      case '(':
        return this.group();
      case '[':
        return this.bracket();
      case '.':
        return this.one(this.flags.s ? () => true : (char) => char !== '\n');
      case '^':
        return check(
          this.flags.m ? (before) => before === undefined || before === '\n' : (before) => before === undefined,
        );
      case '$':
        return check(
          this.flags.m ? (_, after) => after === undefined || after === '\n' : (_, after) => after === undefined,
        );
      case '\\':
        return this.escape();
      case '{':
      case '*':
      case '+':
      case '?':
        return this.refuse();
      default:
        return this.literal(character);
    }
  }

  private group(): Part {
    const before = this.flags;
    if (this.eat('?')) {
      const name = /^P?<\w+>/.exec(this.pattern.slice(this.at, this.at + 100));
      const flags = /^([imsux]*)(?:-([imsux]+))?([:)])/.exec(this.pattern.slice(this.at, this.at + 20));
      if (name) this.at += name[0].length;
      else if (!flags) this.refuse();
      else {
        this.at += flags[0].length;
        const on = (flag: keyof Flags): boolean =>
          (before[flag] || (flags[1] ?? '').includes(flag)) && !(flags[2] ?? '').includes(flag);
        this.flags = { i: on('i'), m: on('m'), s: on('s'), x: on('x') };
        // Flags without a group hold up to the end of the group around them.
        if (flags[3] === ')') return () => undefined;
      }
    }
    const part = this.alternatives();
    if (!this.eat(')')) this.refuse();
    this.flags = before;
    return part;
  }

  /** `[…]`: its end is found here, its meaning is left to JavaScript, one character at a time. */
  private bracket(): Part {
    const start = this.at - 1;
    let open = 1;
    this.eat('^');
    this.eat(']');
    while (open > 0) {
      const character = this.take();
      if (character === '\\') this.take();
      else if (character === '[') open++;
      else if (character === ']') open--;
    }
    const written = this.pattern.slice(start, this.at);
    const source = (nested: boolean): string =>
      written
        .replace(/^(\[\^?)\]/, '$1\\]')
        .replace(/\[:(\^?)(\w+):\]/g, (_, not: string, name: string) => posixClass(name, not !== ''))
        .replace(/\\([\s\S])/g, (escape, char: string) => {
          if (char === 'd' || char === 's') return char === 'd' ? '\\p{Nd}' : '\\p{White_Space}';
          if (char === 'w') return nested ? `[${WORD}]` : WORD;
          return /[!-/:-@[-`{-~]/.test(char) ? `\\u{${char.charCodeAt(0).toString(16)}}` : escape;
        });
    return this.characterClass(source(false), source(true));
  }

  private escape(): Part {
    const character = this.take();
    const name = Object.hasOwn(CLASSES, character) ? CLASSES[character] : undefined;
    if (name) return this.characterClass(name);
    const control = Object.hasOwn(CONTROLS, character) ? CONTROLS[character] : undefined;
    if (control) return this.literal(control);
    switch (character) {
      case 'b':
        return check((before, after) => isWord(before) !== isWord(after));
      case 'B':
        return check((before, after) => isWord(before) === isWord(after));
      case '<':
        return check((before, after) => !isWord(before) && isWord(after));
      case '>':
        return check((before, after) => isWord(before) && !isWord(after));
      case 'A':
        return check((before) => before === undefined);
      case 'z':
        return check((_, after) => after === undefined);
      case 'p':
      case 'P': {
        const rest = /^(?:\{\^?[\w=]+\}|\w)/.exec(this.pattern.slice(this.at, this.at + 60))?.[0] ?? this.refuse();
        this.at += rest.length;
        const property = rest.startsWith('{') ? rest : `{${rest}}`;
        return this.characterClass(`[\\${character}${property}]`);
      }
      case 'x':
      case 'u':
      case 'U': {
        const code =
          /^(?:\{([\da-fA-F]{1,6})\}|([\da-fA-F]{2,8}))/.exec(this.pattern.slice(this.at, this.at + 10)) ??
          this.refuse();
        const digits = code[1] ?? (code[2] as string).slice(0, { x: 2, u: 4, U: 8 }[character]);
        this.at += code[1] === undefined ? digits.length : digits.length + 2;
        const value = parseInt(digits, 16);
        return value > 0x10ffff ? this.refuse() : this.literal(String.fromCodePoint(value));
      }
    }
    return /[\w\s]/.test(character) ? this.refuse() : this.literal(character);
  }

  private literal(character: string): Part {
    if (!this.flags.i) return this.one((other) => other === character);
    const folded = character.toLowerCase();
    return this.one((other) => other.toLowerCase() === folded);
  }

  /** `nested` is the same class for the mode that knows classes in classes (and `&&`). */
  private characterClass(source: string, nested = source): Part {
    const insensitive = this.flags.i ? 'i' : '';
    for (const mode of ['v', 'u']) {
      try {
        const regex = new RegExp(`^${mode === 'v' ? nested : source}$`, mode + insensitive);
        return this.one((character) => regex.test(character));
      } catch {
        continue;
      }
    }
    return this.refuse();
  }

  private one(test: (character: string) => boolean): Part {
    return (program) => add(program, { op: 'char', test });
  }

  private skipSpace(): boolean {
    const found = /^(?:\s+|#[^\n]*)/.exec(this.pattern.slice(this.at, this.at + 1000));
    this.at += found?.[0].length ?? 0;
    return found !== null;
  }

  private peek(): string | undefined {
    return this.pattern[this.at];
  }

  private eat(character: string): boolean {
    if (this.pattern[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private take(): string {
    const code = this.pattern.codePointAt(this.at);
    if (code === undefined) return this.refuse();
    const character = String.fromCodePoint(code);
    this.at += character.length;
    return character;
  }

  private refuse(): never {
    throw new SyntaxError('this pattern cannot be read');
  }
}

function add(program: Instruction[], instruction: Instruction): void {
  if (program.length >= MAX_INSTRUCTIONS) throw new SyntaxError('this pattern is too large');
  program.push(instruction);
}

function check(test: (before: string | undefined, after: string | undefined) => boolean): Part {
  return (program) => add(program, { op: 'check', test });
}

function either(left: Part, right: Part): Part {
  return (program) => {
    const split: Instruction = { op: 'split', first: program.length + 1, second: 0 };
    add(program, split);
    left(program);
    const jump: Instruction = { op: 'jump', to: 0 };
    add(program, jump);
    split.second = program.length;
    right(program);
    jump.to = program.length;
  };
}

function times(part: Part, least: number, most: number): Part {
  return (program) => {
    for (let count = 0; count < least; count++) part(program);
    if (most === Infinity) {
      const split: Instruction = { op: 'split', first: program.length + 1, second: 0 };
      const start = program.length;
      add(program, split);
      part(program);
      add(program, { op: 'jump', to: start });
      split.second = program.length;
      return;
    }
    const splits: Extract<Instruction, { op: 'split' }>[] = [];
    for (let count = least; count < most; count++) {
      const split: Extract<Instruction, { op: 'split' }> = { op: 'split', first: program.length + 1, second: 0 };
      add(program, split);
      splits.push(split);
      part(program);
    }
    for (const split of splits) split.second = program.length;
  };
}

const POSIX: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\t\\n\\v\\f\\r\\u{20}',
  blank: '\\t\\u{20}',
  punct: '\\u{21}-\\u{2f}\\u{3a}-\\u{40}\\u{5b}-\\u{60}\\u{7b}-\\u{7e}',
  xdigit: '0-9A-Fa-f',
  word: '0-9A-Za-z_',
  ascii: '\\u{0}-\\u{7f}',
  cntrl: '\\u{0}-\\u{1f}\\u{7f}',
  graph: '\\u{21}-\\u{7e}',
  print: '\\u{20}-\\u{7e}',
};

function posixClass(name: string, negated: boolean): string {
  if (!Object.hasOwn(POSIX, name)) throw new SyntaxError(`there is no class ${name}`);
  return negated ? `[^${POSIX[name]}]` : (POSIX[name] as string);
}

const WORD_CHARACTER = new RegExp(`^[${WORD}]$`, 'u');

function isWord(character: string | undefined): boolean {
  return character !== undefined && WORD_CHARACTER.test(character);
}
