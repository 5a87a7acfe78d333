import { setTimeout as pause } from 'node:timers/promises';
import { CallFailed } from '@contact-sync/outbound';
import { type DirekteAnswer, isPersonData, readAnswer } from './answers';
import { errorCodeOf, failureOf } from './error-codes';
import type { DirekteUser } from './fields';
import { type LookUpWish, lookUpRequest } from './requests';

/** A token and whose it is: it opens CPR for this user alone. A secret. */
export interface DirekteToken {
  readonly user: DirekteUser;
  readonly token: string;
}

export interface SessionParts {
  /** One connection: sends the request, reads until its end. Throws `CallFailed`. */
  readonly exchange: (request: Uint8Array, signal: AbortSignal | undefined) => Promise<Uint8Array>;
  /** Logs on. Who calls it is one at a time. Throws `CallFailed`. */
  readonly logOn: () => Promise<DirekteToken>;
  /** Told of a code that says that no call will succeed until something is changed: 01, 06, 16 and 99. */
  readonly onStop: (errorCode: string) => Promise<void>;
}

/** A code says that the token has ended so often at most, for one look-up, until we take CPR for being away. */
const MOST_LOGONS = 3;
/** Milliseconds before the same is sent again after a deadlock. */
const AGAIN_AFTER_MS = [50, 250, 1_000] as const;

/** Calls to CPR Direkte under one user: the token is kept from call to call, and renewed when CPR says that it has ended. */
export class DirekteSession {
  private held: DirekteToken | undefined;
  private logging: Promise<DirekteToken> | undefined;

  constructor(private readonly parts: SessionParts) {}

  /** Takes a token over that somebody has logged on for, or (`undefined`) forgets the one that is held. */
  hold(token: DirekteToken | undefined): void {
    this.held = token;
  }

  /** The person's data, empty where none were wished; `not-found` where CPR does not know the number. Throws `CallFailed`. */
  async lookUp(wish: LookUpWish, signal?: AbortSignal): Promise<Uint8Array | 'not-found'> {
    for (let logons = 0; logons < MOST_LOGONS; logons += 1) {
      const token = await this.token(signal);
      const answer = await this.asked(lookUpRequest(token.user, { ...wish, token: token.token }), signal);
      const { reaction } = errorCodeOf(answer.errorCode);
      if (reaction !== 'log-on' && reaction !== 'new-password') return this.foundIn(answer, wish);
      if (this.held === token) this.held = undefined;
    }
    throw failureOf('07');
  }

  private async foundIn(answer: DirekteAnswer, wish: LookUpWish): Promise<Uint8Array | 'not-found'> {
    const found = dataFound(answer, wish);
    if (!(found instanceof CallFailed)) return found;
    const { reaction } = errorCodeOf(answer.errorCode);
    if (reaction === 'stop' || reaction === 'repeat-nothing') {
      this.held = undefined;
      await this.parts.onStop(answer.errorCode);
    }
    throw found;
  }

  /** Sends the same again where CPR was busy: what it does twice it does once. */
  private asked(request: Uint8Array, signal: AbortSignal | undefined): Promise<DirekteAnswer> {
    return answered(() => this.parts.exchange(request, signal), signal);
  }

  private async token(signal: AbortSignal | undefined): Promise<DirekteToken> {
    signal?.throwIfAborted();
    if (this.held !== undefined) return this.held;
    this.logging ??= this.parts
      .logOn()
      .then((token) => (this.held = token))
      .finally(() => (this.logging = undefined));
    return untilAborted(this.logging, signal);
  }
}

/** The answer to a request that may be sent again where CPR was busy. Throws `CallFailed`. */
export async function answered(
  exchange: () => Promise<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<DirekteAnswer> {
  for (const afterMs of AGAIN_AFTER_MS) {
    const answer = readAnswer(await exchange());
    if (errorCodeOf(answer.errorCode).reaction !== 'again') return answer;
    await pause(afterMs, undefined, signal === undefined ? {} : { signal }).catch(() => signal?.throwIfAborted());
  }
  return readAnswer(await exchange());
}

/** What an answer says of the person; a failure where it says nothing. */
export function dataFound(
  { errorCode, data }: DirekteAnswer,
  wish: Pick<LookUpWish, 'data'>,
): Uint8Array | 'not-found' | CallFailed {
  const { reaction } = errorCodeOf(errorCode);
  if (reaction === 'not-found') return 'not-found';
  if (reaction !== 'none') return failureOf(errorCode);
  return wish.data === 'none' || isPersonData(data) ? data : new CallFailed('unavailable', 'answer-unreadable');
}

/** Who no longer waits goes; what is under way for others goes on. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
