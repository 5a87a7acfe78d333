import { assertPurpose, recordAudit, type AuditEntry } from '@contact-sync/contact-register';
import { inTransaction } from '@contact-sync/database';
import { CallFailed } from '@contact-sync/outbound';
import type { AddressIds, FoundProperty, PropertyOwners, PropertyReading } from '@contact-sync/registers-bfe';
import { findOurs } from '@contact-sync/subject-updates';
import type { Pool } from 'pg';
import type { BfeDoor } from '../register/bfe-door';
import type { BfeSettings } from '../settings/bfe-settings';
import type { FoundPropertyAnswer, LookUpAnswer, OwnersMissing } from './lookup-answer';
import { personsIn, shownOwners } from './shown-owners';
import { shownProperty } from './shown-property';

export interface LookUpOptions {
  readonly pool: Pool;
  readonly door: BfeDoor;
  readonly now: () => Date;
}

/** Who looks, and why: owners may be persons, so that they need a purpose; any that is given is recorded (REG-7). */
export interface Looker {
  readonly who: string;
  readonly purpose?: string;
  /** Has the right to see names and addresses of protected persons (REG-8). */
  readonly seesProtected: boolean;
  /** Owners are asked for. */
  readonly owners: boolean;
}

/** What is looked for. */
export type Wanted =
  { readonly bfeNumbers: readonly string[] } | { readonly address: string } | { readonly at: AddressIds };

const MOST_AT_AN_ADDRESS = 20;

/** Looks properties up at the registers; nothing is stored of them (BFE-1). */
export class LookUp {
  constructor(private readonly options: LookUpOptions) {}

  /**
   * What the registers have now. Throws `CallFailed` when they are away, and `PurposeMissing`; owners that are refused are told
   * in the answer.
   */
  async find(wanted: Wanted, settings: BfeSettings, looker: Looker): Promise<LookUpAnswer> {
    const { owners, purpose = '' } = looker;
    if (owners) assertPurpose({ purpose });
    await this.record(looker, [owners ? { fields: ['owners'] } : {}]);
    const { numbers, ...about } = await this.numbersOf(wanted, settings);
    const { found, unknown } = await this.read(numbers, settings);
    const ours = await findOurs(
      this.options.pool,
      found.map(({ bfeNumber: nameCode }) => ({ nameType: settings.contactType, nameCode })),
    );
    const { owned, missing } = owners ? await this.ownersOf(found, settings) : NOT_ASKED;
    const shown = found.map((property, at): FoundPropertyAnswer => {
      const contactId = ours[at]?.contactId;
      const its = owned.get(property.bfeNumber);
      return {
        ...property,
        ...(contactId !== undefined && { contactId }),
        ...(its !== undefined && shownOwners(its, looker.seesProtected)),
      };
    });
    await this.record(looker, [{ resultCount: found.length }, ...shown.flatMap(looksAtPersons)]);
    return {
      ...about,
      found: shown,
      ...(unknown.length > 0 && { unknown }),
      ...(missing !== undefined && { ownersMissing: missing }),
    };
  }

  private async numbersOf(
    wanted: Wanted,
    settings: BfeSettings,
  ): Promise<Pick<LookUpAnswer, 'match' | 'more'> & { readonly numbers: readonly string[] }> {
    if ('bfeNumbers' in wanted) return { match: 'number', numbers: wanted.bfeNumbers };
    const register = this.options.door.register(settings);
    const found =
      'address' in wanted
        ? await register.findByAddress(wanted.address, MOST_AT_AN_ADDRESS + 1)
        : await register.numbersAt(wanted.at);
    const numbers = distinct(found);
    return {
      match: 'address' in wanted ? 'address' : 'address-id',
      numbers: numbers.slice(0, MOST_AT_AN_ADDRESS),
      ...(numbers.length > MOST_AT_AN_ADDRESS && { more: true as const }),
    };
  }

  private async read(
    numbers: readonly string[],
    settings: BfeSettings,
  ): Promise<{ readonly found: readonly FoundPropertyAnswer[]; readonly unknown: readonly string[] }> {
    if (numbers.length === 0) return { found: [], unknown: [] };
    const { contactType, companyType } = settings;
    const calledAt = this.options.now().toISOString();
    const readings = await this.options.door.read(settings, numbers, {
      calledAt,
      contactType,
      companyType,
      owners: false,
      municipalityName: true,
    });
    return {
      found: numbers.flatMap((number, at) => shownReading(number, readings[at]) ?? []),
      unknown: numbers.filter((_, at) => readings[at]?.outcome === 'not-found'),
    };
  }

  /** By number; or why the register does not tell them, while the rest of the answer stands. */
  private async ownersOf(found: readonly FoundPropertyAnswer[], settings: BfeSettings): Promise<OwnersTold> {
    if (found.length === 0) return NOT_ASKED;
    try {
      const told = await this.options.door.register(settings).owners(found.map(({ bfeNumber }) => bfeNumber));
      return { owned: new Map(told.map((its) => [its.bfeNumber, its])) };
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      return { owned: new Map(), missing: { code: error.code, text: MISSING[error.failure] } };
    }
  }

  /** An intent before the registers are asked, and an outcome after it, before anything is handed out. */
  private async record({ who, purpose }: Looker, entries: readonly Partial<AuditEntry>[]): Promise<void> {
    if (purpose === undefined) return;
    const rows = entries.map((entry) => ({ action: 'lookup', register: 'bfe', ...entry }));
    await inTransaction(this.options.pool, (tx) => recordAudit(tx, { who, purpose }, rows, this.options.now()));
  }
}

interface OwnersTold {
  readonly owned: ReadonlyMap<string, PropertyOwners>;
  readonly missing?: OwnersMissing;
}

const NOT_ASKED: OwnersTold = { owned: new Map() };

const MISSING: Readonly<Record<CallFailed['failure'], string>> = {
  refused: 'the register of owners does not let us in: owners need an approved access at Datafordeler',
  unavailable: 'the register of owners does not answer now',
  wrong: 'the register of owners did not understand us; it is to be looked at',
};

const distinct = (found: readonly FoundProperty[]): string[] => [...new Set(found.map(({ bfeNumber }) => bfeNumber))];

function shownReading(number: string, reading: PropertyReading | undefined): FoundPropertyAnswer | undefined {
  if (reading?.outcome === 'found') return shownProperty(number, reading);
  return reading?.outcome === 'unusable' ? { bfeNumber: number, name: '', remarks: [reading.reason] } : undefined;
}

/** A row of the audit for each property whose owners are persons, or may be. */
function looksAtPersons({ bfeNumber, contactId, owners, administrators }: FoundPropertyAnswer): Partial<AuditEntry>[] {
  if (owners === undefined || administrators === undefined) return [];
  const persons = personsIn({ owners, administrators });
  if (persons === 0) return [];
  const isWithheld = [...owners, ...administrators].every(({ kind, withheld }) => kind === 'company' || withheld);
  const fields = [`owners of BFE ${bfeNumber}`, ...(isWithheld ? [] : ['name', 'address'])];
  return [{ fields, resultCount: persons, ...(contactId !== undefined && { contactId }) }];
}
