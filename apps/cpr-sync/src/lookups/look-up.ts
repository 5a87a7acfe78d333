import { assertPurpose, recordAudit, type AuditEntry } from '@contact-sync/contact-register';
import type { Observation } from '@contact-sync/contacts-model';
import { inTransaction } from '@contact-sync/database';
import { CallFailed } from '@contact-sync/outbound';
import { findOurs, SubjectUnreadable, type OurContact } from '@contact-sync/subject-updates';
import type { Pool } from 'pg';
import type { LookUpRoad } from '../asking/look-up-clock';
import { mayBeSent } from '../asking/may-be-sent';
import type { PersonDoor } from '../asking/person-door';
import type { PersonReadContext, PersonReading } from '../asking/person-reading';
import type { CprSettings } from '../settings';
import type { LookUpAnswer, PersonAnswer, RelatedMissing, RelatedPersonAnswer } from './lookup-answer';
import { relativesOf, type Relative } from './relatives';
import { shownFields, shownPerson } from './shown-person';

export interface LookUpOptions {
  readonly pool: Pool;
  readonly doors: Readonly<Record<LookUpRoad, PersonDoor>>;
  readonly now: () => Date;
}

/** Who looks, why, and how far (REG-7, REG-8). */
export interface Looker {
  readonly who: string;
  readonly purpose: string;
  /** Has the right to see names and addresses of protected persons. */
  readonly seesProtected: boolean;
  /** Relatives are shown too (CPR-9). */
  readonly related: boolean;
}

/** What came of a look-up; only the first holds anything of a person. */
export type LookUpResult =
  | { readonly outcome: 'found'; readonly answer: LookUpAnswer }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'unusable'; readonly reason: string };

const MOST_RELATIVES = 20;

/** Looks persons up at CPR; nothing is stored of them, and nobody is subscribed (CPR-8). */
export class LookUp {
  constructor(private readonly options: LookUpOptions) {}

  /** What CPR has now. Throws `CallFailed` and `SubjectUnreadable` where it does not answer, and `PurposeMissing`. */
  async find(number: string, settings: CprSettings, looker: Looker): Promise<LookUpResult> {
    assertPurpose(looker);
    const [ours] = await this.oursOf([number]);
    const [reading] = await this.audited([{ number, ours }], settings, looker);
    if (reading?.outcome !== 'found') {
      await this.record(looker, [{ ...contactOf(ours), resultCount: 0 }]);
      return reading?.outcome === 'unusable'
        ? { outcome: 'unusable', reason: reading.reason }
        : { outcome: 'not-found' };
    }
    const valid = validOf(reading.observation, reading.further);
    const [contact] = valid.subject.nameCode === number ? [ours] : await this.oursOf([valid.subject.nameCode]);
    const person = { ...shownPerson(valid, looker.seesProtected), ...contactAnswer(contact) };
    const relatives = looker.related ? relativesOf(valid, reading.related) : [];
    const { related, missing } = await this.lookAtRelatives(relatives, settings, looker);
    await this.record(looker, [
      { ...contactOf(contact), fields: shownFields(person), resultCount: 1 },
      ...related.map(({ contactId, name, person: shown }) => ({
        ...(contactId !== undefined && { contactId }),
        fields: shown === undefined ? (name === undefined ? ['reference'] : ['name']) : shownFields(shown),
        resultCount: 1,
      })),
    ]);
    const answer: LookUpAnswer = {
      person,
      ...(valid.subject.nameCode !== number && { numberChanged: true as const }),
      ...(looker.related && { related }),
      ...(relatives.length > MOST_RELATIVES && { more: true as const }),
      ...(missing !== undefined && { relatedMissing: missing }),
      remarks: reading.remarks,
    };
    return { outcome: 'found', answer };
  }

