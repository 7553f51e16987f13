/** `ctx.output_format` for many return types and options, with the official texts. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { CLIENT, functionOf, projectWith, render, show } from '../../support/prompts';

interface Case {
  readonly returns: string;
  readonly expression: string;
  readonly text: string;
}

const folder = `${__TEST_ROOT__}/fixtures/prompts`;
const project = projectWith(readFileSync(`${folder}/types.baml`, 'utf8'));
const cases = JSON.parse(readFileSync(`${folder}/outputFormats.json`, 'utf8')) as readonly Case[];

describe('output format', () => {
  for (const { returns, expression, text } of cases) {
    it(`${returns}  ${expression}`, () => {
      // The official text of an error stands for itself; brackets keep blanks at the ends.
      const shown = show(render(functionOf(`[{{ ${expression} }}]`, `() -> ${returns}`), {}, CLIENT, {}, project));
      assert.equal(
        shown,
        text.startsWith('ERR ') ? `error: ${text.slice(4)}` : `system: ${JSON.stringify(`[${text}]`)}`,
      );
    });
  }

  it('looks once into a recursive alias that another alias names, as the official runtime does', () => {
    const types =
      'type Tree = string | Tree[]\ntype Again = Tree\ntype Maybe = Again?\nclass Uses {\n  m Maybe\n  t Tree\n}';
    const said = (returns: string) =>
      show(render(functionOf('{{ ctx.output_format }}', `() -> ${returns}`), {}, CLIENT, {}, projectWith(types)));
    const told = (text: string) =>
      `system: ${JSON.stringify(`Tree = string or Tree[]\n\nAnswer in JSON using ${text}`)}`;
    assert.equal(said('Tree'), told('this schema: Tree'));
    assert.equal(said('Again'), told('any of these schemas:\nstring or Tree[]'));
    assert.equal(said('Uses'), told('this schema:\n{\n  m: string or Tree[] or null,\n  t: Tree,\n}'));
  });

  it('refuses return types no model can answer with', () => {
    const result = render(functionOf('{{ ctx.output_format }}', '() -> image'));
    assert.equal(show(result), 'error: a function cannot return image');
  });

  it('says nothing about them while the prompt does not ask', () => {
    assert.equal(show(render(functionOf('hi', '() -> image'))), 'system: "hi"');
  });
});
