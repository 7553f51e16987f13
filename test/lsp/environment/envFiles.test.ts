import assert from 'node:assert/strict';
import * as path from 'node:path';
import { parseEnvFile, readEnvFiles } from '../../../server/src/lsp/environment/envFiles';
import { temporaryFolder } from '../../support/connection';

describe('parseEnvFile', () => {
  const cases: readonly [what: string, text: string, variables: Readonly<Record<string, string>>][] = [
    ['blanks and comments', '\ufeffA = 1 # one\n# B=2\n\nC=\n', { A: '1', C: '' }],
    ['single quotes are literal', "A=x\nB='${A} \\n # no'\n", { A: 'x', B: '${A} \\n # no' }],
    ['double quotes expand and span lines', 'A=x\nB="${A}-${NONE}\nsecond"\n', { A: 'x', B: 'x-\nsecond' }],
    ['CRLF', 'A=1\r\nB=2\r\n', { A: '1', B: '2' }],
    [
      'escapes, and a quote that is not closed',
      'A="a\\"b\\n"\nB=\'open\nexport C=3\n',
      { A: 'a"b\n', B: "'open", C: '3' },
    ],
    ['a hash inside a value', 'A=a#b # c\nB="x # y"\n', { A: 'a#b', B: 'x # y' }],
    ['a name twice', 'A=1\nA=2\n', { A: '1' }],
    ['a line that is none', 'what is this\nA=1\n', { A: '1' }],
    ['nothing', '', {}],
  ];
  for (const [what, text, variables] of cases) {
    it(what, () => assert.deepEqual(Object.fromEntries(parseEnvFile(text)), variables));
  }
});

describe('readEnvFiles', () => {
  it('gives the files from the project up to its workspace folder, nearest first', async () => {
    const folder = temporaryFolder({
      'ws/.env': 'A=workspace\nB=workspace\n',
      'ws/app/.env': 'A=app\n',
      'ws/app/.env.local': 'A=local\n',
      'ws/app/baml_src/.env': 'C=inside\n',
      '.env': 'A=outside\n',
    });
    try {
      const at = (name: string) => path.join(folder.path, name);
      const files = await readEnvFiles(at('ws/app/baml_src'), [at('ws'), at('other')], ['.env.local', '.env']);
      assert.deepEqual(
        files.map((file) => [path.relative(folder.path, file.path), Object.fromEntries(file.variables)]),
        [
          ['ws/app/baml_src/.env', { C: 'inside' }],
          ['ws/app/.env.local', { A: 'local' }],
          ['ws/app/.env', { A: 'app' }],
          ['ws/.env', { A: 'workspace', B: 'workspace' }],
        ],
      );
      const alone = await readEnvFiles(at('ws/app/baml_src'), [], ['.env']);
      assert.deepEqual(
        alone.map((file) => path.relative(folder.path, file.path)),
        ['ws/app/baml_src/.env', 'ws/app/.env'],
      );
      assert.deepEqual(await readEnvFiles(at('ws/app/baml_src'), [at('ws')], []), []);
    } finally {
      folder.remove();
    }
  });
});
