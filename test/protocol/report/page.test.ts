import assert from 'node:assert/strict';
import { EMPTY, foldAll } from '../../../protocol/timeline';
import type { RunEvent } from '../../../protocol/run';
import { escapeHtml, inJson, standalonePage, withoutFolders } from '../../../protocol/report/page';
import { eventsOf } from '../../webview/support';

const parts = {
  title: 'A <b> & "c"',
  script: 'const end = "</script><!--";',
  style: '@font-face{src:url("./codicon.ttf?1") format("truetype")}</style>',
  font: 'AAAA',
  nonce: 'n0nce',
  quirks: null,
  text: '<script>alert(1)</script>',
};

describe('a run as a page', () => {
  it('holds nothing that ends its elements early or is loaded from elsewhere', () => {
    const events = [{ run: '</script><script>alert(1)</script>' }] as unknown as readonly RunEvent[];
    const page = standalonePage({ ...parts, events });
    assert.equal(page.match(/<\/script>/g)!.length, 3);
    assert.equal(page.match(/<script/g)!.length, 3);
    assert.equal(page.match(/<\/style>/g)!.length, 1);
    assert.match(page, /url\(data:font\/ttf;base64,AAAA\)/);
    assert.match(page, /default-src 'none'; script-src 'nonce-n0nce'; style-src 'nonce-n0nce'; font-src data:/);
    assert.match(page, /<title>A &lt;b&gt; &amp; &quot;c&quot;<\/title>/);
    assert.doesNotMatch(page, /https?:/);
  });
  it('gives the data back as it was', () => {
    const value = { a: '</script>\u2028<!--&', b: ['é', null] };
    assert.doesNotMatch(inJson(value), /[<>&\u2028]/);
    assert.deepEqual(JSON.parse(inJson(value)), value);
    assert.equal(escapeHtml(`<a href='x'>`), '&lt;a href=&#39;x&#39;&gt;');
  });
  it('names files without their folders, and tells the same run', () => {
    const events = eventsOf('failed');
    const moved = withoutFolders(events);
    assert.match(JSON.stringify(events), /file:\/\//);
    assert.doesNotMatch(JSON.stringify(moved), /file:\/\//);
    assert.match(JSON.stringify(moved), /"uri":"receipt\.baml"/);
    const [before, after] = [foldAll(EMPTY, events), foldAll(EMPTY, moved)];
    assert.equal(after.text, before.text);
    assert.deepEqual(after.holds, before.holds);
    assert.equal(after.rows.length, before.rows.length);
  });
});
