/** What the parser could not read, or read though it was hardly meant so. */
import type { Check } from './check';

export const syntax: Check = (file, _symbols, report) => {
  for (const { code, mild, message, span } of file.errors) report(mild ? 'warning' : 'error', code, span, message);
};
