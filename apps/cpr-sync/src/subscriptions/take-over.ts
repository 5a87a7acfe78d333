import { listRegisteredPersons, type RegisteredPerson } from '@contact-sync/contact-register';
import { inTransaction } from '@contact-sync/database';
import type { Run } from '@contact-sync/service';
import type { Pool } from 'pg';
import type { SourceRecords } from './source-records';

export interface TakeOverOptions {
  readonly pool: Pool;
  readonly records: SourceRecords;
  readonly now: () => Date;
}

const PAGE = 1000;

/**
 * Takes it that CPR has every person subscribed whom it ever told us of, as the guide does at an upgrade: SRC_SUBSCRIBED
 * becomes Y and SUBSCRIBED null. A contact that only a person typed, or that is only referred to, is left as it is.
 */
export async function takeOverAll({ pool, records, now }: TakeOverOptions, run: Run, by: string): Promise<void> {
  let after = '0';
  for (let done = 0; ;) {
    run.signal.throwIfAborted();
    const persons = await listRegisteredPersons(pool, { after, limit: PAGE });
    const last = persons.at(-1);
    if (last === undefined) return;
    const ours = persons.filter(isFromCpr);
    await inTransaction(pool, async (tx) => {
      const reason = { kind: 'take-over', by } as const;
      const at = now();
      await records.withdraw(tx, ours.map(idOf), () => true);
      await records.confirm(
        tx,
        ours.map(({ id, number }) => ({ contactId: id, number, at, road: 'take-over', reason })),
      );
    });
    run.count('taken-over', ours.length);
    done += persons.length;
    run.progress(done);
    after = last.id;
  }
}

const idOf = ({ id }: RegisteredPerson): string => id;

/** CPR told of the person, and no other number took the place of this one. */
const isFromCpr = ({ supersededBy, placeholder, heardAt }: RegisteredPerson): boolean =>
  supersededBy === undefined && !placeholder && heardAt !== undefined;
