import { CallFailed } from '@contact-sync/outbound';
import { errorCodeOf } from '@contact-sync/registers-cpr-direkte';
import type { Logger } from '@contact-sync/service';
import type { Pool } from 'pg';
import type { KeyedHash } from '../keyed-hash';
import type { DirekteProfile } from './direkte-profile';

const WRONG_PASSWORD = '01';
const ADDRESS_NOT_ALLOWED = '16';
/** CPR may allow an address without our hearing of it. */
const PROBE_ADDRESS_MS = 3_600_000;

export interface DirekteStopsParts {
  readonly pool: Pool;
  readonly hash: KeyedHash;
  readonly logger: Logger;
  readonly now: () => Date;
}

/** A refusal that stands. */
export interface DirekteStop {
  /** FEJLNR. */
  readonly code: string;
  readonly stoppedAt: Date;
}

interface StopRow {
  credential_hash: string;
  code: string;
  pending_id: string | null;
  stopped_at: Date;
}

/**
 * What CPR Direkte has refused, for all replicas and over restarts: it is not asked for again until the profile has another
 * password (01) or is otherwise changed (06, 16, 99), or somebody tests the connection. 16 is tried once an hour.
 */
export class DirekteStops {
  constructor(private readonly parts: DirekteStopsParts) {}

  /** What was last refused to a profile, whatever has changed since. */
  async find(profile: string): Promise<DirekteStop | undefined> {
    const row = await this.row(profile);
    return row && { code: row.code, stoppedAt: row.stopped_at };
  }

  /**
   * Whether a profile, as it stands, may log on: with its password, or only with the pending one, since the other was
   * refused. Throws `CallFailed` where neither may be tried.
   */
  async passwordToTry(profile: DirekteProfile): Promise<'current' | 'pending'> {
    const { now } = this.parts;
    const row = await this.row(profile.name);
    if (row === undefined || row.credential_hash !== this.hashOf(profile, row.code)) return 'current';
    if (row.code === ADDRESS_NOT_ALLOWED && now().getTime() - row.stopped_at.getTime() >= PROBE_ADDRESS_MS)
      return 'current';
    const { pending } = profile;
    if (row.code === WRONG_PASSWORD && pending !== undefined && pending.id !== row.pending_id) return 'pending';
    throw stopped(row.code);
  }

  /** Remembers a refusal, with one warning. `pendingId`: the pending password was refused as well. */
  async stop(profile: DirekteProfile, code: string, pendingId?: string): Promise<void> {
    const { pool, logger, now } = this.parts;
    const { rows } = await pool.query<{ fresh: boolean }>(
      `with before as (select from cpr.direkte_stop where profile = $1 and credential_hash = $2 and code = $3)
       insert into cpr.direkte_stop as s (profile, credential_hash, code, pending_id, stopped_at) values ($1, $2, $3, $4, $5)
       on conflict (profile) do update set credential_hash = excluded.credential_hash, code = excluded.code,
         pending_id = coalesce(excluded.pending_id, case when exists (select from before) then s.pending_id end),
         stopped_at = excluded.stopped_at
       returning not exists (select from before) as fresh`,
      [profile.name, this.hashOf(profile, code), code, pendingId ?? null, now()],
    );
    if (rows[0]?.fresh === true)
      logger.warn(
        { profile: profile.name, code: `direkte-${code}` },
        `CPR Direkte does not let us in: ${errorCodeOf(code).text.en}; nothing more is sent until that is mended`,
      );
  }

  /** CPR lets the profile in. */
  async clear(profile: string): Promise<void> {
    const { pool, logger } = this.parts;
    const { rowCount } = await pool.query('delete from cpr.direkte_stop where profile = $1', [profile]);
    if ((rowCount ?? 0) > 0) logger.info({ profile }, 'CPR Direkte lets us in again');
  }

  private async row(profile: string): Promise<StopRow | undefined> {
    const { rows } = await this.parts.pool.query<StopRow>(
      'select credential_hash, code, pending_id, stopped_at from cpr.direkte_stop where profile = $1',
      [profile],
    );
    return rows[0];
  }

  private hashOf({ host, port, user, password }: DirekteProfile, code: string): string {
    const who = [host, port, user.customerNumber, user.user, password];
    return this.parts.hash.of(
      'credential',
      JSON.stringify(code === WRONG_PASSWORD ? who : [...who, user.transactionCode]),
    );
  }
}

/** The failure of a call that was not made, since CPR would refuse it as it did before. */
function stopped(code: string): CallFailed {
  const until =
    code === WRONG_PASSWORD
      ? 'it is not tried again until the profile has another password'
      : 'it is not tried again until the profile is changed or the connection tested';
  return new CallFailed('refused', `direkte-${code}`, { said: `${errorCodeOf(code).text.en}; ${until}` });
}
