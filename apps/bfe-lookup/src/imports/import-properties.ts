import { setTimeout as sleep } from 'node:timers/promises';
import { assertContactTypes } from '@contact-sync/contact-register';
import type { Pool } from 'pg';
import type { PropertyResult } from '../properties/property-result';
import type { PropertyUpdates } from '../properties/property-updates';
import type { BfeSettings } from '../settings/bfe-settings';

export interface ImportPropertiesOptions {
  readonly pool: Pool;
  readonly updates: PropertyUpdates;
}

const WAIT_MS = 100;
const ATTEMPTS = 100;

/** Brings properties into our register, or up to date, because somebody asks for them (BFE-2). */
export class ImportProperties {
  constructor(private readonly options: ImportPropertiesOptions) {}

  /**
   * A result for each number, in their order. Waits for whoever reads one just now: it is then read again, since it was
   * asked for now. `busy`: somebody else read it for ten seconds and more.
   */
  async import(bfeNumbers: readonly string[], settings: BfeSettings): Promise<PropertyResult[]> {
    const { pool, updates } = this.options;
    const { contactType: nameType } = settings;
    await assertContactTypes(pool, [nameType]);
    const keyOf = (nameCode: string) => ({ nameType, nameCode });
    const results = new Map<string, PropertyResult>();
    let wanted = [...new Set(bfeNumbers)];
    for (let attempt = 1; ; attempt += 1) {
      const read = await updates.update(
        wanted.map((number) => ({ key: keyOf(number) })),
        { settings },
      );
      for (const result of read) results.set(result.key.nameCode, result);
      wanted = wanted.filter((number) => results.get(number)?.kind === 'busy');
      if (wanted.length === 0 || attempt === ATTEMPTS) break;
      await sleep(WAIT_MS);
    }
    return bfeNumbers.map((number) => results.get(number) ?? { key: keyOf(number), kind: 'busy' });
  }
}
