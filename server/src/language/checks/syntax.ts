/** What the parser could not read. */
import type { Check } from './check';

export const syntax: Check = (file, _symbols, report) => {
  for (const { code, message, span } of file.errors) report('error', code, span, message);
};
