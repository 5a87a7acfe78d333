import type { Clock, ContactKey, GroupName, Observation, ObservedGroup } from '@contact-sync/contacts-model';
import { earliestOf } from '../periods';
import { present } from '../texts';
import { mainAddress } from './address-group';
import { choosePerson } from './choose-person';
import { boundariesAfter, elementsOf } from './elements';
import { children, civilStatus, custody, parents, separation } from './family-groups';
import type { Fields } from './fields';
import { disappearance, emigration, guardian, guardianship } from './life-groups';
import { addressingName, identity, isProtected, name, numbers, protection, status } from './person-groups';
import { type NamedRelation, relatedPersons } from './related';
import type { PersonSettings, Scene } from './scene';
import { STATUSES } from './words';

/** Part of every fingerprint: raise it when the mapping changes, so that unchanged persons are mapped anew. */
export const PERSON_MAPPER_VERSION = 'datafordeler-cpr-1';

/** The private sector is told less: what is valid now, no relatives, no name or address of the protected (cpr.md, 1). */
export type Sector = 'public' | 'private';

/** What is said of a person beside the answer itself. */
export interface ObservePersonOptions {
  readonly sector: Sector;
  /** The Danish day on which CPR was asked, `YYYY-MM-DD`: what holds on it counts. */
  readonly day: string;
  /** The day the answer is of, as `lastDeliveryDay` tells it. */
  readonly asOf: string;
  /** The clock of a statement, by the hash of its content. */
  readonly clockOf: (contentHash: string) => Clock;
  readonly settings: PersonSettings;
  /** A digest of a text. The core has none of its own. */
  readonly hash: (text: string) => string;
}

/** What an answer says of a number. Reasons and remarks hold names of fields, no data. */
export type ObservedPerson =
  | {
      readonly outcome: 'found';
      /** With another `validNumber` it says nothing else (CPR-4). */
      readonly observation: Observation & { readonly validNumber: string };
      /** The first day after `day` on which something that is registered already will be otherwise. */
      readonly nextChange?: string;
      /** Relatives as the answer names them, by number, by name, or both. */
      readonly related: readonly NamedRelation[];
      readonly remarks: readonly string[];
    }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'unusable'; readonly code: string; readonly reason: string };

type Mapping = (scene: Scene) => ObservedGroup | undefined;

/** The groups of a person in the order in which they are carried: protection before all else (REG-8). */
const MAPPINGS: Readonly<Partial<Record<GroupName, Mapping>>> = {
  protection,
  numbers,
  identity,
  status,
  name,
  addressing_name: addressingName,
  main_address: mainAddress,
  civil_status: civilStatus,
  separation,
  emigration,
  disappearance,
  children,
  parents,
  custody,
  guardianship,
  guardian,
};

const OF_GUARDIANS_AND_CUSTODIANS: ReadonlySet<string> = new Set<GroupName>(['custody', 'guardian']);
/** The private sector is told one number, and no spouse. */
const OF_THE_PUBLIC_SECTOR: ReadonlySet<string> = new Set<GroupName>(['numbers', 'civil_status', 'separation']);
/** What the private sector is not told of the protected. It is left as it is: absence says nothing then. */
const WITHHELD: ReadonlySet<string> = new Set<GroupName>(['name', 'addressing_name', 'main_address', 'emigration']);

/** Lists with periods, in which something may be registered ahead. */
const LISTS = [
  'navne',
  'adresseoplysninger',
  'beskyttelser',
  'civilstande',
  'boern',
  'foraeldreoplysninger',
  'foraeldremyndighedsoplysninger',
  'vaergemaal',
  'udrejseIndrejser',
  'forsvindinger',
];

/**
 * What an answer of CPR at Datafordeler says of a person number (CPR-2 to CPR-5, CPR-9): the nodes of GraphQL, or those that
 * `personsOfRest` makes. A group is carried where the answer speaks of it. Never throws; neither the order nor the
 * repetition of anything in the answer matters.
 */
export function observePerson(
  number: string,
  answer: readonly unknown[],
  options: ObservePersonOptions,
): ObservedPerson {
  const choice = choosePerson(number, answer);
  if (choice.kind === 'unknown') return { outcome: 'not-found' };
  if (choice.kind === 'unreadable') return unusable(choice.fields);
  const { validNumber } = choice;
  const faults = new Set<string>();
  const remarks = new Set<string>();
  const scene = sceneOf(number, choice.person.reading(faults), options, (text) => void remarks.add(text));
  const isValid = validNumber === number;
  const groups = isValid ? groupsOf(scene, options.sector) : {};
  const next = isValid ? nextChange(scene) : undefined;
  const related = isValid ? relatedPersons(scene) : [];
  if (faults.size > 0) return unusable([...faults].sort());
  const fingerprint = options.hash(JSON.stringify([PERSON_MAPPER_VERSION, number, validNumber, groups]));
  return present<Extract<ObservedPerson, { outcome: 'found' }>>({
    outcome: 'found',
    observation: {
      register: 'cpr',
      subject: { nameType: 'C', nameCode: number } satisfies ContactKey,
      clock: options.clockOf(fingerprint),
      asOf: options.asOf,
      origin: { road: 'datafordeler', source: 'Datafordeler' },
      fingerprint,
      groups,
      validNumber,
    },
    nextChange: next,
    related,
    remarks: [...remarks],
  });
}

function sceneOf(number: string, person: Fields, options: ObservePersonOptions, remark: Scene['remark']): Scene {
  const { day, asOf, settings } = options;
  if (person.list('beskyttelser') === undefined) person.fault('beskyttelser');
  return {
    person,
    number,
    status: person.word('status', STATUSES) ?? person.fault('status') ?? '',
    statusSince: person.dated('statusdato'),
    day,
    asOf,
    settings,
    remark,
  };
}

function groupsOf(scene: Scene, sector: Sector): Observation['groups'] {
  const isWithheld = sector === 'private' && isProtected(scene);
  const isCarried = (group: string): boolean =>
    (scene.settings.updateGuardiansAndCustodians || !OF_GUARDIANS_AND_CUSTODIANS.has(group)) &&
    (sector === 'public' || !OF_THE_PUBLIC_SECTOR.has(group)) &&
    !(isWithheld && WITHHELD.has(group));
  const groups = Object.entries(MAPPINGS).map(([group, mapping]) => [
    group,
    isCarried(group) ? mapping(scene) : undefined,
  ]);
  return present<Record<string, ObservedGroup>>(
    Object.fromEntries(groups) as Record<string, ObservedGroup | undefined>,
  );
}

/** Protection is limited in time: the person is read again when it ends (cpr.md, 5). */
function nextChange({ person, day }: Scene): string | undefined {
  return earliestOf(LISTS.flatMap((list) => boundariesAfter(elementsOf(person, list) ?? [], day)));
}

function unusable(fields: readonly string[]): ObservedPerson {
  return { outcome: 'unusable', code: 'unreadable-answer', reason: `cannot be read: ${fields.join(', ')}` };
}
