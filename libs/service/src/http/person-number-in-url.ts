import { holdsPersonNumber } from '@contact-sync/contracts';
import { Problem } from '@contact-sync/service';

/**
 * The refusal of an address that holds a person number, whatever it is for: addresses end up in logs of proxies and in
 * histories of browsers (REG-6). The number is not repeated. Undefined for every other address.
 */
export function personNumberRefused(url: string): Problem | undefined {
  if (!holdsPersonNumber(url) && !holdsPersonNumber(decoded(url))) return undefined;
  return new Problem(400, 'A person number must not stand in an address; send it in the body of a request', {
    code: 'person-number-in-address',
  });
}

/** Escapes of plain characters undone, one by one: a wrong escape elsewhere does not hide them. */
function decoded(url: string): string {
  return url
    .replaceAll('+', ' ')
    .replace(/%([0-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
