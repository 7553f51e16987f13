import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import type { IGrammar } from 'vscode-textmate';
import { INITIAL, parseRawGrammar, Registry } from 'vscode-textmate';

const ROOT = `${__TEST_ROOT__}/..`;
const GRAMMAR = `${ROOT}/syntaxes/baml.tmLanguage.json`;

async function loadGrammar(): Promise<IGrammar> {
  const wasm = createRequire(`${ROOT}/package.json`).resolve('vscode-oniguruma/release/onig.wasm');
  await loadWASM(readFileSync(wasm));
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async () => parseRawGrammar(readFileSync(GRAMMAR, 'utf8'), GRAMMAR),
  });
  const grammar = await registry.loadGrammar('source.baml');
  assert.ok(grammar);
  return grammar;
}

interface Coloured {
  readonly text: string;
  readonly scopes: readonly string[];
}

/** Lines of tokens, blanks left out. */
function colour(grammar: IGrammar, text: string): Coloured[][] {
  let stack = INITIAL;
  return text.split('\n').map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    return tokens
      .map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex), scopes: scopes.slice(1) }))
      .filter((token) => token.text.trim());
  });
}

describe('TextMate grammar', () => {
  let grammar: IGrammar;
  before(async () => {
    grammar = await loadGrammar();
  });

  it('colours a sample as agreed', () => {
    const folder = `${__TEST_ROOT__}/fixtures/syntax/tokens`;
    const text = readFileSync(`${folder}/sample.baml`, 'utf8');
    const actual = text
      .split('\n')
      .map((line, i) => `${line}\n${(colour(grammar, text)[i] ?? []).map(drawn).join('')}`)
      .join('');
    const golden = `${folder}/sample.tokens.txt`;
    if (process.env['UPDATE_GOLDENS'] || !existsSync(golden)) writeFileSync(golden, actual);
    assert.equal(actual, readFileSync(golden, 'utf8'));
  });

  it('colours Jinja in prompts, and not in other raw strings', () => {
    const scopesOf = (text: string, word: string) =>
      colour(grammar, text)
        .flat()
        .find((token) => token.text.trim() === word)?.scopes ?? [];
    const prompt = 'function F(x: string) -> string {\n  prompt #"\n    {{ x }}\n  "#\n}';
    assert.ok(scopesOf(prompt, 'x').includes('variable.parameter.baml'));
    const inside = colour(grammar, prompt)[2]!.find((token) => token.text === 'x');
    assert.ok(inside?.scopes.includes('meta.embedded.expression.jinja'));
    const argument = 'test T {\n  args { text #"{{ x }}"# }\n}';
    assert.ok(
      !colour(grammar, argument)
        .flat()
        .some((token) => token.scopes.includes('meta.embedded.expression.jinja')),
    );
  });

  it('ends a prompt only at its own number of hashes', () => {
    const text = 'template_string T() ##"a "# b"##\nclass A {\n  x int\n}';
    const lines = colour(grammar, text);
    assert.ok(lines[0]!.find((token) => token.text.includes(' b'))?.scopes.includes('string.quoted.raw.prompt.baml'));
    assert.deepEqual(
      lines[2]!.map((token) => token.scopes.at(-1)),
      ['variable.other.member.baml', 'support.type.primitive.baml'],
    );
  });

  it('finds its way back after a block that never closes', () => {
    const lines = colour(grammar, 'class A {\n  x int\nclass B {\n  y int\n}\nfunction F() -> int {\n}');
    assert.ok(lines[5]!.some((token) => token.scopes.includes('entity.name.function.baml')));
  });
});

function drawn({ text, scopes }: Coloured): string {
  return `    ${text.trim()}  ${scopes.join(' ')}\n`;
}
