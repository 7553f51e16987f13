/** Keys as they stand on a keyboard. */
import { VIEW_KEYS, type ViewAction } from '../../../protocol/viewKeys';

const NAMES: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ' ': 'Space',
};

/** `Shift+←`, `W`. */
export function keyName(key: string): string {
  const parts = key === '+' ? [key] : key.split('+');
  return parts.map((part) => NAMES[part] ?? (/^[a-z]$/.test(part) ? part.toUpperCase() : part)).join('+');
}

/** The keys of an action for a tooltip; empty where it has none. */
export function keysOf(action: ViewAction): string {
  const keys: readonly string[] = VIEW_KEYS[action];
  return keys
    .filter((key) => key !== '=')
    .map(keyName)
    .join(', ');
}
