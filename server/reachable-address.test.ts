import { describe, expect, test } from 'vitest';
import { isReachableAddress } from './reachable-address';

describe('an address (security.md V-09)', () => {
  test.each([
    '127.0.0.1',
    '127.255.0.3',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '::1',
    'fc00::1',
    'fd12:3456::1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::a00:1',
    '::127.0.0.1',
  ])('of a private network is reached only where that is wanted: %s', (address) => {
    expect(isReachableAddress(address, false)).toBe(false);
    expect(isReachableAddress(address, true)).toBe(true);
  });

  test.each([
    '169.254.169.254',
    '169.254.170.2',
    '100.100.100.200',
    '168.63.129.16',
    '::ffff:169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    '0.0.0.0',
    '0.1.2.3',
    '::',
    '224.0.0.1',
    '239.255.255.255',
    'ff02::1',
    '255.255.255.255',
    '240.0.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    '64:ff9b:1::a9fe:a9fe',
    'not an address',
    '',
  ])('that nobody may be sent to is never reached: %s [V-09]', (address) => {
    expect(isReachableAddress(address, true)).toBe(false);
    expect(isReachableAddress(address, false)).toBe(false);
  });

  test.each(['93.184.216.34', '8.8.8.8', '2606:2800:220:1:248:1893:25c8:1946', '::ffff:8.8.8.8'])(
    'of the public internet is reached: %s',
    (address) => expect(isReachableAddress(address, false)).toBe(true),
  );
});
