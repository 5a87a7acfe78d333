import { assertContactTypes } from '@contact-sync/contact-register';
import type { SubjectResult } from '@contact-sync/subject-updates';
import type { Pool } from 'pg';
import type { PropertyUpdates } from '../properties/property-updates';
import type { BfeSettings } from '../settings/bfe-settings';

export interface ImportPropertiesOptions {
  readonly pool: Pool;
  readonly updates: PropertyUpdates;
}

/** Brings properties into our register, or up to date, because somebody asks for them (BFE-2). */
export class ImportProperties {
  constructor(private readonly options: ImportPropertiesOptions) {}

  /**
   * A result for each number, in their order. Waits for whoever reads one just now; `busy`: somebody else read it for ten
   * seconds and more.
   */
  async import(bfeNumbers: readonly string[], settings: BfeSettings): Promise<SubjectResult[]> {
    const { pool, updates } = this.options;
    const { contactType: nameType } = settings;
    await assertContactTypes(pool, [nameType]);
    return updates.updateNow(
      bfeNumbers.map((nameCode) => ({ key: { nameType, nameCode } })),
      { settings },
    );
  }
}
