/** Whether an address belongs to the public internet: not to this machine, a private network, a link, or nobody. */

/** IANA's registry of special addresses, as far as they are not reachable from everywhere. */
const NOT_PUBLIC: readonly (readonly [net: string, bits: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];
const special = NOT_PUBLIC.map(([net, bits]) => ({ net: numberOf(net)!, size: 2 ** (32 - bits) }));

/**
 * `address` is an IP address without brackets, in any of its spellings (an IPv4 address has only the one with four numbers). What
 * is none is not public.
 */
export function isPublicAddress(address: string): boolean {
  const number = numberOf(address);
  if (number !== undefined) {
    return !special.some(({ net, size }) => number >= net && number < net + size);
  }
  const groups = groupsOf(address);
  if (!groups) return false;
  const inside = embedded(groups);
  return inside === undefined ? isGlobalUnicast(groups) : isPublicAddress(inside);
}

/** An IPv4 address as one number; undefined for what is none. */
function numberOf(address: string): number | undefined {
  const parts = address.split('.');
  const isWhole = parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
  return isWhole ? parts.reduce((sum, part) => sum * 256 + Number(part), 0) : undefined;
}

/** The eight numbers of an IPv6 address; undefined for what is none, and for one of a certain link (`fe80::1%eth0`). */
function groupsOf(address: string): readonly number[] | undefined {
  if (!/^[\da-f:.]+$/i.test(address)) return undefined;
  const url = `http://[${address}]/`;
  if (!URL.canParse(url)) return undefined;
  const [before = '', after] = new URL(url).hostname.slice(1, -1).split('::');
  const numbers = (text: string): number[] => (text ? text.split(':').map((group) => parseInt(group, 16)) : []);
  const [first, last] = [numbers(before), numbers(after ?? '')];
  return [...first, ...Array<number>(8 - first.length - last.length).fill(0), ...last];
}

/** The IPv4 address that is reached by this one: mapped, translated (NAT64), or wrapped (6to4). */
function embedded(groups: readonly number[]): string | undefined {
  const starts = (...wanted: readonly number[]): boolean => wanted.every((group, index) => groups[index] === group);
  const isMapped = starts(0, 0, 0, 0, 0, 0xffff) || starts(0x64, 0xff9b, 0, 0, 0, 0);
  const at = isMapped ? 6 : starts(0x2002) ? 1 : undefined;
  if (at === undefined) return undefined;
  return groups
    .slice(at, at + 2)
    .flatMap((group) => [group >> 8, group & 0xff])
    .join('.');
}

/** 2000::/3, without what is set aside in it for protocols and examples. */
function isGlobalUnicast([first = 0, second = 0]: readonly number[]): boolean {
  if (first < 0x2000 || first > 0x3fff) return false;
  if (first === 0x2001) return second >= 0x200 && second !== 0xdb8;
  return first !== 0x3fff || second >= 0x1000;
}
