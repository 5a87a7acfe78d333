import type { DueMessage } from './due-messages';

/** What became of messages that were to be published. */
export interface Published {
  /** Safe with whoever will hand them out. */
  readonly accepted: readonly DueMessage[];
  /** Refused, without a queue, or unknown: to be published again. */
  readonly refused: readonly DueMessage[];
}

/** How the relay hands messages on: to a broker, or to the transports of its own process. */
export interface Publisher {
  start(): void;
  /** Resolves when messages can be published, or when the signal aborts. */
  ready(signal: AbortSignal): Promise<void>;
  /**
   * Publishes in the order given, and in the order of calls. Never rejects for a message that could not be published;
   * rejects only when the session given is lost.
   */
  publish(messages: readonly DueMessage[]): Promise<Published>;
  stop(): Promise<void>;
}
