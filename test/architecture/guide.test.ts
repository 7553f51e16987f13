import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { VIEW_ACTIONS, type ViewActionInfo } from '../../protocol/viewActions';
import { DOCUMENTS, proseOf, readDocument } from '../support/documentBlocks';

/** What the documents say of the product, held against it: links, pictures, commands, settings, keys. */
const root = path.dirname(__TEST_ROOT__);
const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, unknown>> } };
};
const texts = JSON.parse(fs.readFileSync(path.join(root, 'package.nls.json'), 'utf8')) as Record<string, string>;
const MOST_BYTES = 150 * 1024;

describe('the documents', () => {
  for (const document of DOCUMENTS) {
    it(`${document} links to what there is, with its heading`, () => {
      const missing = [...proseOf(document).matchAll(/!?\[[^\]]*\]\((?!https?:|command:)([^)\s]+)\)/g)]
        .map(([, target]) => target!)
        .filter((target) => {
          const [file, heading] = target.split('#');
          const to = file ? path.posix.join(path.posix.dirname(document), file) : document;
          if (!fs.existsSync(path.join(root, to))) return true;
          return heading !== undefined && !headingsOf(readDocument(to)).includes(heading);
        });
      assert.deepEqual(missing, []);
    });
  }

  it('name commands and settings that there are', () => {
    const titles = new Set(Object.entries(texts).flatMap(([key, text]) => (key.startsWith('command.') ? [text] : [])));
    const settings = Object.keys(manifest.contributes.configuration.properties);
    const groups = settings.map((name) => name.replace(/\.\w+$/, ''));
    for (const document of DOCUMENTS) {
      const text = readDocument(document);
      for (const [, title] of text.matchAll(/\*\*BAML Live: ([^*]+)\*\*/g))
        assert.ok(titles.has(title!), `${document}: ${title}`);
      for (const [, name] of text.matchAll(/`(bamlLive\.[\w.]+\w)`/g))
        assert.ok([...settings, ...groups, 'bamlLive.run'].includes(name!), `${document}: ${name}`);
    }
  });

  it('have small pictures, and each is shown somewhere', () => {
    const folder = 'docs/guide/images';
    const shown = DOCUMENTS.map(readDocument).join('\n');
    for (const name of fs.readdirSync(path.join(root, folder))) {
      assert.ok(shown.includes(`images/${name})`), `${name} is shown nowhere`);
      assert.ok(fs.statSync(path.join(root, folder, name)).size <= MOST_BYTES, name);
    }
  });

  it('list the keys of the timeline', () => {
    const page = 'docs/guide/timeline.md';
    const text = readDocument(page);
    const [, before, after] = /^([^]*<!-- keys: [^]*? -->\n)[^]*(<!-- keys end -->[^]*)$/.exec(text)!;
    const actions: readonly ViewActionInfo[] = VIEW_ACTIONS;
    const rows = actions
      .filter(({ keys }) => keys.length)
      .map(({ keys, title, note }) => {
        const pressed = keys.map((key) => `<kbd>${nameOf(key)}</kbd>`).join(' ');
        return `| ${pressed} | ${title}${note ? `, ${note}` : ''} |`;
      });
    const wanted = `${before}\n| key | does |\n| --- | --- |\n${rows.join('\n')}\n\n${after}`;
    if (process.env['UPDATE_GOLDENS']) fs.writeFileSync(path.join(root, page), wanted);
    else assert.equal(text, wanted, 'UPDATE_GOLDENS=1 writes them');
  });
});

/** A key as it is printed on one. */
function nameOf(key: string): string {
  const names: Readonly<Record<string, string>> = {
    ArrowLeft: '←',
    ArrowRight: '→',
    ArrowUp: '↑',
    ArrowDown: '↓',
    ' ': 'Space',
    '<': '&lt;',
    '>': '&gt;',
  };
  const parts = key.length > 1 ? key.split('+') : [key];
  return parts.map((part) => names[part] ?? (/^[a-z]$/.test(part) ? part.toUpperCase() : part)).join('+');
}

/** Anchors of the headings, as GitHub makes them. */
function headingsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  );
}
