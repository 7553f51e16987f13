// Answers of a wanted size as a model would write them, the types they are read with, and the tokens they arrive in.
// The same call always gives the same text.

const CATEGORIES = ['TOOLS', 'FURNITURE', 'CLOTHING', 'GROCERY', 'TOYS', 'BOOKS', 'GARDEN', 'OTHER'];
const WORDS =
  'a buyer wants the short answer first and “quoted” words stay as they are while line\nbreaks and tabs\tneed care café naïve 東京 garden prices rise in spring and fall when stock returns every part is listed once with its origin weight colour and size'.split(
    ' ',
  );
const CATEGORY_ENUM = `enum Category {\n${CATEGORIES.map((name) => `  ${name}`).join('\n')}\n}\n`;
const ITEM_CLASSES = `${CATEGORY_ENUM}class Size {
  width float
  height float
  unit string
}
class Item {
  id int
  name string
  category Category
  price float
  in_stock bool
  tags string[]
  description string
  size Size
  note string?
}
class Catalogue {
  title string
  items Item[]
}
`;
const WIDE_FIELDS = 200;
const WIDE_TYPES = ['string', 'int', 'float', 'bool', 'Category'];
const wideName = (at) => `field_${String(at).padStart(3, '0')}`;

// Numbers that look random and are the same every time (mulberry32).
function numbersFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function writer(seed) {
  const next = numbersFrom(seed);
  const below = (limit) => Math.floor(next() * limit);
  const words = (count) => Array.from({ length: count }, () => WORDS[below(WORDS.length)]).join(' ');
  const decimal = (limit, digits) => Number((next() * limit).toFixed(digits));
  return { next, below, words, decimal, category: () => CATEGORIES[below(CATEGORIES.length)] };
}

const item = (write, id) => ({
  id: 1000 + id,
  name: write.words(3),
  category: write.category(),
  price: write.decimal(500, 2),
  in_stock: write.next() < 0.7,
  tags: Array.from({ length: 1 + write.below(4) }, () => write.words(1)),
  description: write.words(8 + write.below(30)),
  size: { width: write.decimal(90, 1), height: write.decimal(90, 1), unit: 'cm' },
  note: write.next() < 0.3 ? null : write.words(4),
});

const SPACED = (value) => JSON.stringify(value, null, 2);

// `part` makes one more piece of the value, `whole` the value of all of them.
const list = {
  types: ITEM_CLASSES,
  returns: 'Catalogue',
  part: item,
  whole: (items, write) => ({ title: write.words(5), items }),
};
const KINDS = {
  list,
  'list, minified': { ...list, spell: (value) => JSON.stringify(value) },
  'list, fenced': { ...list, spell: (value) => `\`\`\`json\n${SPACED(value)}\n\`\`\`` },
  'list, prose around': {
    ...list,
    spell: (value) => `Here is what I found in the catalogue:\n\n${SPACED(value)}\n\nThese are all items that fit.`,
  },
  'list of a union': {
    types: `class Call {\n  kind "call"\n  tool string\n  arguments map<string, string>\n}\nclass Say {\n  kind "say"\n  text string\n}\nclass Ask {\n  question string\n  choices string[]\n}\nclass Plan {\n  steps (Call | Say | Ask | string)[]\n}\n`,
    returns: 'Plan',
    part: (write) => {
      const turn = write.below(4);
      if (turn === 0) return { kind: 'call', tool: write.words(1), arguments: { query: write.words(6) } };
      if (turn === 1) return { kind: 'say', text: write.words(12) };
      if (turn === 2) return { question: write.words(7), choices: [write.words(2), write.words(2)] };
      return write.words(8);
    },
    whole: (steps) => ({ steps }),
  },
  map: {
    types: `class Entry {\n  count int\n  label string\n}\nclass Index {\n  entries map<string, Entry>\n}\n`,
    returns: 'Index',
    part: (write, at) => [`key_${at}`, { count: write.below(100000), label: write.words(5) }],
    whole: (parts) => ({ entries: Object.fromEntries(parts) }),
  },
  deep: {
    types: `class Node {\n  name string\n  weight int\n  child Node?\n  leaves string[]\n}\nclass Forest {\n  trees Node[]\n}\n`,
    returns: 'Forest',
    part: (write) => {
      let node = null;
      for (let level = 0; level < 12; level++) {
        const leaves = Array.from({ length: write.below(3) }, () => write.words(1));
        node = { name: write.words(2), weight: write.below(10000), child: node, leaves };
      }
      return node;
    },
    whole: (trees) => ({ trees }),
  },
  wide: {
    types: `${CATEGORY_ENUM}class Row {\n${Array.from({ length: WIDE_FIELDS }, (_, at) => `  ${wideName(at)} ${WIDE_TYPES[at % WIDE_TYPES.length]}?`).join('\n')}\n}\nclass Sheet {\n  rows Row[]\n}\n`,
    returns: 'Sheet',
    part: (write) => {
      const cells = [
        () => write.words(2),
        () => write.below(1e6),
        () => write.decimal(1e4, 3),
        () => write.next() < 0.5,
        () => write.category(),
      ];
      return Object.fromEntries(
        Array.from({ length: WIDE_FIELDS }, (_, at) => [wideName(at), cells[at % cells.length]()]),
      );
    },
    whole: (rows) => ({ rows }),
  },
  long: {
    types: `class Essay {\n  title string\n  body string\n  word_count int\n}\n`,
    returns: 'Essay',
    part: (write) => `${write.words(12)}${write.next() < 0.15 ? '.\n\n' : '. '}`,
    whole: (parts, write) => ({ title: write.words(5), body: parts.join(''), word_count: parts.length * 12 }),
  },
};

export const NAMES = Object.keys(KINDS);

/** The workload `name` with about `kilobytes` of text; `json` is the part of it that is the value. */
export function workload(name, kilobytes) {
  const kind = KINDS[name];
  const spell = kind.spell ?? SPACED;
  const write = writer(7 + name.length);
  const parts = [];
  for (let size = 0; size < kilobytes * 1024;) {
    const part = kind.part(write, parts.length);
    parts.push(part);
    size += spell(part).length;
  }
  const value = kind.whole(parts, write);
  const text = spell(value);
  const json = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
  return { name, kilobytes, text, json, value, tokens: tokensOf(text), baml: source(kind) };
}

// Two to six characters, never half a surrogate pair: a mean of four, as of the tokens of common models.
function tokensOf(text) {
  const next = numbersFrom(99);
  const tokens = [];
  for (let at = 0; at < text.length;) {
    let to = at + 2 + Math.floor(next() * 5);
    const last = text.charCodeAt(to - 1);
    if (last >= 0xd800 && last < 0xdc00) to++;
    tokens.push(text.slice(at, to));
    at = to;
  }
  return tokens;
}

export const FUNCTION = 'Extract';

const source = ({ types, returns }) => `client<llm> Any {
  provider openai
  options {
    model "any"
    api_key "none"
  }
}
${types}function ${FUNCTION}(input: string) -> ${returns} {
  client Any
  prompt #"{{ input }} {{ ctx.output_format }}"#
}
`;
