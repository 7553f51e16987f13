import assert from 'node:assert/strict';
import { createProject } from '../../../../server/src/language/languageService';

const SOURCE = `class Receipt {
  merchant string @stream.not_null
  items Item[]
  note string @stream.with_state
  tag Tag
}
class Item {
  name string
  price float?
  @@stream.done
}
type Tag = string @stream.done
function Read(text: string) -> Receipt {
  client "openai/gpt-4o"
  prompt #"{{ ctx.output_format }}"#
}
`;

function types(name = 'Read') {
  const project = createProject();
  project.setFile('a.baml', SOURCE);
  return project.snapshot().streamedTypes(name);
}

describe('the types an answer is made of while it streams', () => {
  it('are those of the stream, then every class that is reached', () => {
    const found = types()!;
    assert.equal(found.typescript, 'BamlStream<partial_types.Receipt, types.Receipt>');
    assert.deepEqual(
      found.classes.map(({ name }) => name),
      ['Receipt', 'Item'],
    );
  });

  it('have each member as the generator writes it', () => {
    const project = createProject();
    project.setFile('a.baml', SOURCE);
    for (const { name, members } of types()!.classes) {
      const whole = project.snapshot().partialTypes(name)!;
      for (const member of members) {
        assert.ok(whole.typescript.includes(`\n  ${member.typescript}\n`), member.typescript);
        assert.ok(whole.python.includes(`\n    ${member.python}`), member.python);
      }
    }
  });

  it('say which attribute makes a member what it is, and where it is written', () => {
    const reasons = types()!.classes.flatMap((one) => [
      ...one.reasons.map(({ attribute, of, source }) => [
        one.name,
        attribute,
        of,
        SOURCE.slice(source.start, source.end),
      ]),
      ...one.members.flatMap((member) =>
        member.reasons.map(({ attribute, of, source }) => [
          `${one.name}.${member.name}`,
          attribute,
          of,
          SOURCE.slice(source.start, source.end),
        ]),
      ),
    ]);
    assert.deepEqual(reasons, [
      ['Receipt.merchant', '@stream.not_null', undefined, '@stream.not_null'],
      ['Receipt.items', '@@stream.done', 'Item', '@@stream.done'],
      ['Receipt.note', '@stream.with_state', undefined, '@stream.with_state'],
      ['Receipt.tag', '@stream.done', 'Tag', '@stream.done'],
      ['Item', '@@stream.done', undefined, '@@stream.done'],
    ]);
  });

  it('are unknown for what is no function', () => {
    assert.equal(types('Receipt'), undefined);
  });
});
