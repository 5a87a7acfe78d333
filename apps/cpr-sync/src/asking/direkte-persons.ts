import { MAPPED_RECORD_TYPES, observe, parsePerson, readOnlineAnswer, sentenceOf } from '@contact-sync/contacts-off4';
import type { AskedRegister } from '@contact-sync/subject-updates';
import type { DirekteClient } from '../direkte/direkte-client';
import { SetView } from '../person-sets/set-view';
import type { CprSettings } from '../settings';
import { dayOf, lookUpClock, ROADS } from './look-up-clock';
import type { PersonReadContext, PersonReading, Subscribed } from './person-reading';
import type { WantedPerson } from './wanted-person';

/** What is asked of CPR Direkte here. */
export type AskedDirekte = Pick<DirekteClient, 'lookUp' | 'answers'>;

/** Persons at CPR Direkte, one after the other: every look-up is a connection of its own. */
export class DirektePersons implements AskedRegister<WantedPerson, PersonReadContext, PersonReading> {
  readonly batch = 1;

  constructor(private readonly direkte: AskedDirekte) {}

  /** What CPR says of each. Throws `CallFailed` where no usable answer came; an answer that says nothing usable is `unusable`. */
  async read(wanted: readonly WantedPerson[], context: PersonReadContext): Promise<PersonReading[]> {
    const readings: PersonReading[] = [];
    for (const one of wanted) readings.push(await this.readOne(one, context));
    return readings;
  }

  /** Whether CPR lets us in and answers, which is learnt by a logon: nobody is looked up without a reason. */
  answers({ settings }: PersonReadContext): Promise<boolean> {
    return this.direkte.answers(settings);
  }

  private async readOne({ key, subscribe }: WantedPerson, context: PersonReadContext): Promise<PersonReading> {
    const { settings, signal } = context;
    const found = await this.direkte.lookUp(settings, key.nameCode, {
      subscribe: subscribe !== undefined,
      ...(signal && { signal }),
    });
    if (found.outcome === 'not-found') return found;
    const subscribed = subscribe === undefined ? [] : [{ number: key.nameCode, reason: subscribe }];
    return readingOf(found.data, { number: key.nameCode, subscribed, calledAt: context.calledAt, settings });
  }
}

interface Answered {
  readonly number: string;
  readonly subscribed: readonly Subscribed[];
  readonly calledAt: string;
  readonly settings: CprSettings;
}

/** What the records of an answer come to. */
function readingOf(data: Uint8Array, { number, subscribed, calledAt, settings }: Answered): PersonReading {
  const answer = readOnlineAnswer(data, number);
  if ('fault' in answer) {
    const { code, text } = answer.fault;
    return { outcome: 'unusable', code, reason: text, subscribed };
  }
  const { slice, taskNumber, recordTypes: delivered } = answer.person;
  const view = new SetView(taskNumber, delivered, settings);
  const { contentHash, fingerprint } = view.hashesOf(slice);
  const seen = observe(parsePerson(slice, MAPPED_RECORD_TYPES), {
    asOf: dayOf(calledAt),
    clock: lookUpClock({ road: 'direkte', calledAt, contentHash }),
    fingerprint,
    origin: ROADS.direkte,
    recordTypes: view.recordTypes,
    settings: view.mapping,
  });
  const remarks = seen.problems.map(sentenceOf);
  if (seen.held !== undefined) {
    const why = seen.problems.find(({ level }) => level === 'error');
    const reason = why === undefined ? 'the records are no whole set of one person' : sentenceOf(why);
    return { outcome: 'unusable', code: seen.held, reason, subscribed };
  }
  const { observation } = seen;
  const { validNumber } = observation;
  return {
    outcome: 'found',
    observation,
    remarks,
    subscribed,
    ...(validNumber !== undefined && validNumber !== number && { validNumber }),
  };
}
