import type { Credentials } from '@contact-sync/credentials';
import { CallFailed, limited, type Sockets } from '@contact-sync/outbound';
import {
  answered,
  dataFound,
  type DirekteAnswer,
  DirekteSession,
  errorCodeOf,
  isAnswer,
  type LookUpWish,
  MOST_BYTES,
  proxyRequest,
} from '@contact-sync/registers-cpr-direkte';
import type { Logger } from '@contact-sync/service';
import type { Pool } from 'pg';
import { mayBeSent } from '../asking/may-be-sent';
import type { CprSettings } from '../settings';
import type { CountCall } from './direkte-metrics';
import { outcomeOf } from './direkte-metrics';
import type { Direkte, DirekteFinding } from './direkte';
import { direkteProfile, type DirekteProfile } from './direkte-profile';
import type { DirekteStops } from './direkte-stops';
import { Logon } from './logon';

/** CPR serves every authority of the country; more of ours at once would not make it faster. */
const CALLS_AT_ONCE = 4;
const CONNECT_MS = 10_000;

export interface DirekteClientParts {
  readonly pool: Pool;
  readonly credentials: Pick<Credentials, 'source' | 'latest' | 'newPassword' | 'settlePassword'>;
  readonly sockets: Pick<Sockets, 'exchange' | 'connect'>;
  readonly stops: DirekteStops;
  readonly logger: Logger;
  /** Milliseconds until a call must be answered. */
  readonly limitMs: number;
  readonly onCall?: CountCall;
}

/** What a test of the connection brought: CPR's answer to a logon, or a local proxy that takes connections. */
export type DirekteTest = DirekteAnswer | 'proxy-connected';

interface Opened {
  /** As calls are made with it now; its password may be another than when it was opened. */
  profile: DirekteProfile;
  readonly session: DirekteSession;
}

/** The calls to CPR Direkte of this process: a connection for each, a token for all of them. */
export class DirekteClient implements Direkte {
  private readonly places = limited(CALLS_AT_ONCE);
  private readonly logon: Logon;
  private opened: Opened | undefined;

  constructor(private readonly parts: DirekteClientParts) {
    this.logon = new Logon({ ...parts, exchange: (profile, request) => this.exchanged('logon', profile, request) });
  }

  async lookUp(
    settings: CprSettings,
    pnr: string,
    { subscribe, signal }: { readonly subscribe: boolean; readonly signal?: AbortSignal },
  ): Promise<DirekteFinding> {
    const data = await this.ask(settings, { pnr, subscription: subscribe ? 'set' : 'leave', data: 'person' }, signal);
    return data === 'not-found' ? { outcome: 'not-found' } : { outcome: 'found', data };
  }

  async deleteSubscription(
    settings: CprSettings,
    pnr: string,
    { signal }: { readonly signal?: AbortSignal },
  ): Promise<'deleted' | 'not-found'> {
    const answer = await this.ask(settings, { pnr, subscription: 'delete', data: 'none' }, signal);
    return answer === 'not-found' ? 'not-found' : 'deleted';
  }

  /**
   * Whether CPR lets us in and answers now, learnt by a logon that asks for nobody. Unlike a test of the connection it tries
   * nothing that was refused.
   */
  async answers(settings: CprSettings): Promise<boolean> {
    const name = chosen(settings);
    try {
      const { profile, session } = await this.open(name);
      if (profile.transport === 'tls') session.hold(await this.logon.logOn(name));
      else await this.connectToProxy(profile);
      return true;
    } catch (error) {
      if (error instanceof CallFailed) return false;
      throw error;
    }
  }

  /**
   * One logon, or one connection to a local proxy, whatever was refused before: for a person who decides it, never for
   * work that goes on by itself. Throws `CallFailed` where nothing came.
   */
  async test(settings: CprSettings): Promise<DirekteTest> {
    const name = chosen(settings);
    const profile = direkteProfile(await this.parts.credentials.latest(name));
    if (profile.transport === 'local-proxy') {
      await this.connectToProxy(profile);
      await this.parts.stops.clear(name);
      return 'proxy-connected';
    }
    const { answer, token } = await this.logon.test(name);
    if (answer.errorCode === '00') (await this.open(name)).session.hold(token);
    return answer;
  }

