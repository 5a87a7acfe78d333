import type { Message } from '@contact-sync/contracts';

/** A message that a transport has in hand. */
export interface Incoming {
  readonly message: Message<object>;
  /** Row of the service queue that governs it: of a task, or of a message that was kept. */
  readonly rowId?: string;
}

/** Messages in hand that wait for a free handler, in the order they came. */
export class WaitingMessages<I extends Incoming> {
  private waiting: I[] = [];

  get size(): number {
    return this.waiting.length;
  }

  add(incoming: I): void {
    this.waiting.push(incoming);
  }

  /**
   * Takes the next batch: messages of one type, in order, at most so many, about none of the busy subjects. A message is
   * passed over when an earlier one of its subject is, so that messages of one subject keep their order.
   */
  take(busy: ReadonlySet<string>, limitOf: (type: string) => number): I[] {
    const blocked = new Set<string>();
    const batch: I[] = [];
    const left: I[] = [];
    let type: string | undefined;
    let limit = 0;
    for (const incoming of this.waiting) {
      const { message } = incoming;
      const isFree = !busy.has(message.subject) && !blocked.has(message.subject);
      if (type === undefined && isFree) {
        type = message.type;
        limit = limitOf(type);
      }
      if (isFree && message.type === type && batch.length < limit) {
        batch.push(incoming);
      } else {
        blocked.add(message.subject);
        left.push(incoming);
      }
    }
    this.waiting = left;
    return batch;
  }

  clear(): void {
    this.waiting = [];
  }
}
