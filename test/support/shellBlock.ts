/** A block of commands, taken apart as far as the documents need it: one command a line, redirection into a file, comments. */
export interface ShellCommand {
  readonly words: readonly string[];
  /** Where its output goes. */
  readonly into: string | null;
  readonly text: string;
}

export function shellCommands(block: string): readonly ShellCommand[] {
  return block
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .flatMap((line) => line.split(' && '))
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter(Boolean)
    .map((text) => {
      const words = [...text.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
        ([, single, double, bare]) => single ?? double ?? bare!,
      );
      const at = words.indexOf('>');
      return at < 0 ? { words, into: null, text } : { words: words.slice(0, at), into: words[at + 1]!, text };
    });
}

/** A call of curl as `fetch` wants it. Throws for an option that is not known here. */
export function fetchOf(words: readonly string[]): { readonly url: string; readonly init: RequestInit } {
  const headers: Record<string, string> = {};
  let body: string | undefined;
  let url: string | undefined;
  for (let i = 1; i < words.length; i++) {
    const word = words[i]!;
    if (word === '-N') continue;
    else if (word === '-H') {
      const [name, ...rest] = words[++i]!.split(':');
      headers[name!] = rest.join(':').trim();
    } else if (word === '-d') body = words[++i]!;
    else if (word.startsWith('-')) throw new Error(`curl ${word}`);
    else url = word;
  }
  if (url === undefined) throw new Error('no address');
  return { url, init: { headers, ...(body !== undefined && { method: 'POST', body }) } };
}
