/** What another reading of the answer changes, in words. */
import type { Comparison } from '../../protocol/comparison';
import { formatMs } from '../../protocol/words';

/** What the other reading changes, as figures with their names: the most telling first. */
export function differences({ firstUsable, holds, retractions, dropped, fields }: Comparison): readonly string[] {
  const said: string[] = [];
  if (dropped[0] !== dropped[1]) said.push(`dropped items ${dropped[0]} → ${dropped[1]}`);
  const [was, is] = firstUsable;
  if (was && is && (was.t !== is.t || was.name !== is.name)) {
    said.push(`first usable ${was.name} ${formatMs(was.t)} → ${is.name} ${formatMs(is.t)}`);
  }
  if (holds[0].count !== holds[1].count || Math.round(holds[0].ms) !== Math.round(holds[1].ms)) {
    const held = ({ count, ms }: { count: number; ms: number }) => (count ? `${count}, ${formatMs(ms)}` : '0');
    said.push(`holds ${held(holds[0])} → ${held(holds[1])}`);
  }
  if (retractions[0] !== retractions[1]) said.push(`retractions ${retractions[0]} → ${retractions[1]}`);
  const earlier = fields.filter(({ first: [a, b] }) => b !== null && (a === null || b < a)).length;
  const later = fields.filter(({ first: [a, b] }) => a !== null && (b === null || b > a)).length;
  if (earlier) said.push(`${earlier} ${earlier === 1 ? 'field' : 'fields'} earlier`);
  if (later) said.push(`${later} ${later === 1 ? 'field' : 'fields'} later`);
  return said;
}
