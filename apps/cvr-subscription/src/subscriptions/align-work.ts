import type { Tx } from '@contact-sync/database';
import type { CvrSettings } from '@contact-sync/registers-cvr';
import type { Run } from '@contact-sync/service';
import type { Pool } from 'pg';
import type { Following } from '../following/following';
import type { CvrLane } from '../register/cvr-lane';
import type { OpenRegister } from '../register/open-register';
import type { Target } from './unaligned';

/** What bringing subscriptions in line stands on. */
export interface AlignParts {
  readonly pool: Pool;
  readonly lane: CvrLane;
  readonly open: OpenRegister;
  /** As they stand in the database now. */
  readonly readSettings: (db: Pool | Tx) => Promise<CvrSettings>;
  readonly now: () => Date;
}

/** One piece of it. */
export interface Work extends AlignParts {
  readonly settings: CvrSettings;
  readonly following: Following;
  readonly run: Run;
}

/** Where subscriptions are to be. */
export const targetOf = ({ cvrUpdate, provider }: CvrSettings, now: Date): Target =>
  cvrUpdate ? { provider, now } : { now };
