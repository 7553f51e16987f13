import assert from 'node:assert/strict';
import { createProject } from '../../server/src/language/languageService';
import { corpus } from '../support/corpus';

describe('navigation', () => {
  it('answers at every place of any file, however it is cut off', () => {
    for (const { name, text } of corpus().filter((file) => file.text.length < 1500)) {
      for (const cut of [text.length, Math.floor(text.length * 0.6), Math.floor(text.length * 0.3)]) {
        const project = createProject();
        project.setFile('main.baml', text.slice(0, cut));
        const snapshot = project.snapshot();
        for (let offset = 0; offset <= cut; offset += 4) {
          const definition = snapshot.definition('main.baml', offset);
          const references = snapshot.references('main.baml', offset, true);
          const highlights = snapshot.highlights('main.baml', offset);
          const target = snapshot.prepareRename('main.baml', offset);
          const where = `${name} at ${offset} of ${cut}`;
          // Whatever has a declaration is found at its own place, and can be renamed; everything else says why not.
          assert.equal(target.ok, highlights.length > 0, where);
          assert.equal(target.ok, references.length > 0, where);
          assert.equal(target.ok, definition !== undefined, where);
          assert.ok(!target.ok || references.some(({ span }) => span.start === target.span.start), where);
          assert.ok(target.ok || target.message.length > 10, where);
          assert.ok(snapshot.typeDefinition('main.baml', offset)?.targets.length !== 0, where);
          assert.equal(snapshot.rename('main.baml', offset, 'Fresh').ok || target.ok, target.ok, where);
        }
      }
    }
  }).timeout(60_000);
});
