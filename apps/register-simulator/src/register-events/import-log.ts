import type { ImportStatus, RegisterEvent } from '../companies/company-world';
import { danishTimeAsZ, midnight, stamp } from '../companies/moments';
import { uuidFrom } from '../companies/row-id';
import type { BitemporalRow, StoredRow } from '../companies/rows';

/** A row that came, changed or went. */
export interface RowEvent<Entity extends string> {
  action: 'i' | 'u' | 'd';
  entity: Entity;
  /** What `object_id` says. */
  objectId: string;
  row: StoredRow & Partial<BitemporalRow> & { status?: string };
}

/** How a change is told. */
export interface Told {
  /** The package stays open. */
  open?: boolean;
  repeats?: number;
  lateByMs?: number;
  failedImport?: boolean;
}

/** Numbers before the first event. */
export interface FirstNumbers {
  readonly event: number;
  readonly sequence: number;
}

/** The events of one register: with growing ids, in import packages. */
export class ImportLog<Entity extends string> {
  private readonly log: RegisterEvent<Entity>[] = [];
  private readonly late: { due: number; write: () => void }[] = [];
  private status: ImportStatus;
  private open: number;

  constructor(
    private readonly now: () => number,
    startedAt: number,
    private readonly first: FirstNumbers,
  ) {
    this.open = first.sequence + 1;
    this.status = {
      lastEventId: first.event,
      lastSequenceNumber: first.sequence,
      lastUpdated: danishTimeAsZ(startedAt),
    };
  }

  /** Of the open package. */
  get sequenceNumber(): number {
    return this.open;
  }

  /** Tells of changes as it is wished. */
  tell(
    changes: readonly RowEvent<Entity>[],
    { open, repeats = 0, lateByMs = 0, failedImport }: Told,
    at: number,
  ): void {
    if (failedImport) {
      this.write(changes, at, true);
      this.complete(at);
    }
    for (let time = 0; time <= repeats; time++) {
      if (lateByMs > 0) this.writeLate(changes, at + lateByMs);
      else this.write(changes, at);
    }
    if (!open && lateByMs === 0) this.complete(at);
  }

  /** Writes what is late and due. */
  writeDue(now: number): void {
    for (let next = this.late[0]; next && next.due <= now; next = this.late[0]) {
      this.late.shift();
      next.write();
    }
  }

  /** The package is closed: what it holds is not above `lastEventId` any more. */
  complete(at: number): void {
    const lastEventId = this.first.event + this.log.length;
    this.status = { lastEventId, lastSequenceNumber: this.open, lastUpdated: danishTimeAsZ(at) };
    this.open++;
  }

  events(after: number, limit: number): RegisterEvent<Entity>[] {
    this.writeDue(this.now());
    const from = Math.max(0, after - this.first.event);
    return this.log.slice(from, from + limit);
  }

  importStatus(): ImportStatus {
    this.writeDue(this.now());
    return { ...this.status };
  }

  private write(changes: readonly RowEvent<Entity>[], at: number, failed = false): void {
    for (const change of changes) this.log.push(this.event(change, at, failed));
  }

  /** Writes later, in a package of its own. */
  private writeLate(changes: readonly RowEvent<Entity>[], due: number): void {
    this.late.push({
      due,
      write: () => {
        this.write(changes, due);
        this.complete(due);
      },
    });
    this.late.sort((a, b) => a.due - b.due);
  }

  private event(
    { action, entity, objectId, row }: RowEvent<Entity>,
    at: number,
    failed: boolean,
  ): RegisterEvent<Entity> {
    const eventid = this.first.event + this.log.length + 1;
    return {
      eventid,
      eventaction: action,
      entityname: entity,
      fromfailedimport: failed,
      object_id: objectId,
      object_status: row.status ?? null,
      // The rows of a failed import never were.
      object_datafordelerRowId: failed ? uuidFrom(eventid, at, 0xfa17) : row.datafordelerRowId,
      object_datafordelerRowVersion: row.datafordelerRowVersion,
      object_registreringfra: row.registreringFra ?? null,
      object_registreringtil: row.registreringTil ?? null,
      object_virkningfra: asMoment(row.virkningFra ?? null),
      object_virkningtil: asMoment(row.virkningTil ?? null),
      datafordelerRegisterImportSequenceNumber: row.datafordelerRegisterImportSequenceNumber,
      datafordelerOpdateringstid: stamp(at, eventid),
    };
  }
}

/** Registers that count in days are told of in moments. */
const asMoment = (time: string | null) => (time !== null && time.length > 10 ? time : midnight(time));
