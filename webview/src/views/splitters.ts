/**
 * Splitters between the regions of the panel, as WAI-ARIA has them: dragged, or moved by arrow keys. What somebody chose is a size in pixels in
 * the look, and a custom property of the page from there on: the style sheet lays out, and gives every region what it needs at least also
 * where the window has become smaller. Which sizes can be chosen is read from it (`min-width`, `min-height`), so that it is written once.
 */
import type { Look, Sized, Sizes } from '../look';
import { element, setAttribute, setHidden, toggleClass } from '../ui/element';
import type { Panel } from './view';

export interface Splitters {
  /** Gives the regions the sizes of a look. */
  render(look: Look): void;
}

/** A step of the arrow keys, in pixels: a row of fields, and about two characters. With Shift so many steps. */
const ROW = 22;
const COLUMN = 16;
const MANY = 5;

/** A region whose size can be chosen, and what gives and takes the room. */
interface Split {
  readonly size: Sized;
  readonly name: string;
  readonly region: HTMLElement;
  readonly beside: HTMLElement;
  /** Whether they stand side by side, so that a width is chosen. */
  readonly isAcross: boolean;
  /** Whether the region is the first of the two: it grows when the splitter moves right. */
  readonly isFirst: boolean;
}

interface Extent {
  readonly now: number;
  readonly least: number;
  readonly most: number;
}

export function splitters(panel: Panel, root: HTMLElement): Splitters {
  const find = (selector: string): HTMLElement => root.querySelector<HTMLElement>(selector)!;
  const [work, left] = [find(':scope > .work'), find(':scope > .work > .left')];
  const timeline = find('.timeline');
  const [names, plot] = [find('.timeline-head > .names'), find('.plot-head')];
  const asides = [...work.querySelectorAll<HTMLElement>(':scope > aside')];
  /** Loaded when there is a run. */
  let problems: HTMLElement | null = null;
  let sizes: Sizes = {};

  const choose = (size: Sized, to: number | null): void => {
    const { [size]: before, ...others } = sizes;
    if (to !== null) panel.dispatch({ type: 'look', set: { sizes: { ...others, [size]: to } } });
    else if (before !== undefined) panel.dispatch({ type: 'look', set: { sizes: others } });
  };
  const all = [
    splitter(choose, () => ({
      size: 'names',
      name: 'field names',
      region: names,
      beside: plot,
      isAcross: true,
      isFirst: true,
    })),
    splitter(
      choose,
      () =>
        problems && {
          size: 'problems',
          name: 'problems',
          region: problems,
          beside: timeline,
          isAcross: false,
          isFirst: false,
        },
    ),
    splitter(choose, () => {
      // Before any run the recordings are there in its place. It stands below where there is no room beside.
      const region = asides.find((one) => !one.hidden) ?? asides[0]!;
      const isAcross = region.offsetLeft > left.offsetLeft;
      const name = region.getAttribute('aria-label')!.toLowerCase();
      return { size: isAcross ? 'beside' : 'below', name, region, beside: left, isAcross, isFirst: false };
    }),
  ] as const;
  const [ofNames, ofProblems, ofInspector] = all;
  timeline.append(ofNames.element);
  timeline.after(ofProblems.element);
  left.after(ofInspector.element);

  const tell = (): void => all.forEach((one) => one.tell(sizes));
  const observer = new ResizeObserver(tell);
  for (const at of [left, timeline, names, plot, ...asides]) observer.observe(at);

  return {
    render(look) {
      if (!problems && (problems = left.querySelector<HTMLElement>('.problems'))) observer.observe(problems);
      if (look.sizes === sizes) return;
      ({ sizes } = look);
      for (const size of ['names', 'problems', 'beside', 'below'] as const) {
        const chosen = sizes[size];
        toggleClass(root, `own-${size}`, chosen !== undefined);
        if (chosen === undefined) document.body.style.removeProperty(`--own-${size}`);
        else document.body.style.setProperty(`--own-${size}`, `${chosen}px`);
      }
      // Also where nothing is resized: what was automatic and is chosen now may be as large as before.
      tell();
    },
  };
}

interface Splitter {
  readonly element: HTMLElement;
  /** Tells its range and where in it it is. */
  tell(sizes: Sizes): void;
}

/**
 * `split` is asked anew each time: where the regions stand depends on the window, and one may not be there yet. `choose` is given null for the
 * automatic size.
 */
