/**
 * One tab stop for each region of controls, arrows inside, as WAI-ARIA has toolbars and lists of tabs; and a focus that is not lost when
 * what has it is drawn anew, switched off or taken away. Without it every control is a stop of its own.
 *
 * A region is a `toolbar`, a `tablist`, or whatever says `data-region`. Its controls stand in rows where it has list items or `data-row`.
 * `data-stop` names a control that has no label of its own; the first of those is where Tab comes to at first.
 *
 * A splitter between two regions (`views/splitters.ts`) is a stop of its own: the arrows move it, so that it can be inside no region whose
 * arrows lead on, and who sees no pointer has no other way to it. They are three at most, each before the region it resizes.
 */
import { setAttribute } from './element';

export interface TabStops {
  /** After a paint: a focus whose element was taken away goes to what stands in its place. */
  painted(): void;
}

const REGION = '[role=toolbar],[role=tablist],[data-region]';
const ROW = 'li,[data-row]';
const CONTROL = 'button,select,input,textarea,summary,a[href]';

/** Where the focus was: enough to find it again in elements that were made anew. */
interface Place {
  readonly at: HTMLElement;
  readonly name: string;
  /** Among the controls of its region. */
  readonly index: number;
  /** What it stood in, from the inside out. */
  readonly within: readonly HTMLElement[];
}

