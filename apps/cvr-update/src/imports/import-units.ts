import { assertContactTypes } from '@contact-sync/contact-register';
import { keyOf, type CvrSettings, type CvrUnit } from '@contact-sync/registers-cvr';
import type { SubjectResult } from '@contact-sync/subject-updates';
import type { Pool } from 'pg';
import type { UnitUpdates } from '../updates/unit-updates';
import type { MainCompanyAnswer } from './import-answer';
import { findMainCompany } from './main-company';

export interface ImportUnitsOptions {
  readonly pool: Pool;
  readonly updates: UnitUpdates;
  readonly now: () => Date;
}

/** Brings one company or production unit into our register, or up to date, because somebody asks for it (CVR-1). */
export class ImportUnits {
  constructor(private readonly options: ImportUnitsOptions) {}

  /** Waits for whoever reads the unit just now; `busy`: somebody else read it for ten seconds and more. */
  async import(unit: CvrUnit, settings: CvrSettings): Promise<SubjectResult> {
    const { pool, updates } = this.options;
    await assertContactTypes(pool, [settings.companyType, settings.unitType]);
    const key = keyOf(unit, settings);
    const [result] = await updates.updateNow([{ key, unit }], { settings });
    return result ?? { key, kind: 'busy' };
  }

  /** The company that a production unit of ours refers to. */
  companyOf(contactId: string): Promise<MainCompanyAnswer | undefined> {
    return findMainCompany(this.options.pool, contactId, this.options.now());
  }
}