function splitter(choose: (size: Sized, to: number | null) => void, split: () => Split | null): Splitter {
  const made = element('div', {
    class: 'splitter',
    role: 'separator',
    tabindex: '0',
    title: 'Drag or press arrow keys; double click or Enter for the automatic size',
  });
  /** What is being dragged: from where, and what was chosen until then. */
  let drag: { readonly of: Split; readonly extent: Extent; readonly from: number; readonly was: number | null } | null =
    null;
  let chosen: Sizes = {};
  made.hidden = true;
  const end = (): void => {
    drag = null;
    made.classList.remove('dragged');
  };
  const placeOf = (event: PointerEvent, { isAcross }: Split): number => (isAcross ? event.clientX : event.clientY);

  made.addEventListener('pointerdown', (event) => {
    const of = split();
    if (event.button !== 0 || !of) return;
    drag = { of, extent: extentOf(of), from: placeOf(event, of), was: chosen[of.size] ?? null };
    made.setPointerCapture(event.pointerId);
    made.classList.add('dragged');
  });
  made.addEventListener('pointermove', (event) => {
    if (!drag) return;
    const { of, extent, from } = drag;
    const moved = placeOf(event, of) - from;
    const to = within(extent, extent.now + (of.isFirst ? moved : -moved));
    // A press that moves nothing chooses nothing: it may be the first half of a double click.
    if (moved !== 0 || chosen[of.size] !== undefined) choose(of.size, to);
  });
  for (const type of ['pointerup', 'pointercancel', 'lostpointercapture'] as const) made.addEventListener(type, end);
  made.addEventListener('dblclick', () => {
    const of = split();
    if (of) choose(of.size, null);
  });

  made.addEventListener('keydown', (event) => {
    const of = drag?.of ?? split();
    if (event.ctrlKey || event.metaKey || event.altKey || !of) return;
    const to = event.key === 'Escape' && drag ? drag.was : sizeOfKey(event, of);
    if (to === undefined) return;
    choose(of.size, to);
    end();
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    element: made,
    tell(sizes) {
      chosen = sizes;
      const of = split();
      const isThere = of?.region.checkVisibility() === true;
      // It takes no room once it is known how it lies, and what is measured next stays.
      if (isThere) setAttribute(made, 'aria-orientation', of.isAcross ? 'vertical' : 'horizontal');
      setHidden(made, !isThere);
      if (!isThere) return;
      const { now, least, most } = extentOf(of);
      of.region.id ||= `region-${of.name.replace(' ', '-')}`;
      const isOwn = sizes[of.size] !== undefined;
      const unit = of.isAcross ? 'wide' : 'high';
      for (const [name, value] of [
        ['aria-label', `Resize ${of.name}`],
        ['aria-controls', of.region.id],
        ['aria-valuemin', String(least)],
        ['aria-valuemax', String(most)],
        ['aria-valuenow', String(now)],
        ['aria-valuetext', `${now} pixels ${unit}${isOwn ? '' : ', automatic'}`],
      ] as const)
        setAttribute(made, name, value);
    },
  };
}

/** The size a key asks for: null is the automatic one, undefined when the key means something else. */
function sizeOfKey({ key, shiftKey }: KeyboardEvent, of: Split): number | null | undefined {
  if (key === 'Enter') return null;
  const extent = extentOf(of);
  const { now, least, most } = extent;
  if (key === 'Home') return least;
  if (key === 'End') return most;
  const [back, on] = of.isAcross ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
  if (key !== back && key !== on) return undefined;
  const step = (of.isAcross ? COLUMN : ROW) * (shiftKey ? MANY : 1);
  return within(extent, now + (of.isFirst === (key === on) ? step : -step));
}

/** How large the region is, and can be, in whole pixels: both are left what the style sheet says they need. */
function extentOf({ region, beside, isAcross }: Split): Extent {
  const sizeOf = (at: HTMLElement): number => (isAcross ? at.offsetWidth : at.offsetHeight);
  const leastOf = (at: HTMLElement): number =>
    Math.ceil(parseFloat(isAcross ? getComputedStyle(at).minWidth : getComputedStyle(at).minHeight) || 0);
  const [now, least] = [sizeOf(region), leastOf(region)];
  return { now, least, most: Math.max(least, now + sizeOf(beside) - leastOf(beside)) };
}

function within({ least, most }: Extent, size: number): number {
  return Math.round(Math.max(least, Math.min(most, size)));
}
