/** What the parser could not read, or read though it was hardly meant so. */
import type { Check } from './check';
import { remedyFix } from './remedy';

export const syntax: Check = (file, _symbols, report) => {
  for (const error of file.errors) {
    const fixes = error.remedy ? [remedyFix(error.remedy, file)] : undefined;
    report(error.mild ? 'warning' : 'error', error.code, error.span, error.message, fixes && { fixes });
  }
};
