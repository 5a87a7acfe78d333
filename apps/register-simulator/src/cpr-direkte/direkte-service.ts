import type { CprOffice } from '../cpr-office/cpr-office';
import { orderedRecords } from '../cpr-office/extract';
import { danishDayAt } from '../persons/danish-time';
import type { PersonWorld } from '../persons/person-world';
import { isoDate } from '../population/calendar';
import { endRecord, startRecord } from '../writers/off4/frame-records';
import { type Account, randomText } from './account';
import { type DirekteAnswer, type DirekteRequest, fits } from './messages';

/** What the office's administrators could set; may be changed while it runs. */
export interface DirekteOptions {
  /** How long a token holds from logon. */
  tokenSeconds: number;
  /** How long a password holds; for ever where undefined. */
  passwordDays: number | undefined;
  /** So many wrong passwords in a row lock the user out. */
  lockAfter: number;
  /** Addresses that may call; every one where undefined. */
  allowedAddresses: readonly string[] | undefined;
}

export const DIREKTE_DEFAULTS: DirekteOptions = {
  tokenSeconds: 1800,
  passwordDays: undefined,
  lockAfter: 3,
  allowedAddresses: undefined,
};

interface Parts {
  readonly world: PersonWorld;
  readonly office: CprOffice;
  readonly account: Account;
  readonly options: DirekteOptions;
}

const TRANSACTION = 'OFF4';
const TOKENS_KEPT = 200;

/** Logon and look-ups: what each request does and what it is answered. */
export class DirekteService {
  /** Until when each token holds, milliseconds. */
  private readonly tokens = new Map<string, number>();
  private readonly given: string[] = [];

  constructor(private readonly parts: Parts) {}

  withdrawTokens(): void {
    this.tokens.clear();
  }

  /** The last tokens given out, whether they hold or not. */
  tokensGiven(): readonly string[] {
    return this.given.slice(-TOKENS_KEPT);
  }

  /** `road` local-proxy: whoever reaches it needs no logon, and leaves customer, token and user blank. */
  answer(request: DirekteRequest, road: 'tls' | 'local-proxy', caller: string): DirekteAnswer {
    const { customer, abonType, dataType, logon, lookUp } = request;
    const userId = (logon ?? lookUp)?.userId ?? '';
    const base = { customer, abonType, dataType, token: lookUp?.token ?? '', userId };
    const refused = (error: string): DirekteAnswer => ({ ...base, error, data: '' });
    if (request.transaction !== TRANSACTION) return refused('99');
    if (road === 'tls') {
      const { allowedAddresses } = this.parts.options;
      if (allowedAddresses && !allowedAddresses.includes(caller)) return refused('16');
      if (customer !== this.parts.office.options.customer) return refused('06');
    }
    if (logon) {
      // Behind the proxy nobody logs on: it does so itself.
      if (road === 'local-proxy') return refused('10');
      return this.logOn(base, logon);
    }
    if (road === 'tls' && !this.isGood(base.token)) return refused('07');
    const { error, data } = this.lookUp(abonType, dataType, lookUp?.number ?? '');
    return { ...base, error, data };
  }

  private logOn(
    base: Omit<DirekteAnswer, 'error' | 'data'>,
    { userId, password, newPassword }: NonNullable<DirekteRequest['logon']>,
  ): DirekteAnswer {
    const { error } = this.parts.account.logOn(userId.trimEnd(), password.trimEnd(), newPassword.trimEnd());
    return { ...base, token: error === '00' ? this.issueToken() : '', error, data: '' };
  }

  private lookUp(abonType: string, dataType: string, number: string): { error: string; data: string } {
    const { world, office } = this.parts;
    if (!'013'.includes(abonType)) return { error: '10', data: '' };
    if (!'06'.includes(dataType)) return { error: '11', data: '' };
    if (/^[ 0]*$/.test(number)) return { error: '17', data: '' };
    const state = world.find(number);
    if (!state) return { error: '05', data: '' };
    if (abonType === '1') office.subscribe(number);
    if (abonType === '3') office.unsubscribe(number);
    if (dataType === '0') return { error: '00', data: '' };
    const records = orderedRecords(state, office.options);
    const task = `${office.options.customer}01`;
    const start = startRecord(task, isoDate(danishDayAt(world.now().getTime())), '');
    const data = [start, ...records, endRecord(records.length)].join('');
    // What more than the length field can tell would be is not published.
    return fits(data) ? { error: '00', data } : { error: '09', data: '' };
  }

  private issueToken(): string {
    const now = this.parts.world.now().getTime();
    for (const [token, until] of this.tokens) if (until <= now) this.tokens.delete(token);
    const token = randomText('xxxxxxxx');
    this.tokens.set(token, now + this.parts.options.tokenSeconds * 1000);
    this.given.push(token);
    if (this.given.length > 2 * TOKENS_KEPT) this.given.splice(0, TOKENS_KEPT);
    return token;
  }

  private isGood(token: string): boolean {
    const until = this.tokens.get(token);
    return until !== undefined && this.parts.world.now().getTime() < until;
  }
}
