import { randomInt } from 'node:crypto';

/** What the office holds of its one user. */
export interface AccountState {
  userId: string;
  password: string;
  /** Those it had before; none may come again. */
  used: readonly string[];
  /** ISO 8601. */
  changedAt: string;
  /** Wrong passwords in a row. */
  wrong: number;
  /** Set by too many of them: nothing is right any more. */
  locked: boolean;
  /** Has to be replaced before anything else. */
  expired: boolean;
}

export type LogonOutcome = { error: '00' } | { error: '01' | '02' | '03' };

interface Terms {
  lockAfter: number;
  /** How long a password holds; for ever where absent. */
  passwordDays: number | undefined;
}

const DAY_MS = 86_400_000;

/** The user's account: passwords that expire, that are counted when wrong, and that are changed by a logon. */
export class Account {
  constructor(
    private state: AccountState,
    private readonly terms: Terms,
    private readonly now: () => Date,
    private readonly keep: (state: AccountState) => void,
  ) {}

  get current(): Readonly<AccountState> {
    return this.state;
  }

  /** Fields without the blanks that fill them. A new password that is not blank takes the old one's place. */
  logOn(userId: string, password: string, newPassword: string): LogonOutcome {
    if (userId !== this.state.userId) return { error: '01' };
    if (this.state.locked) return { error: '01' };
    if (password !== this.state.password) {
      const wrong = this.state.wrong + 1;
      this.change({ wrong, locked: wrong >= this.terms.lockAfter });
      return { error: '01' };
    }
    if (this.state.wrong > 0) this.change({ wrong: 0 });
    if (newPassword !== '') return this.replace(newPassword);
    return { error: this.hasExpired() ? '02' : '00' };
  }

  /** Sets it as the office's own staff does: nothing is counted any more. */
  reset(password: string): void {
    if (!isPassword(password))
      throw new RangeError('a password has 8 characters, two letters and two digits among them');
    this.change({ password, wrong: 0, locked: false, expired: false, changedAt: this.now().toISOString() });
  }

  expire(): void {
    this.change({ expired: true });
  }

  unlock(): void {
    this.change({ wrong: 0, locked: false });
  }

  hasExpired(): boolean {
    const { expired, changedAt } = this.state;
    const { passwordDays } = this.terms;
    const age = this.now().getTime() - Date.parse(changedAt);
    return expired || (passwordDays !== undefined && age >= passwordDays * DAY_MS);
  }

  private replace(password: string): LogonOutcome {
    const { used, password: old } = this.state;
    if (!isPassword(password) || password === old || used.includes(password)) return { error: '03' };
    this.change({ password, used: [...used, old], expired: false, changedAt: this.now().toISOString() });
    return { error: '00' };
  }

  private change(changes: Partial<AccountState>): void {
    this.state = { ...this.state, ...changes };
    this.keep(this.state);
  }
}

/** 8 characters without blanks, at least two letters and two digits. */
function isPassword(text: string): boolean {
  const count = (of: RegExp) => (text.match(of) ?? []).length;
  return /^[!-~]{8}$/.test(text) && count(/[A-Za-z]/g) >= 2 && count(/\d/g) >= 2;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';

/** Letters and digits by lot, from the machine's own source. */
export function randomText(form: string): string {
  return form.replace(/[Aax9]/g, (each) => {
    const from = each === '9' ? DIGITS : each === 'x' ? LETTERS + DIGITS : LETTERS;
    const drawn = from.charAt(randomInt(from.length));
    return each === 'A' ? drawn.toUpperCase() : drawn;
  });
}
