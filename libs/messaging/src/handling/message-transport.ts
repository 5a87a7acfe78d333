import { decode, findMessage, receiverOf, type MessageProblem } from '@contact-sync/contracts';
import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import { lastValueFrom, isObservable } from 'rxjs';
import type { Pool } from 'pg';
import { BatchRunner, type Unreadable } from './batch-runner';
import type { HandlerEntry } from './batch-work';
import type { HandlerOptions } from './handler-decorators';
import type { Incoming } from './waiting-messages';

export interface MessageTransportOptions {
  /** Database of the service queue, as the running role; shared with the service. */
  readonly pool: Pool;
  /** The queue whose messages are handled. */
  readonly queue: string;
  /** How long a claim holds without renewal, in milliseconds; default one minute. After a crash work resumes that much later. */
  readonly leaseMs?: number;
  /** The lane that work of a type waits in just now, where that is not for its handler to say: a setting may choose the register. */
  readonly laneOf?: (type: string) => string | undefined;
}

export type TransportStatus = 'connected' | 'disconnected';

const LEASE_MS = 60_000;
/** Of the ten seconds that a stop may take (OPS). */
const GRACE_MS = 8_000;
const NESTS_OWN_FILTER = 'error';
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * What the transports have in common: Nest's handlers on one side, messages in hand on the other. Each message is decoded
 * and validated here, since a global ValidationPipe lets arrays through unchecked.
 */
export abstract class MessageTransport<I extends Incoming>
  extends Server<never, TransportStatus>
  implements CustomTransportStrategy
{
  protected readonly runner: BatchRunner<I>;
  private readonly entries = new Map<string, HandlerEntry>();

  protected constructor(protected readonly options: MessageTransportOptions) {
    super();
    this.runner = new BatchRunner<I>({
      pool: options.pool,
      queue: options.queue,
      leaseMs: options.leaseMs ?? LEASE_MS,
      handlerOf: (type) => this.handlerOf(type),
      acknowledge: (incoming) => this.acknowledge(incoming),
      storeAway: () => this.storeAway(),
      storeBack: () => this.storeBack(),
    });
  }

  protected abstract begin(): void;
  protected abstract end(): Promise<void>;
  protected abstract acknowledge(incoming: readonly I[]): Promise<void> | void;
  protected abstract storeAway(): void;
  protected abstract storeBack(): void;

  /** Begins to connect and returns at once: a service starts whether or not its broker is there. */
  listen(callback: () => void): void {
    this.begin();
    callback();
  }

  /** Takes no new work, finishes what is in hand within 8 seconds or leaves it to be sent again. */
  async close(): Promise<void> {
    this.storeAway();
    await this.runner.stop(GRACE_MS);
    await this.end();
  }

  on(): never {
    throw new Error('this transport has no events; watch its status');
  }

  unwrap<T>(): T {
    throw new Error('this transport has no single client to hand out');
  }

  /** Reads a body; what cannot be read is parked. `rowId`: of the row it is kept under, if its sender told. */
  protected accept(body: Uint8Array, rowId: unknown, make: (incoming: Incoming) => I): void {
    const decoded = decode(body);
    if (!decoded.ok) return this.refuse(body, decoded.problem, make);
    const { message } = decoded;
    const isTask = findMessage(message.type)?.kind === 'task';
    if (isTask && !this.options.queue.endsWith(`${receiverOf(message.type)}.tasks`)) {
      // Others may write to this queue, and must not get at a row of ours by naming it.
      return this.refuse(body, { code: 'unknown-type', text: 'a task is no message for this queue' }, make);
    }
    const row = isTask ? message.id : rowId;
    this.runner.offer(make(typeof row === 'string' && UUID.test(row) ? { message, rowId: row } : { message }));
  }

  private refuse(body: Uint8Array, problem: MessageProblem, make: (incoming: Incoming) => I): void {
    const unreadable: Unreadable = { body, problem };
    const message = { id: '', type: '', source: '', subject: '', time: '', data: {} };
    this.runner.refuse(make({ message }), unreadable);
  }

  private handlerOf(type: string): HandlerEntry | undefined {
    const known = this.entries.get(type);
    if (known !== undefined) return known;
    const handler = this.getHandlerByPattern(type);
    if (handler === null) return undefined;
    const { batch, lane } = (handler.extras ?? {}) as HandlerOptions;
    const { laneOf } = this.options;
    const entry: HandlerEntry = {
      handle: async (deliveries, context) => {
        try {
          const result: unknown = await handler(deliveries, context);
          if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
        } catch (failure) {
          throw isHidden(failure) ? new FailureHidden(type) : failure;
        }
      },
      ...(batch === undefined ? {} : { batch }),
      get lane() {
        return laneOf?.(type) ?? lane;
      },
    };
    this.entries.set(type, entry);
    return entry;
  }
}

/** Nest's own exception filter stood between handler and transport, so nobody knows what may be tried again. */
class FailureHidden extends Error {
  constructor(type: string) {
    super(
      `the failure of ${type} was hidden by Nest's filter: use HandleTasks, HandleEvents or the filter HandBackFailure`,
    );
    this.name = 'FailureHidden';
  }
}

function isHidden(failure: unknown): boolean {
  return (
    typeof failure === 'object' &&
    !(failure instanceof Error) &&
    failure !== null &&
    'status' in failure &&
    failure.status === NESTS_OWN_FILTER
  );
}
