/** A report as JUnit XML, which CI systems show: a suite for each group, a case for each item. Warnings pass. */
import type { Group, Item, Report } from './report';

export function junitReport({ command, groups }: Report): string {
  const suites = groups.map((group) => suite(group));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="baml-live ${command}">\n${suites.join('')}</testsuites>`;
}

function suite({ name, items }: Group): string {
  const count = (status: Item['status']): number => items.filter((item) => item.status === status).length;
  const time = items.reduce((sum, { ms = 0 }) => sum + ms, 0);
  const facts = `name="${escaped(name)}" tests="${items.length}" failures="${count('failed')}" skipped="${count('skipped')}" time="${seconds(time)}"`;
  return `  <testsuite ${facts}>\n${items.map((item) => testCase(name, item)).join('')}  </testsuite>\n`;
}

function testCase(suiteName: string, { name, status, message = '', at, ms = 0, expected, actual }: Item): string {
  const facts = `classname="${escaped(suiteName)}" name="${escaped(name)}" time="${seconds(ms)}"`;
  const place = at ? `${at.file}:${at.line}:${at.column}` : '';
  if (status === 'failed') {
    const details = [message, expected && `expected: ${expected}`, actual && `actual: ${actual}`, place];
    const text = details.filter(Boolean).join('\n');
    return `    <testcase ${facts}>\n      <failure message="${escaped(message)}">${escaped(text)}</failure>\n    </testcase>\n`;
  }
  if (status === 'skipped') {
    return `    <testcase ${facts}>\n      <skipped message="${escaped(message)}"/>\n    </testcase>\n`;
  }
  if (status === 'warning') {
    return `    <testcase ${facts}>\n      <system-out>${escaped([message, place].filter(Boolean).join('\n'))}</system-out>\n    </testcase>\n`;
  }
  return `    <testcase ${facts}/>\n`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

/** Characters that XML 1.0 cannot hold become a replacement character. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
