// CPU time and memory of a process and all below it, from /proc. Elsewhere than on Linux the figures are null.
import fs from 'node:fs';

function tree(pid) {
  const children = new Map();
  for (const entry of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = read(`/proc/${entry}/stat`);
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
  }
  const all = [pid];
  for (const one of all) all.push(...(children.get(one) ?? []));
  return all;
}

function read(file) {
  try {
    return fs.readFileSync(file, 'latin1');
  } catch {
    return ''; // gone, or not Linux
  }
}

// Resident memory in MB, now and at its highest.
export function memoryOf(pid) {
  if (!fs.existsSync('/proc/self/status')) return { rss: null, peak: null };
  let [rss, peak] = [0, 0];
  for (const one of tree(pid)) {
    const status = read(`/proc/${one}/status`);
    rss += Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
    peak += Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  }
  return { rss, peak };
}

// Milliseconds of CPU over all threads so far; threads that ended keep their last reading.
export class CpuClock {
  threads = new Map();

  constructor(pid) {
    this.pid = pid;
  }

  ms() {
    if (!fs.existsSync('/proc/self/schedstat')) return null;
    for (const one of tree(this.pid)) {
      const folder = `/proc/${one}/task`;
      if (!fs.existsSync(folder)) continue;
      for (const thread of fs.readdirSync(folder)) {
        const nanoseconds = Number(read(`${folder}/${thread}/schedstat`).split(' ')[0]);
        if (nanoseconds) this.threads.set(`${one}/${thread}`, nanoseconds / 1e6);
      }
    }
    return [...this.threads.values()].reduce((sum, ms) => sum + ms, 0);
  }
}

export function killTree(pid) {
  for (const one of fs.existsSync('/proc/self') ? tree(pid).reverse() : [pid]) {
    try {
      process.kill(one, 'SIGKILL');
    } catch {
      // gone already
    }
  }
}
