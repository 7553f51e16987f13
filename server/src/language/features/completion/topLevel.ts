/** The blocks a file is made of. */
import type { Symbols } from '../../semantics/symbols';
import type { Completion } from './item';
import { inOrder } from './item';

const BLOCKS: readonly Omit<Completion, 'sort' | 'kind'>[] = [
  {
    label: 'class',
    detail: 'an object with fields',
    documentation: 'A type with named fields. Models are told its schema by `ctx.output_format`.',
    snippet: 'class ${1:Name} {\n  ${2:field} ${3:string}$0\n}',
  },
  {
    label: 'enum',
    detail: 'one of some values',
    documentation: 'A type whose value is one of a few names. Each stands on a line of its own.',
    snippet: 'enum ${1:Name} {\n  ${2:First}\n  ${3:Second}$0\n}',
  },
  {
    label: 'function',
    detail: 'a prompt with a typed answer',
    documentation:
      'Calls a model with a prompt and reads the answer as the return type. `{{ ctx.output_format }}` tells the model which form is expected.',
    snippet:
      'function ${1:Name}(${2:input}: ${3:string}) -> ${4:string} {\n  client ${5:"openai/gpt-4o"}\n  prompt #"\n    ${6:Say what is to be done.}\n\n    {{ ctx.output_format }}\n\n    {{ _.role("user") }}\n    {{ ${2:input} }}$0\n  "#\n}',
  },
  {
    label: 'client<llm>',
    detail: 'a model and how to reach it',
    documentation: 'Names a provider and its options, so that functions can share them.',
    snippet:
      'client<llm> ${1:Name} {\n  provider ${2:openai}\n  options {\n    model "${3:gpt-4o}"\n    api_key env.${4:OPENAI_API_KEY}$0\n  }\n}',
    filter: 'client',
  },
  {
    label: 'test',
    detail: 'a function with arguments to run',
    documentation: 'Arguments for one or more functions. Run it from the line above it.',
    snippet: 'test ${1:Name} {\n  functions [${2:Function}]\n  args {\n    $0\n  }\n}',
  },
  {
    label: 'type',
    detail: 'another name for a type',
    documentation: 'A name for a type. Attributes behind it belong to every use.',
    snippet: 'type ${1:Name} = ${0:string}',
  },
  {
    label: 'template_string',
    detail: 'a part of prompts with parameters',
    documentation: 'Text with Jinja in it that prompts call by name: `{{ Name(value) }}`.',
    snippet: 'template_string ${1:Name}(${2:value}: ${3:string}) #"\n  {{ ${2:value} }}$0\n"#',
  },
  {
    label: 'retry_policy',
    detail: 'how often to try again',
    documentation: 'How often a failed call is made again, and how long to wait before. Clients name it.',
    snippet:
      'retry_policy ${1:Name} {\n  max_retries ${2:3}\n  strategy {\n    type ${3|exponential_backoff,constant_delay|}$0\n  }\n}',
  },
  {
    label: 'generator',
    detail: 'code in your language',
    documentation: 'What `baml-cli generate` writes, and where.',
    snippet:
      'generator ${1:target} {\n  output_type ${2|"typescript","python/pydantic","typescript/react","ruby/sorbet","go","rust","rest/openapi"|}\n  output_dir "${3:../}"\n  version "${4:0.226.2}"$0\n}',
  },
];

export function topLevelItems(symbols: Symbols): Completion[] {
  return inOrder(
    BLOCKS.map((block) => ({
      ...block,
      ...(block.snippet !== undefined && { snippet: withNames(block.snippet, symbols) }),
      kind: 'block' as const,
      insert: `${block.label} `,
    })),
    '1',
  );
}

/** A choice of more is no help. */
const MOST_NAMES = 20;

/** The clients of the project in a new function, its functions in a new test. */
function withNames(snippet: string, { clients, functions }: Symbols): string {
  return snippet
    .replace('${5:"openai/gpt-4o"}', () => choice(5, clients.keys()) ?? '${5:"openai/gpt-4o"}')
    .replace('${2:Function}', () => choice(2, functions.keys()) ?? '${2:Function}');
}

function choice(place: number, all: Iterable<string>): string | undefined {
  const names: string[] = [];
  for (const name of all) {
    if (names.length === MOST_NAMES) break;
    names.push(name);
  }
  if (!names.length) return undefined;
  return names.length === 1 ? `\${${place}:${names[0]}}` : `\${${place}|${names.join(',')}|}`;
}

const IN_TYPE_BUILDER: readonly Omit<Completion, 'sort' | 'kind'>[] = [
  {
    label: 'dynamic class',
    detail: 'fields for a class with @@dynamic',
    documentation: 'Adds fields to a class of the project that carries `@@dynamic`, for this test only.',
    snippet: 'dynamic class ${1:Name} {\n  ${2:field} ${3:string}$0\n}',
  },
  {
    label: 'dynamic enum',
    detail: 'values for an enum with @@dynamic',
    documentation: 'Adds values to an enum of the project that carries `@@dynamic`, for this test only.',
    snippet: 'dynamic enum ${1:Name} {\n  ${2:Value}$0\n}',
  },
];

/** What may stand in a `type_builder`. */
export function typeBuilderItems(): Completion[] {
  const types = BLOCKS.filter(({ label }) => label === 'class' || label === 'enum' || label === 'type');
  return inOrder(
    [...IN_TYPE_BUILDER, ...types].map((block) => ({ ...block, kind: 'block' as const, insert: `${block.label} ` })),
    '1',
  );
}

/** What is said about the first words of a block: `class`, `client`, `dynamic enum`. */
export function blockFact(words: string): Pick<Completion, 'label' | 'detail' | 'documentation'> | undefined {
  return [...BLOCKS, ...IN_TYPE_BUILDER].find(({ label, filter }) => label === words || filter === words);
}
