import assert from 'node:assert/strict';
import { corpusSnapshot, differences, generatedText } from '../../../support/partialTypes';

describe('partial types in Python', () => {
  const snapshot = corpusSnapshot();
  const generated = generatedText('python.txt');

  it('are what the official generator writes for every class', () => {
    const classes = new Map<string, string>();
    const section = generated.slice(
      generated.indexOf('# Generated classes'),
      generated.indexOf('# Generated type aliases'),
    );
    for (const text of section.split(/^(?=class )/m).slice(1)) {
      const name = /^class (\S+)\(/.exec(text)![1]!;
      classes.set(name, text.replace(/\n# #{5}[^]*$/, '').replace('docpass', 'doc\npass'));
    }
    assert.ok(classes.size >= 150, `${classes.size} classes`);
    assert.equal(
      differences(classes, (name) => snapshot.partialTypes(name)?.python),
      '',
    );
  });

  it('are what it writes for every alias', () => {
    const aliases = new Map<string, string>();
    for (const [text, name] of generated.matchAll(/^(\S+): typing_extensions\.TypeAlias = .*$/gm))
      aliases.set(name!, text);
    assert.ok(aliases.size >= 70, `${aliases.size} aliases`);
    assert.equal(
      differences(aliases, (name) => snapshot.partialTypes(name)?.python),
      '',
    );
  });

  it('are what it writes for the stream of every function', () => {
    const { python } = JSON.parse(generatedText('results.json')) as { python: Record<string, string> };
    const results = new Map(Object.entries(python).map(([name, type]) => [name, `baml_py.BamlStream[${type}]`]));
    assert.ok(results.size >= 40);
    assert.equal(
      differences(results, (name) => snapshot.partialTypes(name)?.python),
      '',
    );
  });
});
