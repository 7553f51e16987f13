/** What commands print to: results to standard output, everything else to standard error. */
export interface Console {
  /** A line of the result. */
  out(text: string): void;
  /** A line for the person who waits. */
  err(text: string): void;
  /** A line that the next one replaces; nothing where nobody looks on. */
  progress(text: string): void;
  readonly colour: boolean;
}

export function terminal(
  { stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'>,
  env: NodeJS.ProcessEnv,
): Console {
  let shown = false;
  const clear = (): void => {
    if (shown) stderr.write('\r\x1b[K');
    shown = false;
  };
  return {
    out: (text) => {
      clear();
      stdout.write(`${text}\n`);
    },
    err: (text) => {
      clear();
      stderr.write(`${text}\n`);
    },
    progress: (text) => {
      if (!stderr.isTTY || env['CI']) return;
      clear();
      stderr.write(text.slice(0, Math.max(20, (stderr.columns ?? 80) - 1)));
      shown = text !== '';
    },
    colour: Boolean(stdout.isTTY) && !env['NO_COLOR'],
  };
}
