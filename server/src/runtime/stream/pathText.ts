import type { Path } from './frame';

/** `items[0].price`: a path as a person writes it. */
export function pathText(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(step)) text += text === '' ? step : `.${step}`;
    else text += `[${JSON.stringify(step)}]`;
  }
  return text;
}

/** Whether the place at `path` is the one `text` names, or a value around it. */
export function leadsTo(path: Path, text: string): boolean {
  const from = pathText(path);
  if (from === '' || !text.startsWith(from)) return false;
  const next = text.charAt(from.length);
  return next === '' || next === '.' || next === '[';
}
