/** A report for people: what failed with its place, and a last line that counts. */
import { formatMs } from '../../../protocol/words';
import { totals, type Item, type Report } from './report';

const MARKS: Readonly<Record<Item['status'], string>> = { passed: '✓', failed: '✗', warning: '!', skipped: '–' };
const COLOURS: Readonly<Record<Item['status'], number>> = { passed: 32, failed: 31, warning: 33, skipped: 90 };

export function plainReport(report: Report, colour: boolean): string {
  const paint = (status: Item['status'], text: string): string =>
    colour ? `\x1b[${COLOURS[status]}m${text}\x1b[0m` : text;
  const lines: string[] = [];
  for (const { name, items } of report.groups) {
    lines.push(name);
    for (const item of items) {
      const time = item.ms === undefined ? '' : `  ${formatMs(item.ms)}`;
      lines.push(`  ${paint(item.status, MARKS[item.status])} ${item.name}${time}`);
      if (item.message !== undefined) for (const line of item.message.split('\n')) lines.push(`      ${line}`);
      if (item.at) lines.push(`      ${item.at.file}:${item.at.line}:${item.at.column}`);
    }
  }
  const counted = Object.entries(totals(report))
    .filter(([status, n]) => n > 0 || status === 'passed' || status === 'failed')
    .map(([status, n]) => `${n} ${status === 'warning' ? (n === 1 ? 'warning' : 'warnings') : status}`);
  return [...lines, '', counted.join(', ')].join('\n');
}
