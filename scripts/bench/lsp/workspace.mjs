// Writes a project of any size for the benchmark: the same arguments always give the same bytes.
//
// About 100 lines a file: an enum, two classes, a template string, two functions with prompts, two tests. Types are named
// across files, in groups of ten and backwards, so without cycles. The middle file is the one that is edited.
import fs from 'node:fs';
import path from 'node:path';

const list = (text) => text.split(' ');
const NOUNS = list(
  'Invoice Resume Ticket Contract Claim Order Shipment Patient Lecture Review Listing Incident Meeting Recipe Policy Report Payment Profile Survey Article',
);
const FIELDS = list(
  'name title summary amount currency issued_on due_on quantity unit_price author language confidence source_page notes severity owner_email address postal_code country score',
);
const VALUES = list('Open Closed Pending Rejected Approved Draft Archived Unknown Escalated Shipped');
const WORDS = list(
  'extract every value that the document states and never invent one keep the wording of the source use null where a value is missing dates follow the calendar form amounts keep their sign and unit names are written as they appear prefer the latest revision when two disagree',
);
const MODELS = ['Fast', 'Careful', 'Cheap', 'Vision', 'Local'];

// Writes the project below a folder, and says where in it keystrokes and requests go.
export function writeWorkspace(folder, fileCount, seed = 1) {
  const random = generator(seed);
  const { files, target, edits, probes } = project(fileCount, random);
  fs.rmSync(folder, { recursive: true, force: true });
  let lines = 0;
  for (const [name, text] of files) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
    lines += text.split('\n').length;
  }
  return { folder, files: files.size, lines, target, edits, probes };
}

// Whole numbers below a limit, from a 32-bit generator (mulberry32).
function generator(seed) {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * limit);
  };
}

function project(fileCount, random) {
  const files = new Map();
  files.set(
    'baml_src/generators.baml',
    'generator target {\n  output_type "typescript"\n  output_dir "../"\n  version "0.226.2"\n  default_client_mode async\n}\n',
  );
  files.set('baml_src/clients.baml', clients());
  const count = Math.max(1, fileCount - files.size);
  const middle = count >> 1;
  let found;
  for (let i = 0; i < count; i++) {
    const written = moduleText(i, random);
    const name = `baml_src/${nounOf(i).toLowerCase()}.baml`;
    files.set(name, written.text);
    if (i === middle) found = { target: name, edits: written.edits, probes: written.probes };
  }
  return { files, ...found };
}

function clients() {
  const lines = [
    'retry_policy Backoff {',
    '  max_retries 3',
    '  strategy {',
    '    type exponential_backoff',
    '    delay_ms 200',
    '    multiplier 1.5',
    '    max_delay_ms 10000',
    '  }',
    '}',
    '',
  ];
  for (const model of MODELS) {
    const local = model === 'Local';
    lines.push(
      `client<llm> ${model} {`,
      `  provider ${local ? 'openai-generic' : 'openai'}`,
      '  retry_policy Backoff',
      '  options {',
      local ? '    base_url "http://localhost:11434/v1"' : '    api_key env.OPENAI_API_KEY',
      `    model "model-${model.toLowerCase()}"`,
      '    temperature 0.1',
      '  }',
      '}',
      '',
    );
  }
  lines.push(
    'client<llm> Main {',
    '  provider fallback',
    '  options {',
    '    strategy [Careful, Fast, Local]',
    '  }',
    '}',
    '',
  );
  return lines.join('\n');
}

function nounOf(i) {
  return NOUNS[i % NOUNS.length] + String(i).padStart(4, '0');
}

