import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPublicAddress } from '../../../src/guard/addresses.ts';
import { judgeHost } from '../../../src/guard/hosts.ts';

describe('an address', () => {
  test.each(['93.184.215.14', '8.8.8.8', '172.15.0.1', '172.32.0.1', '2606:2800:21f:cb07:6820::1'])(
    '%s is public',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    'localhost',
    '',
  ])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false));

  test('of a private network is never public, however it is put', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(fc.constantFrom('10', '127', '169.254', '192.168'), octet, octet, octet, (net, a, b, c) => {
        const rest = net.includes('.') ? [a, b] : [a, b, c];
        const address = [net, ...rest].join('.');
        expect(isPublicAddress(address)).toBe(false);
        expect(isPublicAddress(`::ffff:${address}`)).toBe(false);
      }),
    );
  });
});

describe('the rules for hosts', () => {
  const rules = {
    hosts: ['metrics.example.com', 'api.example.com:8443', '*.stats.example.com'],
    privateHosts: ['prometheus.internal:9090'],
  };
  test.each([
    ['https://metrics.example.com/x', 'public-only'],
    ['https://METRICS.example.com./x', 'public-only'],
    ['http://metrics.example.com:8080/x', 'public-only'],
    ['https://api.example.com:8443/', 'public-only'],
    ['https://eu.stats.example.com/', 'public-only'],
    ['http://prometheus.internal:9090/', 'anywhere'],
    ['https://api.example.com/', 'refused'],
    ['https://stats.example.com/', 'refused'],
    ['https://evilstats.example.com/', 'refused'],
    ['https://metrics.example.com.evil.org/', 'refused'],
    ['http://prometheus.internal/', 'refused'],
    ['http://127.0.0.1/', 'refused'],
  ])('%s is %s', (url, verdict) => expect(judgeHost(rules, new URL(url))).toBe(verdict));
});
