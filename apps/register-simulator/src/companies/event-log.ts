import type { ChangeNotice, ImportStatus, RegisterEvent } from './company-world';
import { danishTimeAsZ, midnight, stamp } from './moments';
import { uuidFrom } from './row-id';
import type { BitemporalRow, EntityName, StoredRow } from './rows';

/** A row that came or went. */
export interface RowChange {
  action: 'i' | 'd';
  entity: EntityName;
  unitId: string;
  row: StoredRow & Partial<BitemporalRow> & { status?: string };
}

/** Numbers before the first event, as high as the real service's. */
const LAST_EVENT = 51_128_997;
const LAST_SEQUENCE = 409_204;

/** What the register tells: events with growing ids in import packages, and notices to subscribers. */
export class EventLog {
  private readonly log: RegisterEvent[] = [];
  private readonly late: { due: number; write: () => void }[] = [];
  private readonly told: ChangeNotice[] = [];
  private status: ImportStatus;
  private open = LAST_SEQUENCE + 1;

  constructor(
    private readonly now: () => number,
    startedAt: number,
  ) {
    this.status = {
      lastEventId: LAST_EVENT,
      lastSequenceNumber: LAST_SEQUENCE,
      lastUpdated: danishTimeAsZ(startedAt),
    };
  }

  /** Of the open package. */
  get sequenceNumber(): number {
    return this.open;
  }

  write(changes: readonly RowChange[], at: number, failed = false): void {
    for (const change of changes) this.log.push(this.event(change, at, failed));
  }

  /** Writes later, in a package of its own. */
  writeLate(changes: readonly RowChange[], due: number): void {
    this.late.push({
      due,
      write: () => {
        this.write(changes, due);
        this.complete(due);
      },
    });
    this.late.sort((a, b) => a.due - b.due);
  }

  /** Writes what is late and due. */
  writeDue(now: number): void {
    for (let next = this.late[0]; next && next.due <= now; next = this.late[0]) {
      this.late.shift();
      next.write();
    }
  }

  complete(at: number): void {
    const lastEventId = LAST_EVENT + this.log.length;
    this.status = { lastEventId, lastSequenceNumber: this.open, lastUpdated: danishTimeAsZ(at) };
    this.open++;
  }

  notify(notice: ChangeNotice): void {
    this.told.push(notice);
  }

  events(after: number, limit: number): RegisterEvent[] {
    this.writeDue(this.now());
    const from = Math.max(0, after - LAST_EVENT);
    return this.log.slice(from, from + limit);
  }

  importStatus(): ImportStatus {
    this.writeDue(this.now());
    return { ...this.status };
  }

  notices(): ChangeNotice[] {
    const now = this.now();
    return this.told.filter(({ told }) => told <= now).sort((a, b) => a.at - b.at);
  }

  private event({ action, entity, unitId, row }: RowChange, at: number, failed: boolean): RegisterEvent {
    const eventid = LAST_EVENT + this.log.length + 1;
    return {
      eventid,
      eventaction: action,
      entityname: entity,
      fromfailedimport: failed,
      object_id: unitId,
      object_status: row.status ?? null,
      // The rows of a failed import never were.
      object_datafordelerRowId: failed ? uuidFrom(eventid, at, 0xfa17) : row.datafordelerRowId,
      object_datafordelerRowVersion: row.datafordelerRowVersion,
      object_registreringfra: row.registreringFra ?? null,
      object_registreringtil: row.registreringTil ?? null,
      object_virkningfra: midnight(row.virkningFra ?? null),
      object_virkningtil: midnight(row.virkningTil ?? null),
      datafordelerRegisterImportSequenceNumber: row.datafordelerRegisterImportSequenceNumber,
      datafordelerOpdateringstid: stamp(at, eventid),
    };
  }
}
