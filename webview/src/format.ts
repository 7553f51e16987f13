/** Times and texts as the panel writes them. */

/** Seconds with two places, `–` for what has not happened. */
export function seconds(t: number | null | undefined): string {
  return t === null || t === undefined ? '–' : (t / 1000).toFixed(2);
}

/** In two parts, so that a narrow place can shorten the first and keep the end readable. */
export function split(text: string, tail = 10): readonly [head: string, tail: string] {
  return text.length <= tail * 3 ? [text, ''] : [text.slice(0, -tail), text.slice(-tail)];
}

/** `@@stream.done` in a narrow place. */
export function shortAttribute(attribute: string): string {
  return attribute.replace('stream.', '').replace('with_', '');
}

/** `12 480`: digits in groups (narrow no-break space), the same in every locale. */
export function grouped(n: number): string {
  return String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ' ');
}

/** The first names of a list, and how many more there are. */
export function plainList(names: readonly string[], most = 3): string {
  const more = names.length - most;
  return more > 0 ? `${names.slice(0, most).join(', ')} and ${more} more` : names.join(', ');
}
