import { createHash, hash } from 'node:crypto';
import {
  MAPPED_RECORD_TYPES,
  MAPPER_VERSION,
  NormalForms,
  type CprMappingSettings,
  type PersonSlice,
  type RecordType,
} from '@contact-sync/contacts-off4';
import { recordTypesOf, type CprSettings } from '../settings';

const CONTENT_CHARACTERS = 22;
const VIEW_CHARACTERS = 8;

/** Which sets are equal, and whether equal ones mean the same. */
export interface SetHashes {
  readonly contentHash: string;
  /** Of the content and of how it is seen; equal means that nothing can have changed. */
  readonly fingerprint: string;
}

/** How the sets of one task are seen, whatever road they come by: a file and a look-up that say the same are known to. */
export class SetView {
  readonly recordTypes: ReadonlySet<string>;
  readonly mapping: CprMappingSettings;
  private readonly view: string;
  private readonly normalForms = new NormalForms();

  /** `recordTypes`: those that came. They count as delivered like those that are ordered (REG-3b). */
  constructor(taskNumber: string, recordTypes: readonly string[], settings: CprSettings) {
    const { forceUpdate } = settings;
    this.recordTypes = new Set([...recordTypesOf(taskNumber, settings), ...recordTypes]);
    this.mapping = mappingOf(settings);
    const read = [...this.recordTypes].filter((type) => MAPPED_RECORD_TYPES.has(type as RecordType)).sort();
    // With other settings or another mapper an unchanged set may mean something else: it must not be recognised.
    const said = JSON.stringify([MAPPER_VERSION, read, this.mapping, forceUpdate]);
    this.view = createHash('sha256').update(said).digest('base64url').slice(0, VIEW_CHARACTERS);
  }

  hashesOf(slice: PersonSlice): SetHashes {
    const contentHash = hashOf(this.normalForms.of(slice)).slice(0, CONTENT_CHARACTERS);
    return { contentHash, fingerprint: `${this.view}${contentHash}` };
  }
}

/** What the mapping of every road goes by. */
function mappingOf(settings: CprSettings): CprMappingSettings {
  const { updateGuardiansAndCustodians, guardianNameType, endDateForStatus90 } = settings;
  return { updateGuardiansAndCustodians, guardianNameType, endDateForStatus90 };
}

/** One call into the hash is several times faster than three for sets of a kilobyte; older Node versions lack it. */
const hashOf: (bytes: Uint8Array) => string =
  typeof hash === 'function'
    ? (bytes) => hash('sha256', bytes, 'base64url')
    : (bytes) => createHash('sha256').update(bytes).digest('base64url');
