import { readContact } from '@contact-sync/contact-register';
import { inTransaction } from '@contact-sync/database';
import type { Pool } from 'pg';
import { NAME } from '../name';
import type { MainCompanyAnswer } from './import-answer';

/** The label of the reference from a production unit to its company (CVR-2). */
const LABEL = 'Hovedvirksomhed';

/** The company that a production unit refers to. */
export async function findMainCompany(
  pool: Pool,
  contactId: string,
  now: Date,
): Promise<MainCompanyAnswer | undefined> {
  return inTransaction(pool, async (tx) => {
    const reader = { who: NAME, purpose: 'import from CVR', seesProtected: false };
    const unit = await readContact(tx, reader, { id: contactId }, now);
    const reference = unit?.references.find(({ label, end }) => label === LABEL && end === undefined);
    if (reference === undefined) return undefined;
    const company = await readContact(tx, reader, { id: reference.contactId }, now);
    return company && { number: company.nameCode, contactId: company.id, placeholder: company.placeholder };
  });
}
