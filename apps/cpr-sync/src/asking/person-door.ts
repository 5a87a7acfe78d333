import { RegisterDoor, type AskedRegister, type DoorOptions } from '@contact-sync/subject-updates';
import type { CprSettings } from '../settings';
import { DirektePersons, type AskedDirekte } from './direkte-persons';
import type { LookUpRoad } from './look-up-clock';
import { mayBeSent } from './may-be-sent';
import type { PersonReadContext, PersonReading } from './person-reading';
import { readWithValidNumbers } from './valid-numbers';
import type { WantedPerson } from './wanted-person';

/** The way to CPR by one road, for all who read persons in this process. */
export interface PersonDoor {
  /**
   * What CPR says of the persons, in their order, the numbers that are valid instead included. Throws `CallFailed` when the
   * road is away, `SubjectUnreadable` when it answers for others and fails for these.
   */
  read(wanted: readonly WantedPerson[], context: PersonReadContext): Promise<PersonReading[]>;
}

/** A person register as a road opens it: by its numbers, up to a hundred at a time. */
export interface NumberedPersons extends AskedRegister<string, PersonReadContext, PersonReading> {
  /** Throws `CallFailed` where it does not answer; asks for nobody. */
  testConnection(signal: AbortSignal): Promise<void>;
}

const TEST_MS = 30_000;

/** Opens CPR at Datafordeler by the profile of the settings. */
export type OpenNumberedPersons = (
  settings: CprSettings,
  parts: Pick<DoorOptions, 'caller'> & { readonly credentials: ReturnType<DoorOptions['credentialsOf']> },
) => NumberedPersons;

export interface DoorParts {
  readonly direkte: AskedDirekte;
  readonly openDatafordeler: OpenNumberedPersons;
  /** Which person numbers must not be subscribed, whoever asks. */
  readonly blocked: (numbers: readonly string[]) => Promise<ReadonlySet<string>>;
}

/** The doors of both roads. */
export function personDoors(
  options: DoorOptions,
  { direkte, openDatafordeler, blocked }: DoorParts,
): Readonly<Record<LookUpRoad, PersonDoor>> {
  const online = new RegisterDoor<CprSettings, WantedPerson, PersonReadContext, PersonReading, DirektePersons>(
    options,
    {
      name: 'CPR Direkte',
      subject: 'person',
      open: () => new DirektePersons(direkte),
      isSame: (one, other) => one.key.nameCode === other.key.nameCode,
      answers: (register, context) => register.answers(context),
    },
  );
  const datafordeler = new RegisterDoor<CprSettings, string, PersonReadContext, PersonReading, NumberedPersons>(
    options,
    {
      name: 'CPR at Datafordeler',
      subject: 'person',
      open: openDatafordeler,
      isSame: (one, other) => one === other,
      answers: async (register, { signal }) => {
        await register.testConnection(signal ?? AbortSignal.timeout(options.limitMs ?? TEST_MS));
        return true;
      },
    },
  );
  return {
    direkte: following(async (wanted, context) => {
      const { settings } = context;
      const may = await withoutBlocked(wanted, blocked);
      return online.read({ ...settings, authProfile: settings.direkteProfile }, may, context);
    }),
    datafordeler: following((wanted, context) => {
      const numbers = wanted.map(({ key }) => key.nameCode);
      return datafordeler.read(context.settings, numbers, context);
    }),
  };
}

/** A number may be blocked that nobody asked for: the one that is valid instead. It is read and not subscribed. */
async function withoutBlocked(
  wanted: readonly WantedPerson[],
  blocked: DoorParts['blocked'],
): Promise<readonly WantedPerson[]> {
  const toSubscribe = wanted.flatMap(({ key, subscribe }) => (subscribe === undefined ? [] : [key.nameCode]));
  if (toSubscribe.length === 0) return wanted;
  const found = await blocked(toSubscribe);
  return wanted.map((one) => (found.has(one.key.nameCode) ? { key: one.key } : one));
}

const following = (read: PersonDoor['read']): PersonDoor => ({
  read: (wanted, context) =>
    readWithValidNumbers(
      wanted,
      (some) => read(some, context),
      (number) => mayBeSent(number, context.settings),
    ),
});
