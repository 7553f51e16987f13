/**
 * Stand-ins for the values of environment variables: a request that is only to be looked at is made with them, so no key
 * can be in it. They pass unchanged through URLs, headers, forms and JSON.
 */

const MARK = /baml-env\.(\w+)\.env/g;

/** What stands for the value of a variable. */
export function variableMark(name: string): string {
  return `baml-env.${name}.env`;
}

/** `text` cut at its marks: words, and names of variables between them. */
export function cutAtMarks(text: string): readonly (string | { readonly variable: string })[] {
  const pieces: (string | { readonly variable: string })[] = [];
  let from = 0;
  for (const match of text.matchAll(MARK)) {
    if (match.index > from) pieces.push(text.slice(from, match.index));
    pieces.push({ variable: match[1]! });
    from = match.index + match[0].length;
  }
  if (from < text.length || !pieces.length) pieces.push(text.slice(from));
  return pieces;
}

/** `text` with `$NAME` for every mark. */
export function withVariables(text: string): string {
  return text.replace(MARK, (_, name: string) => `$${name}`);
}
