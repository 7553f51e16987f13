// CPU of a browser's processes, from /proc.
import fs from 'node:fs';

/** Milliseconds of user and system time, in steps of 10. */
export function cpuOf(pid) {
  const children = new Map();
  const times = new Map();
  for (const name of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = fs.readFileSync(`/proc/${name}/stat`, 'latin1');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const parent = Number(fields[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
      times.set(Number(name), (Number(fields[11]) + Number(fields[12])) * 10);
    } catch {
      // It has ended meanwhile.
    }
  }
  let sum = 0;
  const work = [pid];
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    sum += times.get(next) ?? 0;
    work.push(...(children.get(next) ?? []));
  }
  return sum;
}

/**
 * Milliseconds that the processes which run pages have computed so far, by the nanosecond: what a page does when it rests is less than
 * the browser does around it, which looks after itself some seconds after its start whatever it shows.
 */
export function pagesCpuOf(pid) {
  const group = fs.readFileSync(`/proc/${pid}/stat`, 'latin1').split(' ')[4];
  let sum = 0;
  for (const name of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      if (fs.readFileSync(`/proc/${name}/stat`, 'latin1').split(' ')[4] !== group) continue;
      if (!fs.readFileSync(`/proc/${name}/cmdline`, 'latin1').includes('--type=renderer')) continue;
      for (const thread of fs.readdirSync(`/proc/${name}/task`)) {
        sum += Number(fs.readFileSync(`/proc/${name}/task/${thread}/schedstat`, 'latin1').split(' ')[0]) / 1e6;
      }
    } catch {
      // It has ended meanwhile.
    }
  }
  return sum;
}
