import { inTransaction, sqlState, type Tx } from '@contact-sync/database';
import type { ProfileSummary } from '@contact-sync/credentials';
import type { Pool } from 'pg';
import { CannotOpen, openSecrets } from '../keys/envelope';
import type { KeyRing } from '../keys/key-ring';
import { readEnvelope, storeSecrets } from '../keys/envelope-store';
import { PENDING } from '../passwords/pending-secret';
import type { ChangeRecord, Ending, NewProfile, Profile, ProfileEdit } from './profile';
import { profileOf, type ProfileRow, SELECT_PROFILES } from './profile-row';

/** Why a profile was not changed. */
export type StoreRefusal = 'not-found' | 'changed-meanwhile' | 'name-taken' | 'in-use';

/** A change of a profile did not take place; nothing was written. */
export class ProfileNotChanged extends Error {
  constructor(
    readonly reason: StoreRefusal,
    /** Who uses it, where that is the reason. */
    readonly usedBy: readonly string[] = [],
  ) {
    super(`the profile was not changed: ${reason}`);
    this.name = 'ProfileNotChanged';
  }
}

export interface ProfileStoreParts {
  readonly pool: Pool;
  readonly ring: KeyRing;
  readonly now: () => Date;
}

const FOREIGN_KEY = '23503';
const UNIQUE = '23505';

/** Profiles in the database; their secrets go in and come out sealed. */
export class ProfileStore {
  constructor(private readonly parts: ProfileStoreParts) {}

  /** All of them, by name. */
  async list(): Promise<Profile[]> {
    return this.select('order by lower(p.name), p.id');
  }

  async findById(id: string): Promise<Profile | undefined> {
    return (await this.select('where p.id = $1', [id]))[0];
  }

  /** By its Profile ID, whatever the case of its letters. */
  async findByName(name: string): Promise<Profile | undefined> {
    return (await this.select('where lower(p.name) = lower($1)', [name]))[0];
  }

  /** What consumers may know of a profile. */
  async describe(name: string): Promise<ProfileSummary | undefined> {
    const profile = await this.findByName(name);
    if (profile === undefined) return undefined;
    const { id, kind, configurationTypes, facts } = profile;
    return { id, name: profile.name, kind, configurationTypes, facts };
  }

  /**
   * The secrets of a profile in clear, by field, for the moment of their use. Of a certificate: `certificate` (chain, PEM)
   * and `key` (PEM, PKCS#8). Throws `CannotOpen` where its key is missing or what is stored was changed.
   */
  async secretsOf({ id, kind }: Pick<Profile, 'id' | 'kind'>): Promise<Record<string, string>> {
    const found = await readEnvelope(this.parts.pool, id);
    if (found === undefined) throw new CannotOpen('does-not-open', `profile ${id} holds no secrets`);
    return openSecrets(this.parts.ring, { profileId: id, kind, version: found.version }, found.envelope);
  }

  /** Writes down which profile a part of the product has chosen, by name; undefined: none. `false`: there is no such profile. */
  async use(consumer: string, profileName: string | undefined): Promise<boolean> {
    const { pool, now } = this.parts;
    if (profileName === undefined) {
      await pool.query('delete from auth.profile_use where consumer = $1', [consumer]);
      return true;
    }
    const { rowCount } = await pool.query(
      `insert into auth.profile_use (consumer, profile_id, since)
       select $1, id, $3 from auth.profile where lower(name) = lower($2) for key share
       on conflict (consumer) do update set profile_id = excluded.profile_id,
         since = case when profile_use.profile_id = excluded.profile_id then profile_use.since else excluded.since end`,
      [consumer, profileName, now()],
    );
    return rowCount === 1;
  }

  /** Throws `ProfileNotChanged` where the name is taken. */
  async create(profile: NewProfile, change: ChangeRecord): Promise<Profile> {
    return this.change(async (tx) => {
      const { rows } = await tx.query<{ id: string }>(
        `insert into auth.profile (name, kind, configuration_types, facts, created_at, created_by, updated_at, updated_by)
         values ($1, $2, $3, $4, $5, $6, $5, $6) returning id`,
        [
          profile.name,
          profile.kind,
          profile.configurationTypes,
          JSON.stringify(profile.facts),
          this.parts.now(),
          change.by,
        ],
      );
      const id = rows[0]?.id ?? '';
      await this.seal(tx, { id, kind: profile.kind, version: 1 }, profile.secrets);
      await writeEndings(tx, id, profile.endings);
      await this.record(tx, id, profile.name, change);
      return id;
    });
  }