  /** Sets a new password now. Throws `CallFailed`. */
  async renewPassword(settings: CprSettings): Promise<void> {
    const name = chosen(settings);
    const token = await this.logon.renew(name);
    (await this.open(name)).session.hold(token);
  }

  private ask(
    settings: CprSettings,
    wish: LookUpWish,
    signal: AbortSignal | undefined,
  ): Promise<Uint8Array | 'not-found'> {
    const name = chosen(settings);
    // Nobody who asks should come as far as this; what is sent to CPR cannot be taken back.
    if (!mayBeSent(wish.pnr, settings)) throw new RangeError('a substitute number is not sent to CPR');
    return this.places(async () => {
      signal?.throwIfAborted();
      const { profile, session } = await this.open(name);
      if (profile.transport === 'local-proxy') return this.askProxy(profile, wish, signal);
      // With something refused, the logon decides whether that still stands; a token from before is not used up.
      if ((await this.parts.stops.find(name)) !== undefined) session.hold(undefined);
      return session.lookUp(wish, signal);
    });
  }

  private async connectToProxy({ host, port }: DirekteProfile): Promise<void> {
    const socket = await this.parts.sockets.connect({ host, port, transport: 'plain', connectMs: this.connectMs() });
    socket.destroy();
  }

  private async askProxy(
    profile: DirekteProfile,
    wish: LookUpWish,
    signal: AbortSignal | undefined,
  ): Promise<Uint8Array | 'not-found'> {
    const { stops } = this.parts;
    await stops.passwordToTry(profile);
    const request = proxyRequest(profile.user, wish);
    const answer = await answered(() => this.exchanged('look-up', profile, request, signal), signal);
    const found = dataFound(answer, wish);
    if (!(found instanceof CallFailed)) {
      await stops.clear(profile.name);
      return found;
    }
    const { reaction } = errorCodeOf(answer.errorCode);
    // The proxy logs on by itself, for every request that we send: with a wrong password it would lock the user out.
    if (reaction === 'stop' || reaction === 'repeat-nothing') await stops.stop(profile, answer.errorCode);
    throw found;
  }

  /** The session under the profile as it stands; a profile that goes elsewhere begins a new one. */
  private async open(name: string): Promise<Opened> {
    const profile = direkteProfile(await this.parts.credentials.source(name).get());
    const { opened } = this;
    if (opened !== undefined && isSameServer(opened.profile, profile)) {
      opened.profile = profile;
      return opened;
    }
    const session = new DirekteSession({
      exchange: (request, signal) => this.exchanged('look-up', profile, request, signal),
      logOn: () => this.logon.logOn(name),
      onStop: (code) => this.parts.stops.stop(fresh.profile, code),
    });
    const fresh: Opened = { profile, session };
    return (this.opened = fresh);
  }

  private async exchanged(
    call: 'logon' | 'look-up',
    { host, port, transport }: DirekteProfile,
    request: Uint8Array,
    signal?: AbortSignal,
  ): Promise<Uint8Array> {
    const { sockets, limitMs, onCall } = this.parts;
    try {
      const answer = await sockets.exchange({
        host,
        port,
        transport: transport === 'tls' ? 'tls' : 'plain',
        request,
        maxBytes: MOST_BYTES,
        isWhole: isAnswer,
        timeoutMs: limitMs,
        connectMs: this.connectMs(),
        signal,
      });
      onCall?.(call, outcomeOf(answer));
      return answer;
    } catch (error) {
      onCall?.(call, error instanceof CallFailed ? error.code : 'broken-off');
      throw error;
    }
  }

  private connectMs(): number {
    return Math.min(CONNECT_MS, this.parts.limitMs);
  }
}

function chosen({ direkteProfile: name }: Pick<CprSettings, 'direkteProfile'>): string {
  if (name === '')
    throw new CallFailed('refused', 'no-profile', { said: 'no authentication profile is chosen for CPR Direkte' });
  return name;
}

const isSameServer = (one: DirekteProfile, other: DirekteProfile): boolean =>
  JSON.stringify([one.name, one.host, one.port, one.transport, one.user]) ===
  JSON.stringify([other.name, other.host, other.port, other.transport, other.user]);
