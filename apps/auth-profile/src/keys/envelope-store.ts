import type { Tx } from '@contact-sync/database';
import type { ProfileKind } from '@contact-sync/credentials';
import type { Pool } from 'pg';
import { assertOpens, CannotOpen, type Envelope, rewrap, type SealedFor, sealSecrets } from './envelope';
import { type KeyRing, KeysUnusable } from './key-ring';

interface SecretsToStore {
  readonly ring: KeyRing;
  readonly of: SealedFor;
  /** All of the profile's, in clear. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Which of them are new. */
  readonly given: readonly string[];
  /** Which of those before are no more. */
  readonly dropped: readonly string[];
  readonly at: Date;
}

/** Seals all secrets of a profile under a fresh data key and puts them in the place of those before. */
export async function storeSecrets(tx: Tx, { ring, of, secrets, given, dropped, at }: SecretsToStore): Promise<void> {
  const { keyId, wrapped, sealed } = sealSecrets(ring, of, secrets);
  await tx.query(
    `insert into auth.data_key (profile_id, profile_version, key_id, wrapped) values ($1, $2, $3, $4)
     on conflict (profile_id) do update set profile_version = excluded.profile_version, key_id = excluded.key_id,
       wrapped = excluded.wrapped`,
    [of.profileId, of.version, keyId, wrapped],
  );
  await tx.query('delete from auth.secret where profile_id = $1 and field = any($2)', [of.profileId, dropped]);
  for (const [field, bytes] of Object.entries(sealed)) {
    await tx.query(
      `insert into auth.secret (profile_id, field, sealed, set_at) values ($1, $2, $3, $4)
       on conflict (profile_id, field) do update set sealed = excluded.sealed,
         set_at = case when $5 then excluded.set_at else secret.set_at end`,
      [of.profileId, field, bytes, at, given.includes(field)],
    );
  }
}

/** What is sealed of a profile, and in which of its versions; undefined where there is no profile with secrets. */
export async function readEnvelope(
  db: Pool | Tx,
  profileId: string,
): Promise<{ readonly version: number; readonly envelope: Envelope } | undefined> {
  // One statement: a change between two would pair a key with what another key sealed.
  const { rows } = await db.query<{
    profile_version: number;
    key_id: string;
    wrapped: Buffer;
    field: string;
    sealed: Buffer;
  }>(
    `select k.profile_version, k.key_id, k.wrapped, s.field, s.sealed
       from auth.data_key k join auth.secret s using (profile_id) where k.profile_id = $1`,
    [profileId],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const sealed = Object.fromEntries(rows.map(({ field, sealed: bytes }) => [field, bytes]));
  return { version: row.profile_version, envelope: { keyId: row.key_id, wrapped: row.wrapped, sealed } };
}

interface DataKeyRow {
  profile_id: string;
  name: string;
  kind: ProfileKind;
  profile_version: number;
  key_id: string;
  wrapped: Buffer;
}

const SELECT_DATA_KEYS = `
  select k.profile_id, p.name, p.kind, k.profile_version, k.key_id, k.wrapped
    from auth.data_key k join auth.profile p on p.id = k.profile_id`;

const contextOf = ({ profile_id, kind, profile_version }: DataKeyRow): SealedFor => ({
  profileId: profile_id,
  kind,
  version: profile_version,
});

/** Throws `KeysUnusable`, with the ids of keys and the names of profiles, where what is stored cannot be opened. */
export async function assertKeysOpen(db: Pool, ring: KeyRing): Promise<void> {
  const { rows } = await db.query<DataKeyRow>(`${SELECT_DATA_KEYS} order by k.key_id, lower(p.name)`);
  const closed = new Map<string, string[]>();
  for (const row of rows) {
    try {
      assertOpens(ring, contextOf(row), { keyId: row.key_id, wrapped: row.wrapped });
    } catch (error) {
      if (!(error instanceof CannotOpen)) throw error;
      const what =
        error.code === 'key-missing'
          ? `the key ${row.key_id} is missing`
          : `the key given as ${row.key_id} is not the one`;
      closed.set(what, [...(closed.get(what) ?? []), row.name]);
    }
  }
  if (closed.size === 0) return;
  const parts = [...closed].map(([what, names]) => `${what} that opens the profiles ${names.join(', ')}`);
  throw new KeysUnusable(`${parts.join('; ')} (AUTH_KEYS)`);
}

/** How many profiles each key holds closed, by key id. A key that none names may be dropped. */
export async function countByKey(db: Pool): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ key_id: string; profiles: number }>(
    'select key_id, count(*)::int as profiles from auth.data_key group by key_id order by key_id',
  );
  return new Map(rows.map(({ key_id, profiles }) => [key_id, profiles]));
}

/** Wraps the data key of one profile that an older key wraps anew; `false` when none is left. Throws `CannotOpen`. */
export async function rewrapOne(tx: Tx, ring: KeyRing): Promise<boolean> {
  const { rows } = await tx.query<DataKeyRow>(
    `${SELECT_DATA_KEYS} where k.key_id <> $1 order by k.profile_id limit 1 for update of k`,
    [ring.current],
  );
  const [row] = rows;
  if (row === undefined) return false;
  const { keyId, wrapped } = rewrap(ring, contextOf(row), { keyId: row.key_id, wrapped: row.wrapped });
  await tx.query('update auth.data_key set key_id = $2, wrapped = $3 where profile_id = $1', [
    row.profile_id,
    keyId,
    wrapped,
  ]);
  return true;
}
