import { isPrivateAddress } from './private-addresses';

it.each([
  '127.0.0.1',
  '0.0.0.0',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254', // where clouds give out credentials
  '100.64.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'ff02::1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
])('%s leads into a private network', (address) => expect(isPrivateAddress(address)).toBe(true));

it.each(['87.60.242.40', '172.15.255.255', '172.32.0.1', '8.8.8.8', '2a00:1450:400f:80d::200e'])(
  '%s is an address of the open internet',
  (address) => expect(isPrivateAddress(address)).toBe(false),
);
