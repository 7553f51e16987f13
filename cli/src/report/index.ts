/** Writes a report in the format that was asked for, and says how the command ends. */
import type { Console } from '../console';
import { EXIT, UsageError, type ExitCode } from '../usage';
import { jsonReport } from './json';
import { junitReport } from './junit';
import { plainReport } from './plain';
import { totals, type Format, type Report } from './report';

export function readFormat(text: string | undefined): Format {
  if (text === undefined) return 'plain';
  if (text === 'plain' || text === 'json' || text === 'junit') return text;
  throw new UsageError(`\`--format ${text}\` is none of plain, json, junit.`);
}

export function writeReport(report: Report, format: Format, console: Console): ExitCode {
  const written = {
    plain: () => plainReport(report, console.colour),
    json: () => jsonReport(report),
    junit: () => junitReport(report),
  };
  console.out(written[format]());
  return totals(report).failed > 0 ? EXIT.failed : EXIT.ok;
}
