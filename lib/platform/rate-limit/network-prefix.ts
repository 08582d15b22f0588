import { isIPv4, isIPv6 } from 'node:net';

/** Addresses that cannot be read share one prefix, and its limits: unknown is not unlimited. */
export const unknownNetwork = 'unknown';

/**
 * The network that an address belongs to: 256 neighbours of IPv4, one customer's usual share of IPv6. Who can change
 * the address within it gains nothing by it; the address itself is forgotten (LG2).
 * @returns such as `192.0.2.0/24` or `2001:db8:0:100::/56`; mapped IPv4 is IPv4
 */
export function networkPrefix(address: string | null): string {
  const given = address ?? '';
  const mapped = /^(?:0*:)*:?ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(given)?.[1] ?? given;
  if (isIPv4(mapped)) return `${mapped.split('.').slice(0, 3).map(Number).join('.')}.0/24`;
  const bare = given.replace(/%.*$/, '');
  if (!isIPv6(bare)) return unknownNetwork;
  const [head, tail] = bare.split('::');
  const left = groups(head);
  const right = tail === undefined ? [] : groups(tail);
  const whole = [...left, ...Array.from({ length: 8 - left.length - right.length }, () => 0), ...right];
  const [a = 0, b = 0, c = 0, d = 0] = whole;
  return `${[a, b, c, d & 0xff00].map((group) => group.toString(16)).join(':')}::/56`;
}

function groups(part: string | undefined): number[] {
  if (part === undefined || part === '') return [];
  return part.split(':').flatMap((group) => {
    if (!group.includes('.')) return Number.parseInt(group, 16);
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
    return [a * 256 + b, c * 256 + d];
  });
}
