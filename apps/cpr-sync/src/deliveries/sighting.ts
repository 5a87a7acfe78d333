import { createHash, hash } from 'node:crypto';
import type { Sighting } from '@contact-sync/contact-register';
import { cprClock } from '@contact-sync/contacts-model';
import {
  eventTimeOn,
  latestEvent,
  MAPPED_RECORD_TYPES,
  MAPPER_VERSION,
  NormalForms,
  type CprMappingSettings,
  type ObserveOptions,
  type PersonSlice,
  type RecordType,
} from '@contact-sync/contacts-off4';
import { recordTypesOf, type CprSettings } from '../settings';
import type { FileFacts } from './delivery';

const CONTENT_CHARACTERS = 22;
const VIEW_CHARACTERS = 8;

/** Everything about one delivery that decides how its sets are seen. */
export class FileView {
  readonly recordTypes: ReadonlySet<string>;
  readonly mapping: CprMappingSettings;
  private readonly view: string;
  private readonly normalForms = new NormalForms();

  /** `recordTypes`: those the file has. They count as delivered like those that are ordered (REG-3b). */
  constructor(
    private readonly file: string,
    private readonly facts: Pick<FileFacts, 'taskNumber' | 'productionDate'>,
    recordTypes: readonly string[],
    settings: CprSettings,
  ) {
    const { updateGuardiansAndCustodians, guardianNameType, endDateForStatus90, forceUpdate } = settings;
    this.recordTypes = new Set([...recordTypesOf(facts.taskNumber, settings), ...recordTypes]);
    this.mapping = { updateGuardiansAndCustodians, guardianNameType, endDateForStatus90 };
    const read = [...this.recordTypes].filter((type) => MAPPED_RECORD_TYPES.has(type as RecordType)).sort();
    // With other settings or another mapper an unchanged set may mean something else: it must not be recognised.
    const said = JSON.stringify([MAPPER_VERSION, read, this.mapping, forceUpdate]);
    this.view = createHash('sha256').update(said).digest('base64url').slice(0, VIEW_CHARACTERS);
  }

  /** The person's set as it was met in the file, before it is read: enough to recognise that it says nothing new. */
  sightingOf(slice: PersonSlice): Sighting {
    const contentHash = hashOf(this.normalForms.of(slice)).slice(0, CONTENT_CHARACTERS);
    const asOf = this.facts.productionDate;
    const clock = cprClock({
      date: asOf,
      eventTime: eventTimeOn(asOf, latestEvent(slice)),
      road: 'file',
      source: this.file,
      contentHash,
    });
    const origin = { road: 'file', source: this.file, lines: slice.lines };
    return {
      register: 'cpr',
      nameType: 'C',
      nameCode: slice.pnr,
      fingerprint: `${this.view}${contentHash}`,
      clock,
      asOf,
      origin,
    };
  }

  /** What `observe` must know of a sighting. */
  optionsFor({ asOf, clock, fingerprint, origin }: Sighting): ObserveOptions {
    return { asOf, clock, fingerprint, origin, recordTypes: this.recordTypes, settings: this.mapping };
  }
}

/** One call into the hash is several times faster than three for sets of a kilobyte; older Node versions lack it. */
const hashOf: (bytes: Uint8Array) => string =
  typeof hash === 'function'
    ? (bytes) => hash('sha256', bytes, 'base64url')
    : (bytes) => createHash('sha256').update(bytes).digest('base64url');
