import { createHash } from 'node:crypto';
import { lastDeliveryDay, observePerson, personsOfRest } from '@contact-sync/contacts-datafordeler';
import type { CredentialSource } from '@contact-sync/credentials';
import { CallFailed, type Caller } from '@contact-sync/outbound';
import { CprGraphql, CprRest } from '@contact-sync/registers-datafordeler';
import { dayOf, lookUpClock } from '../asking/look-up-clock';
import type { NumberedPersons } from '../asking/person-door';
import type { PersonReadContext, PersonReading } from '../asking/person-reading';
import type { CprSettings } from '../settings';

export interface DatafordelerParts {
  /** Of the profile that the settings name. Its kind says which road is taken. */
  readonly credentials: CredentialSource;
  readonly caller: Caller;
  readonly now: () => Date;
}

/** Numbers one call takes. */
const BATCH = 100;
/**
 * The database's clock may be behind ours. Runs begin at the very hour by which the loading has ended, and an answer must not
 * count as that of the delivery before.
 */
const BEHIND_MS = 60_000;

/**
 * CPR at Datafordeler, by GraphQL or, with a certificate, by REST. It holds no connection of its own; open another when
 * settings change.
 */
export class DatafordelerPersons implements NumberedPersons {
  readonly batch = BATCH;
  private readonly graphql;
  private readonly rest;

  constructor(
    private readonly settings: CprSettings,
    private readonly parts: DatafordelerParts,
  ) {
    this.graphql = new CprGraphql({
      ...parts,
      host: settings.graphqlHost,
      version: settings.cprVersion,
      sector: settings.privateCompany ? 'PrivateSector' : 'PublicSector',
    });
    this.rest = new CprRest({ ...parts, host: settings.restHost });
  }

  /** What CPR says of each number, in their order. Throws `CallFailed`; what cannot be used of one is in its reading. */
  async read(numbers: readonly string[], context: PersonReadContext): Promise<PersonReading[]> {
    const answer = (await this.isRest())
      ? await this.askedByRest(numbers, context.signal)
      : await this.graphql.persons(numbers, context.signal);
    return numbers.map((number) => readingOf(number, answer, context));
  }

  /** Proves profile, agreement, host and version, without looking anybody up. */
  async testConnection(signal: AbortSignal): Promise<void> {
    await ((await this.isRest()) ? this.rest : this.graphql).testConnection(signal);
  }

  private async askedByRest(numbers: readonly string[], signal: AbortSignal | undefined): Promise<unknown[]> {
    const answers = await this.rest.answers(numbers, signal);
    return answers.flatMap((answer) => {
      const persons = personsOfRest(answer);
      if (persons === undefined) {
        throw new CallFailed('unavailable', 'half-answer', { said: 'the answer holds no persons' });
      }
      return persons;
    });
  }

  private async isRest(): Promise<boolean> {
    if ((await this.parts.credentials.get()).kind !== 'certificate') return false;
    if (!this.settings.privateCompany) return true;
    // No source names the services of REST for companies (cpr.md, 1).
    throw new CallFailed('refused', 'wrong-kind-of-profile', { said: 'private companies are served by GraphQL alone' });
  }
}

function readingOf(number: string, answer: readonly unknown[], context: PersonReadContext): PersonReading {
  const { settings, calledAt } = context;
  const asOf = lastDeliveryDay(new Date(Date.parse(calledAt) + BEHIND_MS), settings.loadingEnds);
  return observePerson(number, answer, {
    sector: settings.privateCompany ? 'private' : 'public',
    day: dayOf(calledAt),
    asOf,
    clockOf: (contentHash) => lookUpClock({ road: 'datafordeler', calledAt, date: asOf, contentHash }),
    settings,
    hash: (text) => createHash('sha256').update(text).digest('hex'),
  });
}