export function tabStops(root: HTMLElement): TabStops {
  const places = new WeakMap<Element, Place>();
  let held: Place | null = null;
  /** What had the focus when the key that is down now was pressed. */
  let pressedAt: EventTarget | null = null;
  /** Whether the focus came by pointer: then arrows move in time, as they do everywhere else. */
  let byPointer = false;
  /** Whether a pointer was used last, not a key. */
  let isPointing = false;

  /** Leaves one control of a region to the Tab key: the chosen tab, else where the focus was last, else the first. */
  function settle(region: Element): void {
    const all = controlsOf(region);
    const stop =
      all.find((one) => one.getAttribute('aria-selected') === 'true') ??
      standIn(all, places.get(region)) ??
      all.find((one) => one.dataset['stop'] !== undefined && canHaveFocus(one)) ??
      all.find(canHaveFocus);
    if (stop) for (const one of all) setAttribute(one, 'tabindex', one === stop ? '0' : '-1');
  }
  const settleAll = (): void => root.querySelectorAll(REGION).forEach(settle);

  function rescue(): void {
    const lost = held;
    const { activeElement } = document;
    if (!lost || canHaveFocus(lost.at) || !document.hasFocus()) return;
    if (activeElement !== document.body && activeElement !== lost.at) return;
    const around = [lost.at, ...lost.within].find((one) => one.isConnected) ?? root;
    const region = around.closest(REGION);
    settleAll();
    const next =
      (region && standIn(controlsOf(region), lost)) ??
      (around === lost.at ? undefined : sameIn(around, lost)) ??
      fieldsFor(root, around) ??
      stopAfter(root, around);
    next?.focus();
  }

  // What is seen may depend on the width of the page or on a class far above: it is looked at when it matters.
  document.addEventListener(
    'keydown',
    (event) => {
      if (!event.repeat) pressedAt = event.target;
      // A key that is held down does not press what the focus came to in the meantime.
      else if (event.key === 'Enter' && event.target !== pressedAt) event.preventDefault();
      isPointing = false;
      if (event.key === 'Tab') settleAll();
    },
    true,
  );
  document.addEventListener('pointerdown', () => (byPointer = isPointing = true), true);
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement) || !root.contains(target)) return;
    byPointer = isPointing;
    const region = target.closest(REGION);
    const within: HTMLElement[] = [];
    for (let up = target.parentElement; up && up !== root; up = up.parentElement) within.push(up);
    held = { at: target, name: nameOf(target), index: region ? controlsOf(region).indexOf(target) : 0, within };
    if (!region || held.index < 0) return;
    places.set(region, held);
    settle(region);
  });
  document.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget !== null || !document.hasFocus()) return;
    // Also when it is taken away: by then its place is drawn anew.
    queueMicrotask(() => {
      rescue();
      if (held && canHaveFocus(held.at) && document.activeElement === document.body) held = null;
    });
  });
  // Another window had the focus meanwhile: it is not taken from there.
  window.addEventListener('focus', rescue);

  root.addEventListener('keydown', (event) => {
    const at = event.target;
    if (!(at instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const region = at.closest(REGION);
    if (!region || (byPointer && region.getAttribute('role') === 'toolbar') || keepsKey(at, event.key)) return;
    const to = controlOfKey(region, at, event.key);
    if (!to) return;
    to.focus();
    // A tab is chosen by coming to it.
    if (to.getAttribute('role') === 'tab') to.click();
    event.preventDefault();
    event.stopPropagation();
  });

  settleAll();
  return {
    painted() {
      if (held && !held.at.isConnected) rescue();
    },
  };
}

function controlsOf(region: Element): HTMLElement[] {
  return [...region.querySelectorAll<HTMLElement>(CONTROL)].filter((one) => one.closest(REGION) === region);
}

function canHaveFocus(at: HTMLElement): boolean {
  return at.isConnected && !at.matches(':disabled') && at.checkVisibility({ visibilityProperty: true });
}

/** A control keeps its name when it is made anew. */
function nameOf(at: HTMLElement): string {
  return at.dataset['stop'] ?? at.getAttribute('aria-label') ?? at.textContent;
}

function sameIn(box: Element, { name }: Place): HTMLElement | undefined {
  const all = box.querySelectorAll<HTMLElement>(CONTROL);
  return name === '' ? undefined : [...all].find((one) => nameOf(one) === name && canHaveFocus(one));
}

/** The control at a place: the same one, the one of its name if it was made anew, else the next one, else the one before. */
function standIn(all: readonly HTMLElement[], was: Place | undefined): HTMLElement | undefined {
  if (!was) return undefined;
  if (canHaveFocus(was.at) && all.includes(was.at)) return was.at;
  const named = was.at.isConnected ? undefined : all.find((one) => nameOf(one) === was.name && canHaveFocus(one));
  const at = all.indexOf(was.at);
  const from = at < 0 ? was.index : at;
  return named ?? all.slice(from).find(canHaveFocus) ?? all.slice(0, from).findLast(canHaveFocus);
}

/** The fields, for a row of theirs that is gone and for what took their place. */
function fieldsFor(root: HTMLElement, around: Element): HTMLElement | undefined {
  const fields = root.querySelector<HTMLElement>('[role=treegrid]');
  if (!fields || !canHaveFocus(fields)) return undefined;
  if (!fields.contains(around) && !around.closest('.records-views')) return undefined;
  return fields.querySelector<HTMLElement>('[tabindex="0"]') ?? fields;
}

/** The first stop after an element or in it, else the last one of the panel. */
function stopAfter(root: HTMLElement, around: Element): HTMLElement | undefined {
  const all = [...root.querySelectorAll<HTMLElement>(`${CONTROL},[tabindex]`)].filter(
    (one) => one.tabIndex >= 0 && canHaveFocus(one),
  );
  return (
    all.find((one) => around.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) ?? all[all.length - 1]
  );
}

/** Whether a key is the control's own: text is moved through until its end, a choice is made with up and down. */
function keepsKey(at: HTMLElement, key: string): boolean {
  const isText = at instanceof HTMLTextAreaElement || (at instanceof HTMLInputElement && at.type !== 'checkbox');
  if (!isText) return at instanceof HTMLSelectElement && /^Arrow(Up|Down)$/.test(key);
  const { selectionStart: from, selectionEnd: to, value } = at;
  if (from === null || from !== to) return true;
  return key === 'ArrowLeft' ? from > 0 : key === 'ArrowRight' ? from < value.length : true;
}

/** Where a key leads to from a control of a region: itself at an edge of rows, undefined when the key means something else. */
function controlOfKey(region: Element, at: HTMLElement, key: string): HTMLElement | undefined {
  const all = controlsOf(region).filter(canHaveFocus);
  const rowOf = (one: Element): Element => one.closest(ROW) ?? region;
  const rows = [...new Set(all.map(rowOf))];
  const isFlat = rows.length < 2;
  const line = all.filter((one) => rowOf(one) === rowOf(at));
  const here = line.indexOf(at);
  const row = (index: number): HTMLElement | undefined => {
    const there = rows[index];
    const stops = all.filter((one) => rowOf(one) === there);
    return there ? stops[Math.min(here, stops.length - 1)] : at;
  };
  const along = (step: number): HTMLElement | undefined =>
    isFlat ? line[(here + step + line.length) % line.length] : (line[here + step] ?? at);
  const isAcross = isFlat && region.matches('[role=tablist],[role=toolbar]:not([aria-orientation=vertical])');
  const across = (step: number): HTMLElement | undefined =>
    isAcross ? undefined : isFlat ? along(step) : row(rows.indexOf(rowOf(at)) + step);
  if (here < 0) return undefined;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowLeft':
      return along(key === 'ArrowRight' ? 1 : -1);
    case 'ArrowDown':
    case 'ArrowUp':
      return across(key === 'ArrowDown' ? 1 : -1);
    case 'Home':
      return all[0];
    case 'End':
      return isFlat ? all.at(-1) : all.find((one) => rowOf(one) === rows.at(-1));
    default:
      return undefined;
  }
}
