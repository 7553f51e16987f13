/** The values the fixing parser finds in a text, as candidates of it. */
import { RawChoice, RawFixed, RawList, type Raw } from './raw';

/** Among several values only lists and objects count: the closed ones, whose number only grows, and the open one. */
export interface Found {
  readonly closed: readonly Raw[];
  /** The only value, or the open one of several. */
  readonly last: Raw | null;
}

/** Makes candidates of what was found, again and again while the text grows; what was closed is looked at once. */
export class Candidates {
  private readonly fixed: RawFixed[] = [];
  private readonly list: RawList;

  constructor(start: number) {
    this.list = new RawList(start);
  }

  /** The choice between what was found, and the list of all of it. `text`: what it was found in. */
  choice({ closed, last }: Found, text: () => string): RawChoice {
    const open = last === null ? [] : [new RawFixed(last)];
    if (closed.length === 0) return new RawChoice(open, text);
    const { fixed, list } = this;
    for (let at = fixed.length; at < closed.length; at++) {
      const one = new RawFixed(closed[at]!);
      fixed.push(one);
      list.items.push(one);
    }
    list.tail = open[0] ?? null;
    list.version++;
    return new RawChoice([...open, list], text, fixed, closed.length);
  }
}
