/** A long text on screen that grows piece by piece: what stands there is left as it is. */

/** Characters after which the next piece begins a node of its own. */
const NODE = 2_000;

interface Written {
  readonly node: Text;
  /** Its first piece, and the one after its last. */
  readonly from: number;
  to: number;
}

export class Pieces {
  private written: Written[] = [];
  private of: readonly string[] = [];

  constructor(private readonly at: Element) {}

  /** Shows the first `count` pieces. Other pieces are another array; one that was shown only grows. */
  show(pieces: readonly string[], count: number): void {
    if (pieces !== this.of) {
      this.of = pieces;
      this.written = [];
      this.at.replaceChildren();
    }
    for (let last = this.written.at(-1); last && last.to > count; last = this.written.at(-1)) {
      if (last.from < count) {
        last.node.data = pieces.slice(last.from, count).join('');
        last.to = count;
      } else {
        last.node.remove();
        this.written.pop();
      }
    }
    let shown = this.written.at(-1)?.to ?? 0;
    while (shown < count) {
      let last = this.written.at(-1);
      if (!last || last.node.length >= NODE) {
        last = { node: document.createTextNode(''), from: shown, to: shown };
        this.written.push(last);
        this.at.append(last.node);
      }
      const added: string[] = [];
      for (let length = last.node.length; shown < count && length < NODE; shown++) {
        added.push(pieces[shown]!);
        length += pieces[shown]!.length;
      }
      last.node.appendData(added.join(''));
      last.to = shown;
    }
  }
}
