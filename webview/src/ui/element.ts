/** DOM without a framework: elements from a line, and setters that write only what changed. */

type Child = Node | string | null | undefined | false;

/** `attributes` are set as attributes; `class` too. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes?: Readonly<Record<string, string | undefined>>,
  ...children: Child[]
): HTMLElementTagNameMap[K];
export function element(
  tag: string,
  attributes?: Readonly<Record<string, string | undefined>>,
  ...children: Child[]
): HTMLElement;
export function element(
  tag: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
  ...children: Child[]
): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(name, value);
  made.append(
    ...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false),
  );
  return made;
}

/** A codicon, hidden from screen readers. */
export function icon(name: string): HTMLElement {
  return element('span', { class: `codicon codicon-${name}`, 'aria-hidden': 'true' });
}

export function setText(at: Element, text: string): void {
  if (at.textContent !== text) at.textContent = text;
}

export function setAttribute(at: Element, name: string, value: string | null): void {
  if (at.getAttribute(name) === value) return;
  if (value === null) at.removeAttribute(name);
  else at.setAttribute(name, value);
}

export function setHidden(at: HTMLElement, hidden: boolean): void {
  if (at.hidden !== hidden) at.hidden = hidden;
}

export function toggleClass(at: Element, name: string, on: boolean): void {
  if (at.classList.contains(name) !== on) at.classList.toggle(name, on);
}
