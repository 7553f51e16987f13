/** The keys of a list of tabs, as WAI-ARIA has them. */

/** The tab that a key leads to from the one with the focus; undefined when the key means something else. */
export function tabOfKey<T>(
  event: KeyboardEvent,
  tabs: readonly (readonly [tab: T, at: HTMLElement])[],
): T | undefined {
  const { length } = tabs;
  const at = tabs.findIndex(([, made]) => made === event.target);
  if (at < 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return undefined;
  const places: Readonly<Record<string, number>> = {
    ArrowRight: (at + 1) % length,
    ArrowLeft: (at + length - 1) % length,
    Home: 0,
    End: length - 1,
  };
  const next = tabs[places[event.key] ?? -1];
  if (!next) return undefined;
  next[1].focus();
  event.preventDefault();
  event.stopPropagation();
  return next[0];
}
