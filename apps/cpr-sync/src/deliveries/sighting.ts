import type { Sighting } from '@contact-sync/contact-register';
import { cprClock } from '@contact-sync/contacts-model';
import { eventTimeOn, latestEvent, type ObserveOptions, type PersonSlice } from '@contact-sync/contacts-off4';
import { SetView } from '../person-sets/set-view';
import type { CprSettings } from '../settings';
import type { FileFacts } from './delivery';

/** Everything about one delivery that decides how its sets are seen. */
export class FileView {
  private readonly view: SetView;

  /** `recordTypes`: those the file has. */
  constructor(
    private readonly file: string,
    private readonly facts: Pick<FileFacts, 'taskNumber' | 'productionDate'>,
    recordTypes: readonly string[],
    settings: CprSettings,
  ) {
    this.view = new SetView(facts.taskNumber, recordTypes, settings);
  }

  /** The person's set as it was met in the file, before it is read: enough to recognise that it says nothing new. */
  sightingOf(slice: PersonSlice): Sighting {
    const { contentHash, fingerprint } = this.view.hashesOf(slice);
    const asOf = this.facts.productionDate;
    const clock = cprClock({
      date: asOf,
      eventTime: eventTimeOn(asOf, latestEvent(slice)),
      road: 'file',
      source: this.file,
      contentHash,
    });
    const origin = { road: 'file', source: this.file, lines: slice.lines };
    return { register: 'cpr', nameType: 'C', nameCode: slice.pnr, fingerprint, clock, asOf, origin };
  }

  /** What `observe` must know of a sighting. */
  optionsFor({ asOf, clock, fingerprint, origin }: Sighting): ObserveOptions {
    const { recordTypes, mapping: settings } = this.view;
    return { asOf, clock, fingerprint, origin, recordTypes, settings };
  }
}
