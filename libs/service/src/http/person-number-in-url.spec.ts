import { personNumberRefused } from './person-number-in-url';

describe('personNumberRefused', () => {
  it('refuses a number anywhere in an address, however it is written', () => {
    for (const url of [
      '/contact-desk/contacts/6101801234',
      '/contact-desk/contacts/610180-1234/history',
      '/contact-desk/events?after=6101801234',
      '/contact-desk/contacts/%36101801234',
      '/contact-desk/contacts/610180+1234',
      '/contact-desk/contacts/610180%201234?%zz',
      '/cpr-sync/deliveries/imported-d6101801234.l110901',
      '/cpr-sync/deliveries?after=610180%E2%80%931234',
      '/01938f6e-7a3c-7b1a-9c3d-ab6101801234/6101801234',
    ]) {
      expect(personNumberRefused(url)?.detail).toMatch(/^A person number must not stand in an address/);
    }
  });

  it('lets ids of messages and contacts pass', () => {
    for (const url of [
      '/contact-desk/contacts/4711/history',
      '/contact-desk/queue/messages/01938f6e-7a3c-7b1a-9c3d-ab6101801234/retry',
      '/contact-desk/queue/messages/ab610180-1234-7b1a-9c3d-000000000001/retry',
      '/contact-desk/events?after=1763760000000.17',
    ]) {
      expect(personNumberRefused(url)).toBeUndefined();
    }
  });
});