  /** Changes a profile that is still as its editor saw it. Throws `ProfileNotChanged`. */
  async edit(id: string, version: number, edit: ProfileEdit, change: ChangeRecord): Promise<Profile> {
    return this.change(async (tx) => {
      const before = await lockProfile(tx, id, version);
      const { name = before.name, configurationTypes, facts, secrets, endings } = edit;
      // Who uses a profile knows it by its name.
      if (name !== before.name) await assertUnused(tx, id);
      await tx.query(
        `update auth.profile set name = $2, configuration_types = coalesce($3, configuration_types),
                facts = coalesce($4, facts), version = version + 1, updated_at = $5, updated_by = $6 where id = $1`,
        [
          id,
          name,
          configurationTypes ?? null,
          facts === undefined ? null : JSON.stringify(facts),
          this.parts.now(),
          change.by,
        ],
      );
      const next = { id, kind: before.kind, version: version + 1 };
      if (secrets !== undefined) await this.seal(tx, next, secrets, droppedBy(edit));
      if (endings !== undefined) await writeEndings(tx, id, endings);
      await this.record(tx, id, name, change);
      return id;
    });
  }

  /** Deletes a profile that nobody uses. Throws `ProfileNotChanged`. */
  async delete(id: string, version: number, by: string): Promise<void> {
    const deleted = inTransaction(this.parts.pool, async (tx) => {
      const { name } = await lockProfile(tx, id, version);
      await assertUnused(tx, id);
      await tx.query('delete from auth.profile where id = $1', [id]);
      await this.record(tx, id, name, { by, action: 'deleted', fields: [] });
    });
    await deleted.catch(refused);
  }

  private async select(rest: string, values: unknown[] = []): Promise<Profile[]> {
    return (await this.parts.pool.query<ProfileRow>(`${SELECT_PROFILES} ${rest}`, values)).rows.map(profileOf);
  }

  private async change(work: (tx: Tx) => Promise<string>): Promise<Profile> {
    const id = await inTransaction(this.parts.pool, work).catch(refused);
    const profile = await this.findById(id);
    if (profile === undefined) throw new ProfileNotChanged('not-found');
    return profile;
  }

  /** Seals what was given together with what is kept: all secrets of a profile stand under the key of one version. */
  private async seal(
    tx: Tx,
    { id, kind, version }: Pick<Profile, 'id' | 'kind' | 'version'>,
    given: Readonly<Record<string, string>>,
    dropped: readonly string[] = [],
  ): Promise<void> {
    const { ring, now } = this.parts;
    const found = await readEnvelope(tx, id);
    const kept =
      found === undefined ? {} : openSecrets(ring, { profileId: id, kind, version: found.version }, found.envelope);
    await storeSecrets(tx, {
      ring,
      of: { profileId: id, kind, version },
      secrets: Object.fromEntries(Object.entries({ ...kept, ...given }).filter(([field]) => !dropped.includes(field))),
      given: Object.keys(given),
      dropped,
      at: now(),
    });
  }

  private async record(tx: Tx, id: string, name: string, { by, action, fields }: ChangeRecord): Promise<void> {
    await tx.query(
      `insert into auth.profile_change (profile_id, profile_name, changed_at, changed_by, action, fields)
       values ($1, $2, $3, $4, $5, $6)`,
      [id, name, this.parts.now(), by, action, fields],
    );
  }
}

/** What is pending is to follow the password that was known when it was made: another one ends it. */
const droppedBy = ({ secrets, dropped = [] }: ProfileEdit): readonly string[] =>
  secrets?.['password'] === undefined ? dropped : [...dropped, PENDING];

async function lockProfile(tx: Tx, id: string, version: number): Promise<Pick<Profile, 'name' | 'kind'>> {
  const { rows } = await tx.query<Pick<ProfileRow, 'name' | 'kind' | 'version'>>(
    'select name, kind, version from auth.profile where id = $1 for update',
    [id],
  );
  const [row] = rows;
  if (row === undefined) throw new ProfileNotChanged('not-found');
  if (row.version !== version) throw new ProfileNotChanged('changed-meanwhile');
  return row;
}

async function assertUnused(tx: Tx, id: string): Promise<void> {
  const { rows } = await tx.query<{ consumer: string }>(
    'select consumer from auth.profile_use where profile_id = $1 order by consumer',
    [id],
  );
  if (rows.length > 0)
    throw new ProfileNotChanged(
      'in-use',
      rows.map(({ consumer }) => consumer),
    );
}

/** What has another end from now on may be warned of again. */
async function writeEndings(tx: Tx, id: string, endings: readonly Ending[]): Promise<void> {
  await tx.query('delete from auth.ending where profile_id = $1 and credential <> all($2)', [
    id,
    endings.map(({ credential }) => credential),
  ]);
  for (const { credential, endsAt, certificate } of endings) {
    await tx.query(
      `insert into auth.ending (profile_id, credential, ends_at, certificate) values ($1, $2, $3, $4)
       on conflict (profile_id, credential) do update set ends_at = excluded.ends_at, certificate = excluded.certificate,
         warned = null
       where (ending.ends_at, ending.certificate) is distinct from (excluded.ends_at, excluded.certificate)`,
      [id, credential, endsAt, certificate === undefined ? null : JSON.stringify(certificate)],
    );
  }
}

/** What the database itself refuses, by its code. */
function refused(error: unknown): never {
  if (sqlState(error) === UNIQUE) throw new ProfileNotChanged('name-taken');
  if (sqlState(error) === FOREIGN_KEY) throw new ProfileNotChanged('in-use');
  throw error;
}
