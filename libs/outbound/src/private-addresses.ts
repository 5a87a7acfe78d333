import { BlockList, isIPv6 } from 'node:net';

/** Networks that are not the open internet (IANA's special-purpose registries): our own machine, our own network, none. */
// Two lists: one for both would take every IPv4 address for one written as IPv6.
const closed4 = new BlockList();
const closed6 = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  closed4.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  // The unspecified address, loopback, and IPv4 addresses written as IPv6.
  ['::', 96],
  ['::ffff:0:0', 96],
  // Translation to IPv4, which could lead to any of the above.
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['2001::', 32],
  ['100::', 64],
  ['2001:db8::', 32],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  closed6.addSubnet(network, prefix, 'ipv6');

/** Whether an address leads into this machine, a private network, or nowhere. */
export const isPrivateAddress = (address: string): boolean =>
  isIPv6(address) ? closed6.check(address, 'ipv6') : closed4.check(address, 'ipv4');
