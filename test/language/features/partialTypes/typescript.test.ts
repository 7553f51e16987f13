import assert from 'node:assert/strict';
import { corpusSnapshot, differences, generatedText } from '../../../support/partialTypes';

describe('partial types in TypeScript', () => {
  const snapshot = corpusSnapshot();
  const generated = generatedText('typescript.txt');
  const declared = generated.slice(generated.indexOf('export namespace partial_types {'));

  it('are what the official generator writes for every class', () => {
    const classes = new Map<string, string>();
    for (const [text, name] of declared.matchAll(
      /^ {4}(?:\/\*\*\n(?:.*\n)*?\s*\*\/\n\s*)?export interface (\S+) \{\n(?:.*\n)*? {4}\}$/gm,
    )) {
      classes.set(name!, text);
    }
    assert.ok(classes.size >= 150, `${classes.size} classes`);
    assert.equal(
      differences(classes, (name) => snapshot.partialTypes(name)?.typescript),
      '',
    );
  });

  it('are what it writes for every alias', () => {
    const aliases = new Map<string, string>();
    for (const [text, name] of declared.matchAll(/^export type (\S+) = .*$/gm)) aliases.set(name!, text);
    for (const [text, name] of declared.matchAll(/^export interface (\S+) \{\n.*\n\}$/gm)) aliases.set(name!, text);
    assert.ok(aliases.size >= 70, `${aliases.size} aliases`);
    assert.equal(
      differences(aliases, (name) => snapshot.partialTypes(name)?.typescript),
      '',
    );
  });

  it('are what it writes for the stream of every function', () => {
    const { typescript } = JSON.parse(generatedText('results.json')) as { typescript: Record<string, string> };
    const results = new Map(Object.entries(typescript).map(([name, type]) => [name, `BamlStream<${type}>`]));
    assert.ok(results.size >= 40);
    assert.equal(
      differences(results, (name) => snapshot.partialTypes(name)?.typescript),
      '',
    );
  });
});
