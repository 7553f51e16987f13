/** What can be opened from a file: addresses on the web, and the files of media in test arguments. */
import type { DocumentLink } from '../languageService';
import type { SourceFile } from '../project/sourceFile';
import { stringSpan } from '../semantics/nameSpan';
import { testArguments } from '../semantics/tests';
import type { ValueExpr } from '../syntax/ast';

const ADDRESS = /\bhttps?:\/\/[^\s"'<>`{}|\\^]+/g;

/** In order of position. Paths are as written: relative to the folder of the file. */
export function documentLinks(file: SourceFile): readonly DocumentLink[] {
  const links: DocumentLink[] = [];
  for (const { 0: found, index } of file.text.matchAll(ADDRESS)) {
    const address = withoutPunctuation(found);
    if (/^https?:\/\/[\w[]/.test(address))
      links.push({ span: { start: index, end: index + address.length }, target: { kind: 'address', address } });
  }
  for (const decl of file.ast.declarations) {
    if (decl.kind !== 'test') continue;
    for (const { value } of testArguments(decl)) if (value) mediaFiles(file, value, links);
  }
  return links.sort((a, b) => a.span.start - b.span.start);
}

/** A sentence goes on behind an address: its marks, and a bracket that closes none of the address, are not part of it. */
function withoutPunctuation(address: string): string {
  let end = address.length;
  let [round, square] = [unopened(address, '(', ')'), unopened(address, '[', ']')];
  for (; end > 0; end--) {
    const char = address[end - 1]!;
    if (char === ')' && round > 0) round--;
    else if (char === ']' && square > 0) square--;
    else if (!/[.,;:!?*]/.test(char)) break;
  }
  return address.slice(0, end);
}

/** How many brackets close more than were opened. */
function unopened(text: string, open: string, close: string): number {
  let more = 0;
  for (const char of text) more += char === close ? 1 : char === open ? -1 : 0;
  return more;
}

/** `{ file "photo.png" }`, anywhere in a value. The parser bounds how deep values nest. */
function mediaFiles(file: SourceFile, value: ValueExpr, links: DocumentLink[]): void {
  if (value.kind === 'list') for (const item of value.items) mediaFiles(file, item, links);
  if (value.kind !== 'map') return;
  for (const { key, value: inner } of value.entries) {
    if (!inner) continue;
    const span = key.text === 'file' && inner.kind === 'string' ? stringSpan(file, inner) : undefined;
    if (span && inner.kind === 'string') links.push({ span, target: { kind: 'file', path: inner.value } });
    else mediaFiles(file, inner, links);
  }
}
