const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const CHARACTERS = LETTERS + DIGITS;
const LENGTH = 8;
const LEAST_OF_EACH = 2;

/**
 * A password for CPR Direkte: 8 characters with at least 2 letters and 2 digits (cpr-direkte.md 3.4), every one of them as
 * likely as any other. `below` gives a number from 0 up to what it is given, by a generator fit for secrets.
 */
export function newPassword(below: (end: number) => number): string {
  for (;;) {
    const password = Array.from({ length: LENGTH }, () => CHARACTERS.charAt(below(CHARACTERS.length))).join('');
    const digits = password.replace(/\D/g, '').length;
    // Drawn anew as a whole: to mend one would make some likelier than others.
    if (digits >= LEAST_OF_EACH && LENGTH - digits >= LEAST_OF_EACH) return password;
  }
}
