import { ImportLog, type RowEvent, type Told } from '../register-events/import-log';
import type { ChangeNotice, ImportStatus, RegisterEvent } from './company-world';
import type { EntityName } from './rows';

/** A row that came or went; its object is the unit. */
export type RowChange = RowEvent<EntityName>;

/** As high as the real service's. */
const FIRST = { event: 51_128_997, sequence: 409_204 };

/** What the register tells: events in import packages, and notices to subscribers. */
export class EventLog {
  private readonly log: ImportLog<EntityName>;
  private readonly told: ChangeNotice[] = [];

  constructor(
    private readonly now: () => number,
    startedAt: number,
  ) {
    this.log = new ImportLog(now, startedAt, FIRST);
  }

  /** Of the open package. */
  get sequenceNumber(): number {
    return this.log.sequenceNumber;
  }

  tell(changes: readonly RowChange[], told: Told, at: number): void {
    this.log.tell(changes, told, at);
  }

  /** Writes what is late and due. */
  writeDue(now: number): void {
    this.log.writeDue(now);
  }

  complete(at: number): void {
    this.log.complete(at);
  }

  notify(notice: ChangeNotice): void {
    this.told.push(notice);
  }

  events(after: number, limit: number): RegisterEvent[] {
    return this.log.events(after, limit);
  }

  importStatus(): ImportStatus {
    return this.log.importStatus();
  }

  notices(): ChangeNotice[] {
    const now = this.now();
    return this.told.filter(({ told }) => told <= now).sort((a, b) => a.at - b.at);
  }
}