  /** At CPR Direkte relatives are looked up by their numbers; Datafordeler names them in the answer about the person. */
  private async lookAtRelatives(
    relatives: readonly Relative[],
    settings: CprSettings,
    looker: Looker,
  ): Promise<{ readonly related: readonly RelatedPersonAnswer[]; readonly missing?: RelatedMissing }> {
    const some = relatives.slice(0, MOST_RELATIVES);
    const numbers = some.flatMap(({ number }) => number ?? []);
    const contacts = await this.oursOf(numbers);
    const oursBy = new Map(numbers.map((number, at) => [number, contacts[at]]));
    const sent = settings.lookUpRoad === 'direkte' ? numbers.filter((number) => mayBeSent(number, settings)) : [];
    const { readings, missing } = await this.readRelatives(
      sent.map((number) => ({ number, ours: oursBy.get(number) })),
      settings,
      looker,
    );
    const related = some.map(({ roles, number, name }): RelatedPersonAnswer => {
      const ours = number === undefined ? undefined : oursBy.get(number);
      const reading = number === undefined ? undefined : readings.get(number);
      const shown =
        reading?.outcome === 'found'
          ? shownPerson(validOf(reading.observation, reading.further), looker.seesProtected)
          : undefined;
      // Whether a relative with a number is protected is known only where they were looked up.
      const mayName = number === undefined || looker.seesProtected;
      return {
        roles,
        ...(number !== undefined && { personNumber: number }),
        ...(name !== undefined && (mayName ? { name } : { withheld: true as const })),
        ...contactOf(ours),
        ...(shown !== undefined && { person: { ...shown, ...contactAnswer(ours) } }),
      };
    });
    return { related, ...(missing !== undefined && { missing }) };
  }

  private async readRelatives(
    asked: readonly Asked[],
    settings: CprSettings,
    looker: Looker,
  ): Promise<{ readonly readings: ReadonlyMap<string, PersonReading>; readonly missing?: RelatedMissing }> {
    try {
      const readings = await this.audited(asked, settings, looker);
      return {
        readings: new Map(
          asked.flatMap(({ number }, at) => {
            const reading = readings[at];
            return reading === undefined ? [] : [[number, reading] as const];
          }),
        ),
      };
    } catch (error) {
      if (!(error instanceof CallFailed) && !(error instanceof SubjectUnreadable)) throw error;
      // The person was found: what was shown of them stands.
      return { readings: new Map(), missing: { code: error.code, text: 'CPR does not tell of the relatives now' } };
    }
  }

  /** An intent for each before CPR is asked (REG-7); what was handed out is recorded by who hands it out. */
  private async audited(asked: readonly Asked[], settings: CprSettings, looker: Looker): Promise<PersonReading[]> {
    if (asked.length === 0) return [];
    await this.record(
      looker,
      asked.map(({ ours }) => contactOf(ours)),
    );
    const { doors, now } = this.options;
    const context: PersonReadContext = { settings, calledAt: now().toISOString() };
    const wanted = asked.map(({ number: nameCode }) => ({ key: { nameType: 'C', nameCode } }));
    try {
      return await doors[settings.lookUpRoad].read(wanted, context);
    } catch (error) {
      await this.record(
        looker,
        asked.map(({ ours }) => ({ ...contactOf(ours), resultCount: 0 })),
      );
      throw error;
    }
  }

  private oursOf(numbers: readonly string[]): Promise<(OurContact | undefined)[]> {
    return findOurs(
      this.options.pool,
      numbers.map((nameCode) => ({ nameType: 'C', nameCode })),
    );
  }

  private async record({ who, purpose }: Looker, entries: readonly Partial<AuditEntry>[]): Promise<void> {
    const rows = entries.map((entry) => ({ action: 'lookup', register: 'cpr', ...entry }));
    await inTransaction(this.options.pool, (tx) => recordAudit(tx, { who, purpose }, rows, this.options.now()));
  }
}

/** Somebody to be asked for, and the contact that they are here. */
interface Asked {
  readonly number: string;
  readonly ours: OurContact | undefined;
}

/** What was said of the number that is valid, where it was read. */
const validOf = (asked: Observation, further: readonly Observation[] = []): Observation => further.at(-1) ?? asked;

const contactOf = (ours: OurContact | undefined): { readonly contactId?: string } =>
  ours === undefined ? {} : { contactId: ours.contactId };

const contactAnswer = (ours: OurContact | undefined): Pick<PersonAnswer, 'contactId' | 'placeholder'> =>
  ours === undefined ? {} : { contactId: ours.contactId, ...(ours.placeholder && { placeholder: true as const }) };
