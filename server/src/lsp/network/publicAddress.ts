/** Whether an address belongs to the public internet: not to this machine, a private network, a link, or nobody. */
import { BlockList, isIP } from 'node:net';

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
const special = new BlockList();
for (const [net, bits] of NOT_PUBLIC) special.addSubnet(net, bits, 'ipv4');

/** `address` is an IP address without brackets, in any of its spellings. What is none is not public. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !special.check(address, 'ipv4');
    case 6: {
      const groups = groupsOf(address);
      if (!groups) return false;
      const inside = embedded(groups);
      return inside === undefined ? isGlobalUnicast(groups) : isPublicAddress(inside);
    }
    default:
      return false;
  }
}

/** The eight numbers of an IPv6 address; undefined for one of a certain link (`fe80::1%eth0`). */
function groupsOf(address: string): readonly number[] | undefined {
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
