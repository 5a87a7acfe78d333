import { setTimeout as sleep } from 'node:timers/promises';
import { assertContactTypes } from '@contact-sync/contact-register';
import { keyOf, type CvrSettings, type CvrUnit } from '@contact-sync/registers-cvr';
import type { Pool } from 'pg';
import type { UnitResult } from '../updates/unit-result';
import type { UnitUpdates } from '../updates/unit-updates';
import type { MainCompanyAnswer } from './import-answer';
import { findMainCompany } from './main-company';

export interface ImportUnitsOptions {
  readonly pool: Pool;
  readonly updates: UnitUpdates;
  readonly now: () => Date;
}

const WAIT_MS = 100;
const ATTEMPTS = 100;

/** Brings one company or production unit into our register, or up to date, because somebody asks for it (CVR-1). */
export class ImportUnits {
  constructor(private readonly options: ImportUnitsOptions) {}

  /**
   * Waits for whoever reads the unit just now: it is then read again, since it was asked for now. `busy`: somebody else read
   * it for ten seconds and more.
   */
  async import(unit: CvrUnit, settings: CvrSettings): Promise<UnitResult> {
    const { pool, updates } = this.options;
    await assertContactTypes(pool, [settings.companyType, settings.unitType]);
    const wanted = { key: keyOf(unit, settings), unit };
    for (let attempt = 1; ; attempt += 1) {
      const [result = { key: wanted.key, kind: 'busy' }] = await updates.update([wanted], { settings });
      if (result.kind !== 'busy' || attempt === ATTEMPTS) return result;
      await sleep(WAIT_MS);
    }
  }

  /** The company that a production unit of ours refers to. */
  companyOf(contactId: string): Promise<MainCompanyAnswer | undefined> {
    return findMainCompany(this.options.pool, contactId, this.options.now());
  }
}
