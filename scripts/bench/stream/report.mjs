// The figures of a run as Markdown.
import os from 'node:os';

export function report({ results, memory }) {
  const cpu = os.cpus()[0]?.model.trim() ?? 'unknown processor';
  const load = os.loadavg()[0].toFixed(1);
  const machine = `${os.cpus().length} × ${cpu}, ${os.type()}, Node ${process.versions.node}`;
  const lines = [`${machine}; load of the machine at the end: ${load}.`, ''];
  for (const one of results) lines.push(...table(one), '');
  if (memory.length > 0) lines.push(...memoryTable(memory), '');
  return lines.join('\n');
}

function table({ workload, characters, tokens, unitMs, engines }) {
  const lines = [
    `### ${workload}: ${characters.toLocaleString('en')} characters in ${tokens.toLocaleString('en')} tokens`,
    '',
    `One \`JSON.parse\` of the JSON in it: ${number(unitMs)} ms of CPU.`,
    '',
    '| a snapshot after every token | × one `JSON.parse` | CPU ms | µs per token | p50 / p99 / max (worst of five) µs | longest collection of old garbage ms |',
    '|---|---|---|---|---|---|',
  ];
  for (const [name, one] of Object.entries(engines)) {
    if (one.failed !== undefined) {
      lines.push(`| ${name} | – | ${one.failed} | – | – | – |`);
      continue;
    }
    const sign = one.estimated ? '~' : '';
    const wrong = one.right === false ? ' (final value differs)' : '';
    const spread =
      one.p50 === undefined ? '–' : `${[one.p50, one.p99, one.max].map(number).join(' / ')} (${number(one.worst)})`;
    lines.push(
      `| ${name}${wrong} | ${sign}${number(one.ratio)} | ${sign}${number(one.cpuMs)} | ${sign}${number((one.cpuMs * 1000) / tokens)} | ${spread} | ${one.old ? number(one.old) : '–'} |`,
    );
  }
  return lines;
}

function memoryTable(memory) {
  const lines = [
    'Heap that stays when all snapshots are kept, values unread, and how much there is while the engine is at work:',
    '',
    '| workload | characters | different snapshots | MB | × the text | × the text, at work |',
    '|---|---|---|---|---|---|',
  ];
  for (const { workload, characters, snapshots, bytes, atWork, failed } of memory) {
    if (failed !== undefined) lines.push(`| ${workload} | – | – | ${failed} | – | – |`);
    else
      lines.push(
        `| ${workload} | ${characters.toLocaleString('en')} | ${snapshots.toLocaleString('en')} | ${number(bytes / 2 ** 20)} | ${number(bytes / characters)} | ${number(atWork / characters)} |`,
      );
  }
  return lines;
}

/** Three digits that mean something. */
function number(value) {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}
