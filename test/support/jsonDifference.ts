/** Where two JSON values differ first, in words. The order of keys does not count. */
import type { Json } from '../../server/src/ir/json';

/** Null when they are equal. */
export function difference(official: Json, ours: Json, path = ''): string | null {
  if (Array.isArray(official) && Array.isArray(ours)) {
    for (let i = 0; i < Math.max(official.length, ours.length); i++) {
      if (i >= official.length || i >= ours.length) return said(`${path}[${i}]`, official[i], ours[i]);
      const found = difference(official[i] as Json, ours[i] as Json, `${path}[${i}]`);
      if (found !== null) return found;
    }
    return null;
  }
  if (isObject(official) && isObject(ours)) {
    for (const key of new Set([...Object.keys(official), ...Object.keys(ours)])) {
      const at = path === '' ? key : `${path}.${key}`;
      if (!Object.hasOwn(official, key) || !Object.hasOwn(ours, key)) return said(at, official[key], ours[key]);
      const found = difference(official[key] as Json, ours[key] as Json, at);
      if (found !== null) return found;
    }
    return null;
  }
  return official === ours ? null : said(path, official, ours);
}

function said(path: string, official: Json | undefined, ours: Json | undefined): string {
  return `${path}\n  official: ${shown(official)}\n  ours:     ${shown(ours)}`;
}

function shown(value: Json | undefined): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 600 ? `${text.slice(0, 600)}…` : text;
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
