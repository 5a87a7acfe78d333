import { inTransaction } from '@contact-sync/database';
import type { Tx } from '@contact-sync/database';
import { createByHand } from '../src';
import type { Told } from '../src';
import { NOW } from './people';
import type { TestRegister } from './people';

/** A statement of a source: the n-th of the day, in its own count where it keeps one. */
export function told(source: string, n: number, sequence?: number): Told {
  const time = new Date(Date.UTC(2026, 2, 1, 8, 0, n));
  return { source, id: `${source}/${n}`, time, ...(sequence !== undefined && { sequence }) };
}

/** In a transaction of its own. */
export async function tell<T>(test: TestRegister, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(test.database.pool, work);
}

/** A company of its own, made by hand. */
export async function makeCompany(test: TestRegister, nameCode: string): Promise<string> {
  const hand = { by: 'kim', now: NOW, seesProtected: true };
  const made = await tell(test, (tx) =>
    createByHand(tx, { nameType: 'J', nameCode }, { name: { fields: { name1: `Firma ${nameCode}` } } }, hand),
  );
  if (!('contactId' in made)) throw new Error(`no company: ${made.outcome}`);
  return made.contactId;
}

const WEIGHTS = [2, 7, 6, 5, 4, 3, 2];

/** Invented CVR numbers with a right check digit (modulus 11). */
export function companyNumbers(count: number): string[] {
  const numbers: string[] = [];
  for (let n = 9_000_001; numbers.length < count; n += 1) {
    const digits = [...String(n)].map(Number);
    const check = (11 - (digits.reduce((sum, digit, at) => sum + digit * (WEIGHTS[at] ?? 0), 0) % 11)) % 11;
    if (check < 10) numbers.push(`${n}${check}`);
  }
  return numbers;
}
