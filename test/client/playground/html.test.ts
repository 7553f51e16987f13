import assert from 'node:assert/strict';
import { pageHtml } from '../../../client/src/playground/html';

describe('the page of the panel', () => {
  const page = pageHtml({
    cspSource: 'https://own.example',
    script: 'https://own.example/dist/webview.js',
    style: 'https://own.example/dist/webview-style.css',
    nonce: 'abc123',
  });

  it('allows its own script and styles by nonce, its own style sheet, font and images, and nothing else', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
    assert.deepEqual(policy?.split('; '), [
      "default-src 'none'",
      "script-src 'nonce-abc123'",
      "style-src https://own.example 'nonce-abc123'",
      'font-src https://own.example',
      'img-src https://own.example',
    ]);
  });

  it('has one script, with the nonce, and no code or style of its own', () => {
    assert.deepEqual(page.match(/<script[^>]*>[^<]*/g), [
      '<script nonce="abc123" type="module" src="https://own.example/dist/webview.js">',
    ]);
    assert.doesNotMatch(page, /<style|style=|\son\w+=/);
    assert.match(page, /<main id="app">/);
  });
});
