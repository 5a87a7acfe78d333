import { CallFailed } from '@contact-sync/outbound';
import { GraphqlService, type GraphqlServiceOptions } from '../graphql/graphql-service';
import { type ChangedObject, changedObjects, type IdsOf } from './changed-objects';
import { type EventRow, eventsBetween, importStatus } from './documents';

/** The last package that is loaded completely. */
export interface ImportStatus {
  readonly lastEventId: number;
  readonly lastSequenceNumber: number;
}

/** Event ids read before the mark moves; some hours of all of CVR. No order is promised within a list. */
const IDS_AT_ONCE = 50_000;

/** What to read on from where. */
export interface EventsWanted {
  /** The event id up to which all is read, as text. */
  readonly mark: string;
  /** As the events name them. */
  readonly entities: readonly string[];
  readonly idsOf: IdsOf;
  /** The day it is in Denmark, `YYYY-MM-DD`. */
  readonly today: () => string;
}

/** Objects that changed, and the mark once they are dealt with. */
export interface ChangesPage {
  readonly objects: readonly ChangedObject[];
  readonly mark: string;
}

/** The events of one register and how far it is loaded. */
export class RegisterEvents {
  private readonly service: GraphqlService;

  constructor(private readonly options: GraphqlServiceOptions) {
    this.service = new GraphqlService(options);
  }

  async importStatus(signal?: AbortSignal): Promise<ImportStatus> {
    const found = await this.service.ask(importStatus, {}, signal);
    const { lastEventId, lastSequenceNumber } = found as Readonly<Record<string, unknown>>;
    if (!isCount(lastEventId) || !isCount(lastSequenceNumber)) {
      throw new CallFailed('unavailable', 'half-answer', { said: 'the import status holds no numbers' });
    }
    return { lastEventId, lastSequenceNumber };
  }

  /** Events of the entities, from one id to another, both included, page by page. */
  async *between(
    from: number,
    to: number,
    entities: readonly string[],
    signal?: AbortSignal,
  ): AsyncGenerator<readonly EventRow[]> {
    const document = eventsBetween(this.options.register);
    for await (const { rows } of this.service.pages(document, { from, to, entities }, signal)) yield rows;
  }

  /**
   * Objects that changed after a mark, up to the last package that is loaded completely (events.md, 4). The mark is an
   * event id: sequence numbers do not do, since deletions carry old ones. Nothing needs reading twice, so there is no
   * overlap.
   */
  async *changesSince(
    { mark, entities, idsOf, today }: EventsWanted,
    signal?: AbortSignal,
  ): AsyncGenerator<ChangesPage> {
    const { lastEventId } = await this.importStatus(signal);
    let read = idOf(mark);
    if (read > lastEventId) {
      throw new CallFailed('wrong', 'event-mark-unknown', {
        said: 'the register has not given this event id yet; it is another register than the one read before',
      });
    }
    while (read < lastEventId) {
      const to = Math.min(lastEventId, read + IDS_AT_ONCE);
      const rows: EventRow[] = [];
      for await (const page of this.between(read + 1, to, entities, signal)) rows.push(...page);
      read = to;
      yield { objects: changedObjects(rows, today(), idsOf), mark: String(read) };
    }
  }
}

/** A mark of another provider is none of ours. */
function idOf(mark: string): number {
  const id = /^\d{1,15}$/.test(mark) ? Number(mark) : undefined;
  if (id !== undefined) return id;
  throw new CallFailed('wrong', 'event-mark-unknown', { said: 'it is no event id' });
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
