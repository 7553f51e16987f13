/** A report for programs. */
import { totals, type Report } from './report';

export function jsonReport(report: Report): string {
  return JSON.stringify({ ...report, totals: totals(report) }, null, 2);
}
