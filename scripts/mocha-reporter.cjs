// Mocha's dot reporter, which also appends the counts of the run to the file $MOCHA_STATS, one JSON line a run.
const fs = require('node:fs');
const { reporters } = require('mocha');

module.exports = class extends reporters.Dot {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures, pending } = runner.stats;
      if (process.env.MOCHA_STATS)
        fs.appendFileSync(process.env.MOCHA_STATS, JSON.stringify({ passes, failures, pending }) + '\n');
    });
  }
};
