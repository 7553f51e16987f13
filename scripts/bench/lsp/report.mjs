// The figures of a run as Markdown: one table for each size, the servers side by side.
import os from 'node:os';

export function report({ sizes, options }) {
  const cpu = os.cpus()[0]?.model.trim() ?? 'unknown processor';
  const machine = `${os.cpus().length} × ${cpu}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, ${os.type()}, Node ${process.versions.node}`;
  const load = os.loadavg()[0];
  const lines = [
    `${machine}. ${options.starts} starts, ${options.edits} keys a series at ${options.interval} ms, ${options.requests} requests each. Load of the machine at the end: ${load.toFixed(1)}.`,
    '',
  ];
  for (const size of sizes) lines.push(...table(size), '');
  return lines.join('\n');
}

function table({ workspace, node, servers }) {
  const names = Object.keys(servers);
  const lines = [
    `### ${workspace.lines.toLocaleString('en')} lines in ${workspace.files.toLocaleString('en')} files`,
    '',
    `| ms, p50 / p95 / max unless it says otherwise | ${names.join(' | ')} |`,
    `|---|${names.map(() => '---|').join('')}`,
  ];
  const row = (title, cell) => {
    const cells = names.map((name) => (servers[name].error ? servers[name].error : (cell(servers[name]) ?? '–')));
    if (cells.some((text) => text !== '–')) lines.push(`| ${title} | ${cells.join(' | ')} |`);
  };
  const start = (pick) => (server) =>
    server.start && `${number(pick(server.start))} (${number(pick(server.start) / node)} ×)`;
  lines.push(`| \`node -e 0\` | ${names.map(() => number(node)).join(' | ')} |`);
  row(
    'start → initialize (times `node -e 0`)',
    start((one) => one.initializeMs),
  );
  row(
    'start → diagnostics of the open file',
    start((one) => one.openMs),
  );
  row('start → diagnostics of all files', (server) => number(server.start?.allMs));
  row('CPU until then', (server) => number(server.start?.cpuMs));
  for (const key of keysOf(servers, 'edits')) {
    const series = (server) => server.edits?.[key];
    row(`keystroke: ${key}`, (server) => spread(series(server)));
    row('… CPU ms and bytes sent per key', (server) => {
      const one = series(server);
      return one && `${number(one.cpuMs)}, ${Math.round(one.bytes)}${one.wrong ? `, ${one.wrong} wrong` : ''}`;
    });
    if (key.endsWith('burst')) row('… until the last of the burst', (server) => number(series(server)?.lastMs));
  }
  for (const key of keysOf(servers, 'requests')) row(key, (server) => spread(server.requests?.[key]));
  row('MB after opening', (server) => number(server.memory?.afterOpen.rss));
  row('MB after the edits / peak (edits)', (server) => {
    const after = server.memory?.afterEdits;
    return after && `${number(after.rss)} / ${number(after.peak)} (${after.edits})`;
  });
  row('CPU ms per second when idle', (server) => number(server.idle?.cpuMsPerSecond));
  return lines;
}

function keysOf(servers, member) {
  return new Set(Object.values(servers).flatMap((server) => Object.keys(server[member] ?? {})));
}

function spread(series) {
  if (!series) return undefined;
  const notes = [
    ...(series.lost ? [`${series.lost} lost`] : []),
    ...(series.failed ? [`${series.failed} failed`] : []),
    ...(series.empty ? [`${series.empty} empty`] : []),
    ...(series.n < 20 ? [`n ${series.n}`] : []),
  ];
  return `${[series.p50, series.p95, series.max].map(number).join(' / ')}${notes.length ? ` (${notes.join(', ')})` : ''}`;
}

function number(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
