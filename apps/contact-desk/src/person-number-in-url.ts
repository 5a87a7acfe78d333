import { holdsPersonNumber } from '@contact-sync/contracts';
import { Problem } from '@contact-sync/service';

/**
 * Refuses an address that holds a person number, whatever it is for: addresses end up in logs of proxies and in
 * histories of browsers (REG-6). Throws `Problem` 400; the number is not repeated.
 */
export function refusePersonNumber(url: string): void {
  if (holdsPersonNumber(url) || holdsPersonNumber(decoded(url))) {
    throw new Problem(400, 'A person number must not stand in an address; send it in the body of a request', {
      code: 'person-number-in-address',
    });
  }
}

/** Escapes of plain characters undone, one by one: a wrong escape elsewhere does not hide them. */
function decoded(url: string): string {
  return url
    .replaceAll('+', ' ')
    .replace(/%([0-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
