import type { Tx } from '@contact-sync/database';
import type { Observation } from '@contact-sync/contacts-model';

type Source = Pick<Observation, 'register' | 'origin'>;

/** Finds or adds the rows of table `origin` that the statements come from. Gives the id of each statement's own. */
export async function findOrigins<T extends Source>(tx: Tx, statements: readonly T[]): Promise<(one: T) => number> {
  const sources = new Map(statements.map((one) => [originText(one), one]));
  const all = [...sources.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  const values = [
    all.map(({ register }) => register),
    all.map(({ origin }) => origin.road),
    all.map(({ origin }) => origin.source),
  ];
  let known = await read(tx, values);
  if (known.size < all.length) {
    await tx.query(
      `insert into contacts.origin (register, road, source)
       select * from unnest($1::text[], $2::text[], $3::text[]) on conflict do nothing`,
      values,
    );
    known = await read(tx, values);
  }
  return (one) => {
    const id = known.get(originText(one));
    if (id === undefined) throw new Error('an origin was written and is not there');
    return id;
  };
}

function originText({ register, origin }: Source): string {
  return `${register} ${origin.road} ${origin.source}`;
}

async function read(tx: Tx, values: string[][]): Promise<Map<string, number>> {
  const { rows } = await tx.query<{ id: number; register: string; road: string; source: string }>(
    `select o.id, o.register, o.road, o.source
       from unnest($1::text[], $2::text[], $3::text[]) as u (register, road, source)
       join contacts.origin o on (o.register, o.road, o.source) = (u.register, u.road, u.source)`,
    values,
  );
  return new Map(rows.map(({ id, register, road, source }) => [`${register} ${road} ${source}`, id]));
}
