/**
 * Rows of one height, of which only those on screen are elements. In a very narrow or much enlarged window they may be a plain list
 * instead: each as high as its text, all of them elements, scrolled with the page.
 */

import { element, toggleClass } from './element';

export interface RowListOptions<T> {
  /** Scrolls; must have a definite height. */
  readonly scroller: HTMLElement;
  /** Inside the scroller; is given the height of all rows. */
  readonly sizer: HTMLElement;
  readonly rowHeight: number;
  /** Room below the last row, in pixels. */
  readonly foot?: number;
  /** Whether they become a plain list where there is no room, unless they are very many. */
  readonly flows?: boolean;
  readonly create: (line: T) => HTMLElement;
  readonly update: (at: HTMLElement, line: T, index: number) => void;
  readonly keyOf: (line: T) => string;
}

/** From this width down rows are a plain list; as in the style sheet. */
let narrow: MediaQueryList | undefined;

/** So many rows at most are a plain list. */
const MOST_FLOWING = 1_000;

/** Rows kept above and below the visible ones. */
const MARGIN = 8;

export class RowList<T> {
  private readonly shown = new Map<string, HTMLElement>();
  /** Holds the rows. Its own size never changes, so that a list that grows lays out none of the rows that were there. */
  private readonly holder = element('div', { class: 'row-holder', role: 'presentation' });
  private height = 0;
  private top = 0;
  /** Whether all rows are elements, one below the other, and nothing is painted beside them. */
  isFlowing = false;
  first = 0;
  last = 0;

  /** `changed` is called when other rows must be drawn: after scrolling and resizing. */
  constructor(
    private readonly options: RowListOptions<T>,
    changed: () => void,
  ) {
    const { scroller, sizer } = options;
    sizer.append(this.holder);
    scroller.addEventListener(
      'scroll',
      () => {
        this.top = scroller.scrollTop;
        changed();
      },
      { passive: true },
    );
    new ResizeObserver(() => {
      this.height = scroller.clientHeight;
      this.top = scroller.scrollTop;
      changed();
    }).observe(scroller);
  }

  /**
   * Draws the rows on screen. `keep` names one that stays an element wherever it is: it may have the focus. Room is
   * kept for `atLeast` rows.
   */
  render(lines: readonly T[], keep: string | null, atLeast = 0): void {
    const { sizer, rowHeight, create, update, keyOf } = this.options;
    const flows = this.flows(lines.length);
    toggleClass(sizer, 'flows', flows);
    this.isFlowing = flows;
    const height = flows ? '' : `${Math.max(atLeast, lines.length) * rowHeight + (this.options.foot ?? 0)}px`;
    if (sizer.style.height !== height) sizer.style.height = height;
    ({ first: this.first, last: this.last } = this.window(lines.length));
    let wanted = new Map<string, number>();
    for (let index = this.first; index < this.last; index++) wanted.set(keyOf(lines[index]!), index);
    if (keep !== null && this.shown.has(keep) && !wanted.has(keep)) {
      const index = lines.findIndex((line) => keyOf(line) === keep);
      if (index >= this.last) wanted.set(keep, index);
      else if (index >= 0) wanted = new Map([[keep, index], ...wanted]);
    }
    for (const [key, at] of this.shown) {
      if (wanted.has(key)) continue;
      at.remove();
      this.shown.delete(key);
    }
    // Elements stand in the order of the rows: that is the order in which a screen reader reads them.
    let next = this.holder.firstElementChild;
    for (const [key, index] of wanted) {
      const line = lines[index]!;
      let at = this.shown.get(key);
      if (!at) {
        at = create(line);
        this.shown.set(key, at);
      }
      if (at === next) next = at.nextElementSibling;
      else this.holder.insertBefore(at, next);
      // Not a transform: each of those is a layer of its own to a browser that puts a frame together.
      const place = flows ? '' : `${index * rowHeight}px`;
      if (at.style.top !== place) at.style.top = place;
      update(at, line, index);
    }
  }

  private flows(lines: number): boolean {
    narrow ??= matchMedia('(max-width: 420px)');
    return narrow.matches && this.options.flows === true && lines <= MOST_FLOWING;
  }

  /** The rows that are elements, of so many. */
  window(lines: number): { readonly first: number; readonly last: number } {
    if (this.flows(lines)) return { first: 0, last: lines };
    const { rowHeight } = this.options;
    const first = Math.max(0, Math.floor(this.top / rowHeight) - MARGIN);
    return { first, last: Math.min(lines, Math.ceil((this.top + this.height) / rowHeight) + MARGIN) };
  }

  /** Whether a row is there: looked for on screen, and everywhere only when its element has the focus. */
  has(lines: readonly T[], key: string | null): boolean {
    const at = key === null ? undefined : this.shown.get(key);
    if (key === null || !at) return false;
    const { keyOf } = this.options;
    const { first, last } = this.window(lines.length);
    for (let index = first; index < last; index++) if (keyOf(lines[index]!) === key) return true;
    return at.contains(document.activeElement) && lines.some((line) => keyOf(line) === key);
  }

  elementOf(key: string): HTMLElement | undefined {
    return this.shown.get(key);
  }

  /** Scrolls as little as needed to have a row on screen. */
  reveal(index: number): void {
    if (this.isFlowing) return this.revealElement(this.holder.children[index]);
    const { scroller, rowHeight } = this.options;
    const y = index * rowHeight;
    if (y < this.top) scroller.scrollTop = y;
    else if (y + rowHeight > this.top + this.height) scroller.scrollTop = y + rowHeight - this.height;
    this.top = scroller.scrollTop;
  }

  /** A list that scrolls by itself moves nothing around it; any other is part of the page. */
  private revealElement(row: Element | undefined): void {
    const { scroller } = this.options;
    if (!row) return;
    if (scroller.scrollHeight <= scroller.clientHeight) return row.scrollIntoView({ block: 'nearest' });
    const [at, around] = [row.getBoundingClientRect(), scroller.getBoundingClientRect()];
    if (at.top < around.top) scroller.scrollTop -= around.top - at.top;
    else if (at.bottom > around.bottom) scroller.scrollTop += at.bottom - around.bottom;
  }

  get viewport(): { readonly top: number; readonly height: number } {
    return { top: this.top, height: this.height };
  }
}
