import { expect, test } from 'vitest';
import { networkPrefix, unknownNetwork } from './network-prefix.ts';

test.each([
  ['192.0.2.77', '192.0.2.0/24'],
  ['::ffff:192.0.2.77', '192.0.2.0/24'],
  ['::FFFF:192.0.2.77', '192.0.2.0/24'],
  ['2001:db8:1:ab12:3:4:5:6', '2001:db8:1:ab00::/56'],
  ['2001:db8:1:abff::1', '2001:db8:1:ab00::/56'],
  ['2001:0DB8:0001:AC00::', '2001:db8:1:ac00::/56'],
  ['::1', '0:0:0:0::/56'],
  ['::', '0:0:0:0::/56'],
  ['fe80::1%eth0', 'fe80:0:0:0::/56'],
  ['64:ff9b::192.0.2.33', '64:ff9b:0:0::/56'],
])('the network of %s is %s (LG2)', (address, prefix) => {
  expect(networkPrefix(address)).toBe(prefix);
});

test('neighbours share a network, others do not (ID3)', () => {
  expect(networkPrefix('198.51.100.1')).toBe(networkPrefix('198.51.100.254'));
  expect(networkPrefix('198.51.100.1')).not.toBe(networkPrefix('198.51.101.1'));
  expect(networkPrefix('2001:db8::1')).not.toBe(networkPrefix('2001:db8:0:100::1'));
});

test.each([[null], [''], ['not an address'], ['192.0.2.1:4711'], ['999.1.1.1']])(
  '%s cannot be read, and is limited with all that cannot be read (ID3)',
  (address) => {
    expect(networkPrefix(address)).toBe(unknownNetwork);
  },
);
