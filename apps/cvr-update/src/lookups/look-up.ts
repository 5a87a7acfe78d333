import { recordAudit, type AuditEntry } from '@contact-sync/contact-register';
import { inTransaction } from '@contact-sync/database';
import { keyOf, type CvrSettings, type CvrUnit } from '@contact-sync/registers-cvr';
import { findOurs } from '@contact-sync/subject-updates';
import type { Pool } from 'pg';
import type { CvrDoor } from '../register/cvr-door';
import type { FoundUnitAnswer, LookUpAnswer } from './lookup-answer';
import { shownUnit } from './shown-unit';

export interface LookUpOptions {
  readonly pool: Pool;
  readonly door: CvrDoor;
  readonly now: () => Date;
}

/** Who looks, and why: companies may be looked up without a reason, and one that is given is recorded (REG-7). */
export interface Looker {
  readonly who: string;
  readonly purpose?: string;
}

const MOST_OF_A_NAME = 50;

/** Looks companies and production units up at the register; nothing is stored of them (CVR-1). */
export class LookUp {
  constructor(private readonly options: LookUpOptions) {}

  /** Empty when the register has none of this number. */
  async byNumber(unit: CvrUnit, settings: CvrSettings, looker: Looker): Promise<LookUpAnswer> {
    const found = await this.recorded(looker, () => this.read(unit, settings));
    return { match: 'number', found: await this.withContacts(found, settings) };
  }

  /** Names are exact at the source. */
  async byName(name: string, settings: CvrSettings, looker: Looker): Promise<LookUpAnswer> {
    const units = await this.recorded(looker, () =>
      this.options.door.register(settings).findByName(name, MOST_OF_A_NAME + 1),
    );
    const found = units.slice(0, MOST_OF_A_NAME).map(({ unit, name: itsName, address, status }) => ({
      kind: unit.kind,
      number: unit.number,
      name: itsName,
      ...(address !== undefined && { addressLine: address }),
      ...(status !== undefined && { status }),
    }));
    return {
      match: 'exact-name',
      found: await this.withContacts(found, settings),
      ...(units.length > MOST_OF_A_NAME && { more: true as const }),
    };
  }

  private async read(unit: CvrUnit, settings: CvrSettings): Promise<FoundUnitAnswer[]> {
    const { companyType, unitType, lifetimeDates: lifetime } = settings;
    const calledAt = this.options.now().toISOString();
    const [reading] = await this.options.door.read(settings, [unit], { calledAt, companyType, unitType, lifetime });
    if (reading?.outcome === 'found') return [shownUnit(unit, reading.observation, reading.remarks)];
    if (reading?.outcome !== 'unusable') return [];
    return [{ kind: unit.kind, number: unit.number, name: '', remarks: [reading.reason] }];
  }

  /** An intent before the call, and an outcome after it, before anything is handed out. */
  private async recorded<T>({ who, purpose }: Looker, ask: () => Promise<readonly T[]>): Promise<readonly T[]> {
    if (purpose === undefined) return ask();
    const record = (entry: Partial<AuditEntry>): Promise<void> =>
      inTransaction(this.options.pool, (tx) =>
        recordAudit(tx, { who, purpose }, [{ action: 'lookup', register: 'cvr', ...entry }], this.options.now()),
      );
    await record({});
    const found = await ask();
    await record({ resultCount: found.length });
    return found;
  }

  private async withContacts(
    found: readonly FoundUnitAnswer[],
    settings: CvrSettings,
  ): Promise<readonly FoundUnitAnswer[]> {
    const keys = found.map((unit) => keyOf(unit, settings));
    const ours = await findOurs(this.options.pool, keys);
    return found.map((unit, at) => ({ ...unit, ...ours[at] }));
  }
}
