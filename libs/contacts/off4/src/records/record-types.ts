import {
  currentAddress,
  plainTextAddress,
  emigration,
  contactAddress,
  disappearance,
  relocationOrder,
} from './address';
import { civilStatus, separation, earlierCivilStatus, earlierSeparation } from './civil-status';
import { earlierAddress, earlierEmigration, earlierDisappearance } from './earlier-address';
import { child, parents, custody } from './family';
import { startRecord, rejectedInput, subscriptionReceipt, endRecord } from './frame';
import { guardianship, guardianshipWithType } from './guardianship';
import { municipalCondition, note, election } from './municipality';
import { currentName, earlierName } from './name';
import { birthRegistration, citizenship, church, earlierCitizenship, earlierChurch } from './origin';
import { personInformation, earlierNumber, event } from './person';
import { protection, creditWarning } from './protection';
import type { RecordOfLayout } from '../layout/layout';

/** Every record type of P12170, by its number. */
export const LAYOUTS = {
  '000': startRecord,
  '001': personInformation,
  '002': currentAddress,
  '003': plainTextAddress,
  '004': protection,
  '005': emigration,
  '006': contactAddress,
  '007': disappearance,
  '008': currentName,
  '009': birthRegistration,
  '010': citizenship,
  '011': church,
  '012': civilStatus,
  '013': separation,
  '014': child,
  '015': parents,
  '016': custody,
  '017': guardianship,
  '018': municipalCondition,
  '019': note,
  '020': election,
  '021': relocationOrder,
  '022': earlierNumber,
  '023': earlierAddress,
  '024': earlierEmigration,
  '025': earlierDisappearance,
  '026': earlierName,
  '027': earlierCitizenship,
  '028': earlierChurch,
  '029': earlierCivilStatus,
  '030': earlierSeparation,
  '050': creditWarning,
  '052': guardianshipWithType,
  '099': event,
  '910': rejectedInput,
  '997': subscriptionReceipt,
  '999': endRecord,
} as const;

export type RecordType = keyof typeof LAYOUTS;

/** A record of a type that has been read. */
export type CprRecord<T extends RecordType> = RecordOfLayout<(typeof LAYOUTS)[T]>;

/** Types that belong to the file, not to a person. */
export const FRAME_TYPES: ReadonlySet<string> = new Set(['000', '910', '997', '999']);

/** Types a person has at most once; a second one makes the set undecidable. */
export const SINGLE_TYPES: ReadonlySet<RecordType> = new Set<RecordType>([
  '001',
  '002',
  '003',
  '005',
  '006',
  '007',
  '008',
  '009',
  '010',
  '011',
  '012',
  '013',
  '015',
  '017',
  '021',
  '050',
  '052',
]);
