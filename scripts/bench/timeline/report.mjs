// The figures as a table, beside their bars.

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
const percentile = (numbers, share) => {
  const all = sorted(numbers);
  return all.length ? all[Math.min(all.length - 1, Math.ceil(share * all.length) - 1)] : NaN;
};
const median = (numbers) => percentile(numbers, 0.5);
const round = (n) => (n >= 100 ? n.toFixed(0) : n.toFixed(1));
const range = (numbers, digits = round) => {
  const all = sorted(numbers);
  return all.length > 1 ? `${digits(median(all))} (${digits(all[0])}–${digits(all.at(-1))})` : digits(all[0]);
};

/** Markdown: one table of bars, one of the live run beside the references. */
export function report({ snapshots, run, rounds, machine, browser, perSecond, load }) {
  const of = (pick) => rounds.map(pick);
  const ours = 'BAML Live';
  const long = (tasks) => tasks.filter((ms) => ms > 50).length;
  const bars = [
    ['live frame, p95', of((r) => percentile(r.live[ours].gaps, 0.95)), '≤ 16.9 ms (one frame)', ' ms'],
    ['live, tasks over 50 ms', of((r) => long(r.live[ours].tasks)), '0', ''],
    ['chunk posted → on screen, p95', of((r) => percentile(r.live[ours].toPixels, 0.95)), '≤ 50 ms', ' ms'],
    ['scrub to any snapshot → on screen, p95', of((r) => percentile(r.scrub.work, 0.95)), 'the next frame', ' ms'],
    ['scrub frame, p95', of((r) => percentile(r.scrub.gaps, 0.95)), '≤ 16.9 ms (one frame)', ' ms'],
    ['scrub, tasks over 50 ms', of((r) => long(r.scrub.tasks)), '0', ''],
    [
      `Stop pressed → acknowledged on screen, at ${perSecond} chunks/s`,
      of((r) => Math.max(...r.cancel)),
      '≤ 100 ms',
      ' ms',
    ],
    ['whole run sent to a new panel → on screen', of((r) => r.reopen), '≤ 300 ms', ' ms'],
    ['CPU of the page when nothing happens, after scrubbing', of((r) => r.idle), 'as an empty page', ' ms/s'],
    ['the same of an empty page', of((r) => r.blank), '', ' ms/s'],
    [`heap for ${snapshots / 4} snapshots of this answer`, of((r) => r.heap[snapshots / 4].above), '', ' MB'],
    [`heap for ${snapshots} snapshots of it`, of((r) => r.heap[snapshots].above), 'not 4 times as much', ' MB'],
  ];
  const head = `${snapshots} snapshots, ${run.rows} rows, ${run.characters} characters; ${rounds.length} rounds: median (least–most). ${machine}, Chromium ${browser} without GPU, load at the start ${load.toFixed(1)}.`;
  const table = bars.map(
    ([name, found, bar, unit]) => `| ${name} | ${range(found, unit ? round : String)}${unit} | ${bar} |`,
  );
  const compared = Object.keys(rounds[0].live).map((name) => {
    const live = of((r) => r.live[name]);
    return `| ${name} | ${range(live.map((l) => percentile(l.gaps, 0.95)))} | ${range(live.map((l) => Math.max(...l.gaps)))} | ${range(
      live.map((l) => long(l.tasks)),
      String,
    )} | ${range(of((r) => r.main[name]))} | ${range(of((r) => r.cpu[name]))} | ${range(live.map((l) => percentile(l.toPixels, 0.95)))} |`;
  });
  return [
    head,
    '',
    '| figure | measured | bar |',
    '| --- | --- | --- |',
    ...table,
    '',
    `The same chunks from 70 % of the run on, ${perSecond} a second:`,
    '',
    '| drawn by | frame gap p95 ms | max ms | tasks > 50 ms | main thread ms per frame | browser CPU ms/s | chunk → screen p95 ms |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...compared,
  ].join('\n');
}
