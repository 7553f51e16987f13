// Mocha's dot reporter, which also appends the counts of the run to the file $MOCHA_STATS, one JSON line a run, and what each test
// file cost to the file $MOCHA_TIMES, one JSON line a file: seconds of processor (its own and of processes it waited for) and of time.
const fs = require('node:fs');
const path = require('node:path');
const { reporters } = require('mocha');

module.exports = class extends reporters.Dot {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures, pending } = runner.stats;
      if (process.env.MOCHA_STATS)
        fs.appendFileSync(process.env.MOCHA_STATS, JSON.stringify({ passes, failures, pending }) + '\n');
    });
    if (process.env.MOCHA_TIMES) noteTimes(runner, process.env.MOCHA_TIMES);
  }
};

function noteTimes(runner, file) {
  const costs = new Map();
  const loading = [...spent(), process.uptime()];
  let last = [...spent(), performance.now() / 1000];
  const note = ({ file: of = '' }) => {
    const now = [...spent(), performance.now() / 1000];
    const cost = costs.get(of) ?? [0, 0, 0, 0];
    costs.set(of, [...cost.slice(0, 3).map((n, i) => n + now[i] - last[i]), cost[3] + 1]);
    last = now;
  };
  runner.on('test end', note);
  runner.on('hook end', note);
  runner.once('end', () => {
    const lines = [['loading', [...loading, 0]], ...costs].map(([of, [own, children, seconds, tests]]) => {
      const round = (n) => Math.round(n * 100) / 100;
      return JSON.stringify({
        file: path.relative('', of),
        own: round(own),
        children: round(children),
        seconds: round(seconds),
        tests,
      });
    });
    fs.appendFileSync(file, lines.join('\n') + '\n');
  });
}

/** Seconds of processor of this process and of those that it waited for (Linux; elsewhere they are not known). */
function spent() {
  const { user, system } = process.cpuUsage();
  let children = 0;
  try {
    const [, rest] = /\)(.*)$/s.exec(fs.readFileSync('/proc/self/stat', 'utf8'));
    const fields = rest.trim().split(' ');
    children = (Number(fields[13]) + Number(fields[14])) / 100;
  } catch {
    // not Linux
  }
  return [(user + system) / 1e6, children];
}
