import type { Tx } from '@contact-sync/database';
import type { ProfileKind } from '@contact-sync/credentials';
import type { Pool } from 'pg';
import type { Ending } from '../profiles/profile';

/** What ends one day, and of which profile. */
export interface Expiring extends Pick<Ending, 'credential' | 'endsAt'> {
  readonly profileId: string;
  readonly profileName: string;
  readonly kind: ProfileKind;
  /** The last threshold that was warned of. */
  readonly warned?: number;
}

interface ExpiringRow {
  profile_id: string;
  name: string;
  kind: ProfileKind;
  credential: Ending['credential'];
  ends_at: Date;
  warned: number | null;
}

/** Everything that ends, the next first. */
export async function listExpiring(db: Pool | Tx, { lock = false } = {}): Promise<Expiring[]> {
  const { rows } = await db.query<ExpiringRow>(
    `select e.profile_id, p.name, p.kind, e.credential, e.ends_at, e.warned
       from auth.ending e join auth.profile p on p.id = e.profile_id
      order by e.ends_at, e.profile_id, e.credential ${lock ? 'for update of e' : ''}`,
  );
  return rows.map(({ profile_id, name, kind, credential, ends_at, warned }) => ({
    profileId: profile_id,
    profileName: name,
    kind,
    credential,
    endsAt: ends_at,
    ...(warned !== null && { warned }),
  }));
}
