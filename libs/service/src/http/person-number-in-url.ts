import { unescape } from 'node:querystring';
import { maskPersonNumbers } from '@contact-sync/contacts-model';
import { Problem } from '../problems/problem';

/** Our own ids: of their digits any ten may look like a person number. */
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/**
 * The refusal of an address that holds a person number, whatever it is for: addresses end up in logs of proxies and in
 * histories of browsers (REG-6). The number is not repeated. Undefined for every other address.
 */
export function personNumberRefused(url: string): Problem | undefined {
  // Unlike decodeURIComponent it stops at no wrong escape: one elsewhere must not hide a number.
  const plain = unescape(url.replaceAll('+', ' ')).replace(UUID, 'id');
  if (maskPersonNumbers(plain) === plain) return undefined;
  return new Problem(400, 'A person number must not stand in an address; send it in the body of a request', {
    code: 'person-number-in-address',
  });
}