function moduleText(i, random) {
  const pick = (from) => from[random(from.length)];
  const words = (count) => Array.from({ length: count }, () => pick(WORDS)).join(' ');
  const noun = nounOf(i);
  const group = i - (i % 10);
  // An earlier file of the group; the first of a group leads to the first of the group before.
  const earlier = () => nounOf(i === group ? Math.max(0, i - 10) : group + (random(9) % (i - group)));
  const lines = [];
  const edits = {};
  const probes = {};
  const here = (before, more) => ({ line: lines.length, character: before.length, ...more });

  const values = new Set();
  while (values.size < 5) values.add(pick(VALUES));
  lines.push(`// ${words(8)}`, `enum ${noun}Status {`);
  for (const value of values) lines.push(`  ${value} @alias("${value.toLowerCase()}") @description("${words(5)}")`);
  lines.push('}', '');

  const fields = (count, types, attributes, used) => {
    for (let k = 0; k < count; k++) {
      let field = pick(FIELDS);
      while (used.has(field)) field = pick(FIELDS);
      used.add(field);
      lines.push(`  ${field} ${pick(types)} ${attributes(field)}`);
    }
  };
  lines.push(`class ${noun}Part {`, `  label string @description("${words(6)}")`);
  fields(
    7,
    ['string', 'int', 'float', 'bool', 'string?', 'float?', 'string[]'],
    () => `@description("${words(6)}")`,
    new Set(['label']),
  );
  lines.push(`  status ${noun}Status`, `  related ${earlier()}Part? @description("${words(5)}")`, '}', '');

  lines.push(`/// ${words(10)}`, `class ${noun} {`);
  edits.field = here('  identifier', { kind: 'type', text: '_of_item' });
  lines.push(`  identifier string @description("${words(7)}")`);
  for (const probe of ['hoverType', 'definition', 'references', 'rename']) probes[probe] = here('  parts In');
  probes.rename.newName = `${noun}Piece`;
  lines.push(`  parts ${noun}Part[]`);
  const previous = earlier();
  edits.error = here(`  previous ${previous}`, { kind: 'toggle', text: 'Z' });
  probes.definitionElsewhere = here('  previous In');
  probes.completionType = here('  previous Inv');
  lines.push(`  previous ${previous}? @description("${words(5)}")`);
  edits.shape = here('  state', { kind: 'type', text: '_now' });
  lines.push(
    `  state ${noun}Status | null`,
    `  history (${noun}Status | string)[]`,
    '  attributes map<string, string>',
  );
  lines.push(`  kind "${pick(VALUES).toLowerCase()}" | "other" | "none"`);
  lines.push('  certainty float @assert(in_range, {{ this >= 0 and this <= 1 }})');
  fields(
    8,
    ['string', 'int', 'float', 'bool', 'string?', 'int[]', `${noun}Part?`],
    (field) => `@alias("${field}_value") @description("${words(6)}")`,
    new Set(),
  );
  lines.push('}', '');

  lines.push(
    `template_string ${noun}Rules(topic: string) #"`,
    `  ${words(12)}`,
    '  - {{ topic }}',
    `  - ${words(9)}`,
    '"#',
    '',
  );
  lines.push(`function Extract${noun}(document: string, hints: string[]) -> ${noun} {`);
  probes.completionClient = here('  client M');
  lines.push(`  client ${pick([...MODELS, 'Main'])}`, '  prompt #"', '    {{ _.role("system") }}');
  const prompt = `    ${words(12)}`;
  edits.prompt = here(prompt, { kind: 'type', text: ' politely' });
  lines.push(prompt);
  probes.hoverPrompt = here('    {{ Inv');
  lines.push(`    {{ ${noun}Rules("totals") }}`);
  for (let k = 0; k < 4; k++) lines.push(`    ${words(13)}`);
  lines.push('    {% for hint in hints %}', '    - {{ loop.index }}: {{ hint }}', '    {% endfor %}');
  probes.completionPrompt = here('    {{ ctx.');
  lines.push('    {{ ctx.output_format }}', '    {{ _.role("user") }}', '    {{ document }}', '  "#', '}', '');
  lines.push(
    `function Classify${noun}(item: ${noun}) -> ${noun}Status {`,
    '  client Fast',
    '  prompt #"',
    `    ${words(10)}`,
  );
  lines.push(
    '    {{ ctx.output_format }}',
    '    {{ item.identifier }} {{ item.certainty }}',
    '    {% if item.state %}',
  );
  lines.push('    now: {{ item.state }}', '    {% endif %}', '  "#', '}', '');
  for (let t = 0; t < 2; t++) {
    lines.push(`test Extract${noun}Case${t} {`, `  functions [Extract${noun}]`, '  args {', '    document #"');
    lines.push(
      `      ${words(14)}`,
      `      ${words(14)}`,
      '    "#',
      `    hints ["${words(3)}", "${words(2)}"]`,
      '  }',
      '}',
      '',
    );
  }
  return { text: lines.join('\n'), edits, probes };
}
