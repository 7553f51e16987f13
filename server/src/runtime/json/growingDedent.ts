/** The dedented form of a text that grows, without cleaning all of it again at every chunk. */
import { dedent, indentOf, sharedMargin } from './dedent';
import { RawString } from './raw';

/**
 * A carriage return at the end of the text is white space until a newline follows. In a longer text nothing is made new for a line
 * that begins with one.
 */
const MAX_ANEW = 4096;

/**
 * Shows at every moment what `dedent` makes of the text so far. What no further character can change is in the node's
 * `text`, the rest in its `suffix`. Only a line that begins further left than all before it makes everything new.
 */
export class GrowingDedent {
  /** Characters cleaned so far, to show that work is linear. */
  work = 0;
  private node: RawString;
  private source = '';
  /** The whitespace all lines so far begin with; null before the first line that is not blank. */
  private margin: string | null = null;
  /** A line that is not blank was taken. */
  private started = false;
  /** What the last line begins with, while it is blank; null once it is not, and in the node. */
  private indent: string | null = '';
  /** A carriage return that ends the last line, for all one knows. */
  private carriage = '';
  /** Line breaks before the last line that are not in the node yet. */
  private breaks = '';

  constructor(private readonly start: number) {
    this.node = new RawString(start);
  }

  append(text: string): void {
    this.source += text;
    this.take(text);
  }

  /** The text so far, dedented. */
  show(): RawString {
    const { node, margin, indent, source } = this;
    if (this.started && indent?.endsWith('\r') === true && source.length <= MAX_ANEW) {
      if (sharedMargin(margin!, indent) !== margin) return this.anew();
    }
    // A blank last line is empty, and one final line break is not shown.
    node.suffix = indent === null ? this.carriage : this.breaks.slice(0, -1);
    return node;
  }

  /** The text so far as it reads for now. */
  private anew(): RawString {
    this.work += this.source.length;
    const node = new RawString(this.start);
    node.text = dedent(this.source);
    return node;
  }

  /** The text so far with `more` behind it, which is not blank and may be taken back; null when that makes everything new. */
  showWith(more: string): RawString | null {
    const { node, margin, indent } = this;
    if (indent === null) node.suffix = this.carriage + more;
    else {
      const shared = margin === null ? indent : sharedStart(margin, indent);
      if (margin !== null && shared.length < margin.length) return null;
      node.suffix = this.breaks + indent.slice(shared.length) + more;
    }
    return node;
  }

  private take(text: string): void {
    this.work += text.length;
    let at = 0;
    for (;;) {
      const newline = text.indexOf('\n', at);
      const line = text.slice(at, newline < 0 ? text.length : newline);
      const narrower = this.takeInLine(line);
      if (narrower !== null) return this.rebuild(narrower);
      if (newline < 0) return;
      this.endLine();
      at = newline + 1;
    }
  }

  /** Takes a part of a line. Gives the new margin when everything has to be made new for it. */
  private takeInLine(text: string): string | null {
    let content = text;
    if (this.indent !== null) {
      const blanks = indentOf(text);
      this.indent += text.slice(0, blanks);
      if (blanks === text.length) return this.narrower();
      const margin = this.margin === null ? this.indent : sharedStart(this.margin, this.indent);
      if (this.margin !== null && margin.length < this.margin.length) return margin;
      this.margin = margin;
      this.started = true;
      content = this.breaks + this.indent.slice(margin.length) + text.slice(blanks);
      this.breaks = '';
      this.indent = null;
    }
    content = this.carriage + content;
    this.carriage = content.endsWith('\r') ? '\r' : '';
    if (this.carriage !== '') content = content.slice(0, -1);
    if (content !== '') this.node.append(content);
    return null;
  }

  /** The new margin, when the last line, which is blank, begins otherwise. */
  private narrower(): string | null {
    const { margin, indent } = this;
    if (!this.started || margin === null || indent === null) return null;
    const shared = sharedMargin(margin, indent.endsWith('\r') ? indent.slice(0, -1) : indent);
    return shared.length < margin.length ? shared : null;
  }

  private endLine(): void {
    // Blank lines before the first other line are dropped.
    if (this.started) this.breaks += '\n';
    this.indent = this.carriage = '';
  }

  private rebuild(margin: string): void {
    this.node = new RawString(this.start);
    this.margin = margin;
    this.started = false;
    this.indent = this.carriage = this.breaks = '';
    this.take(this.source);
  }
}

function sharedStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}
