/** Rows of one height, of which only those on screen are elements. */

export interface RowListOptions<T> {
  /** Scrolls; must have a definite height. */
  readonly scroller: HTMLElement;
  /** Inside the scroller; is given the height of all rows. */
  readonly sizer: HTMLElement;
  readonly rowHeight: number;
  /** Room below the last row, in pixels. */
  readonly foot?: number;
  readonly create: (line: T) => HTMLElement;
  readonly update: (at: HTMLElement, line: T, index: number) => void;
  readonly keyOf: (line: T) => string;
}

/** Rows kept above and below the visible ones. */
const MARGIN = 8;

export class RowList<T> {
  private readonly shown = new Map<string, HTMLElement>();
  private height = 0;
  private top = 0;
  first = 0;
  last = 0;

  /** `changed` is called when other rows must be drawn: after scrolling and resizing. */
  constructor(
    private readonly options: RowListOptions<T>,
    changed: () => void,
  ) {
    const { scroller } = options;
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
    const height = `${Math.max(atLeast, lines.length) * rowHeight + (this.options.foot ?? 0)}px`;
    if (sizer.style.height !== height) sizer.style.height = height;
    this.first = Math.max(0, Math.floor(this.top / rowHeight) - MARGIN);
    this.last = Math.min(lines.length, Math.ceil((this.top + this.height) / rowHeight) + MARGIN);
    const wanted = new Set<string>();
    const show = (index: number): void => {
      const line = lines[index]!;
      const key = keyOf(line);
      if (wanted.has(key)) return;
      wanted.add(key);
      let at = this.shown.get(key);
      if (!at) {
        at = create(line);
        this.shown.set(key, at);
        sizer.append(at);
      }
      const place = `translateY(${index * rowHeight}px)`;
      if (at.style.transform !== place) at.style.transform = place;
      update(at, line, index);
    };
    for (let i = this.first; i < this.last; i++) show(i);
    if (keep !== null && this.shown.has(keep)) {
      const index = lines.findIndex((line) => keyOf(line) === keep);
      if (index >= 0) show(index);
    }
    for (const [key, at] of this.shown) {
      if (wanted.has(key)) continue;
      at.remove();
      this.shown.delete(key);
    }
  }

  elementOf(key: string): HTMLElement | undefined {
    return this.shown.get(key);
  }

  /** Scrolls as little as needed to have a row on screen. */
  reveal(index: number): void {
    const { scroller, rowHeight } = this.options;
    const y = index * rowHeight;
    if (y < this.top) scroller.scrollTop = y;
    else if (y + rowHeight > this.top + this.height) scroller.scrollTop = y + rowHeight - this.height;
    this.top = scroller.scrollTop;
  }

  get viewport(): { readonly top: number; readonly height: number } {
    return { top: this.top, height: this.height };
  }
}
