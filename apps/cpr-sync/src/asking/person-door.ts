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

/** The doors of both roads. */
export function personDoors(
  options: DoorOptions,
  { direkte, openDatafordeler }: { readonly direkte: AskedDirekte; readonly openDatafordeler: OpenNumberedPersons },
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
    direkte: following((wanted, context) => {
      const { settings } = context;
      return online.read({ ...settings, authProfile: settings.direkteProfile }, wanted, context);
    }),
    datafordeler: following((wanted, context) => {
      const numbers = wanted.map(({ key }) => key.nameCode);
      return datafordeler.read(context.settings, numbers, context);
    }),
  };
}

const following = (read: PersonDoor['read']): PersonDoor => ({
  read: (wanted, context) =>
    readWithValidNumbers(
      wanted,
      (some) => read(some, context),
      (number) => mayBeSent(number, context.settings),
    ),
});
