import { Logger } from '@nestjs/common';
import { connect, type ChannelModel } from 'amqplib';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

export interface BrokerConnectionOptions {
  readonly url: string;
  /** Shown in the broker's list of connections. */
  readonly name: string;
  /**
   * Called with each new connection. `lost` may be called when the connection, though open, is of no more use: a channel
   * closed, a consumer was cancelled. What is thrown here closes the connection, too.
   */
  readonly opened: (connection: ChannelModel, lost: () => void) => Promise<void>;
  /** Called when a connection that was opened is gone. */
  readonly closed: () => void;
}

const CONNECT_TIMEOUT_MS = 10_000;
const HEARTBEAT_S = 10;
// A broker that is starting may take a connection and then not answer.
const SETUP_TIMEOUT_MS = 15_000;
const CLOSE_TIMEOUT_MS = 1_000;
const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 5_000;

/**
 * Keeps one connection to the broker for as long as it is wanted: whatever closes it, another is made. There is one way
 * back for every fault, since a client that mends channels singly is the one that forgets a consumer.
 */
export class BrokerConnection {
  private readonly log: Logger;
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private hangUp: (() => void) | undefined;
  private complained = false;

  constructor(private readonly options: BrokerConnectionOptions) {
    this.log = new Logger(options.name);
  }

  start(): void {
    this.running ??= this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.hangUp?.();
    await this.running;
  }

  private async run(): Promise<void> {
    let delay = FIRST_DELAY_MS;
    while (!this.stopping.signal.aborted) {
      try {
        await this.useOne(() => (delay = FIRST_DELAY_MS));
      } catch (error) {
        this.complain(error);
      }
      await sleep(delay, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      delay = Math.min(delay * 2, LONGEST_DELAY_MS);
    }
  }

  private async useOne(works: () => void): Promise<void> {
    const { url, name, opened, closed } = this.options;
    const connection = await connect(withHeartbeat(url), {
      // Without it the kernel holds small writes back for up to 40 ms.
      noDelay: true,
      timeout: CONNECT_TIMEOUT_MS,
      clientProperties: { connection_name: name },
    });
    const gone = new Promise<void>((resolve) => {
      connection.on('close', () => resolve());
      this.hangUp = resolve;
    });
    // The close event follows; without a listener the error would end the process.
    connection.on('error', (error: Error) => this.complain(error));
    try {
      if (this.stopping.signal.aborted) return;
      await inTime(opened(connection, () => this.hangUp?.()));
      works();
      if (this.complained) this.log.log('connected to the broker again');
      this.complained = false;
      await gone;
      if (!this.stopping.signal.aborted) this.complain(undefined);
    } finally {
      this.hangUp = undefined;
      closed();
      await hangUp(connection);
    }
  }

  /** One warning until it works again, however long that takes. The text may hold the address with its password. */
  private complain(error: unknown): void {
    if (this.complained || this.stopping.signal.aborted) return;
    this.complained = true;
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'closed';
    this.log.warn(`no connection to the broker (${code}); trying again`);
  }
}

/** Rejects when the broker has not answered everything in time. */
async function inTime(setUp: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = Object.assign(new Error('the broker does not answer'), { code: 'ETIMEDOUT' });
    timer = setTimeout(reject, SETUP_TIMEOUT_MS, error);
  });
  await Promise.race([setUp, late]).finally(() => clearTimeout(timer));
}

/** Closes politely; a broker that is gone never answers to that, and the client would wait for ever. */
async function hangUp(connection: ChannelModel): Promise<void> {
  const patience = new AbortController();
  const timeout = sleep(CLOSE_TIMEOUT_MS, undefined, { signal: patience.signal });
  await Promise.race([connection.close(), timeout]).catch(() => undefined);
  patience.abort();
  await timeout.catch(() => undefined);
  socketOf(connection)?.destroy();
}

/** The socket under a connection, which amqplib does not type. */
export function socketOf({ connection }: ChannelModel): Duplex | undefined {
  const { stream } = connection as { stream?: Duplex };
  return typeof stream?.cork === 'function' ? stream : undefined;
}

/** Half-open connections are noticed by heartbeat; a longer one in the address is respected. */
function withHeartbeat(address: string): string {
  const url = new URL(address);
  if (!url.searchParams.has('heartbeat')) url.searchParams.set('heartbeat', String(HEARTBEAT_S));
  return url.toString();
}
