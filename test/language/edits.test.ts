import assert from 'node:assert/strict';
import {
  appendedLines,
  indentationAt,
  itemRemoval,
  newlineOf,
  removal,
  wholeBlock,
} from '../../server/src/language/edits';
import { applyFix } from '../support/fixes';

describe('edits', () => {
  const removed = (marked: string, remove = removal) => {
    const span = { start: marked.indexOf('«'), end: marked.indexOf('»') - 1 };
    const text = marked.replace(/[«»]/g, '');
    return applyFix({ a: text }, { title: 'remove', edits: [remove({ uri: 'a', text }, span)] })['a'];
  };

  const item = (marked: string) => removed(marked, itemRemoval);

  it('remove with the blanks around, or with the line', () => {
    assert.equal(removed('a string «@x» @y'), 'a string @y');
    assert.equal(removed('a string  «@x»\nb'), 'a string\nb');
    assert.equal(removed('a\n  «@x»  \r\nb'), 'a\nb');
    assert.equal(removed('«@x» a'), 'a');
    assert.equal(removed('{ a int «@x» }'), '{ a int }');
    assert.equal(removed('a\n  «@x»'), 'a\n');
    assert.equal(removed('«»'), '');
    assert.equal(removed('(p: int «@x», q: int)'), '(p: int, q: int)');
  });

  it('remove items with their comma', () => {
    assert.equal(item('{ «a 1», b 2 }'), '{ b 2 }');
    assert.equal(item('{ a 1, «b 2» }'), '{ a 1 }');
    assert.equal(item('{ a 1, «b 2», c 3 }'), '{ a 1, c 3 }');
    assert.equal(item('[\n  «a»,\n  b\n]'), '[\n  b\n]');
    assert.equal(item('{\n  a 1\n  «b 2»\n}'), '{\n  a 1\n}');
  });

  it('append lines to a block of any layout', () => {
    const appended = (text: string, start = 0) => {
      const edit = appendedLines({ uri: 'a', text }, { start, end: text.trimEnd().length }, ['x', '', 'y']);
      return edit && applyFix({ a: text }, { title: 'append', edits: [edit] })['a'];
    };
    assert.equal(appended('a {\n  b\n}\n'), 'a {\n  b\n  x\n\n  y\n}\n');
    assert.equal(appended('a { b }'), 'a { b\n  x\n\n  y\n}');
    assert.equal(appended('a {}'), 'a {\n  x\n\n  y\n}');
    assert.equal(appended('  a {\r\n  }', 2), '  a {\r\n    x\r\n\r\n    y\r\n  }');
    assert.equal(appended('a {'), undefined);
  });

  it('know indentation and line breaks', () => {
    assert.equal(indentationAt('a\n\t  b c', 7), '\t  ');
    assert.equal(indentationAt('  b', 1), ' ');
    assert.deepEqual(['a\r\nb', 'a\nb', 'a\rb', ''].map(newlineOf), ['\r\n', '\n', '\r', '\n']);
  });

  it('stay fast in a line of a million characters', () => {
    const text = 'class A{}'.repeat(100_000);
    const started = performance.now();
    for (let at = 0; at < text.length; at += 9) {
      appendedLines({ uri: 'a', text }, { start: at, end: at + 9 }, ['x']);
      wholeBlock(text, { start: at, end: at + 9 });
    }
    assert.ok(performance.now() - started < 3000);
  });

  it('take a declaration with its comments and the empty lines behind it', () => {
    const text = 'a\n\n// one\r\n/// two\r\nclass A {}\r\n\r\n\nb';
    const { start, end } = wholeBlock(text, { start: text.indexOf('class'), end: text.indexOf('}') + 1 });
    assert.equal(text.slice(0, start) + text.slice(end), 'a\n\nb');
    assert.deepEqual(wholeBlock('a b', { start: 2, end: 3 }), { start: 2, end: 3 });
  });
});
