import type { CredentialSource } from '@contact-sync/credentials';
import { CallFailed, limited, type Call, type CallAnswer, type Caller } from '@contact-sync/outbound';
import type { AskedRegister, FoundReading, UnfoundReading } from './reading';
import { SubjectUnreadable } from './subject-unreadable';
import { mayBeOfSubject } from './whose-failure';

/** What a service has for its calls to the register. */
export interface DoorOptions {
  /** The credential of a profile, by its name. */
  readonly credentialsOf: (profile: string) => CredentialSource;
  readonly caller: Caller;
  /** Milliseconds until a call must be answered, whatever the register's client would wait. */
  readonly limitMs?: number;
  /** Told of every call to the register that was answered, or was not. */
  readonly onCall?: (outcome: string) => void;
}

/** The register behind the door. */
export interface BehindDoor<Settings, Subject, Context, Register> {
  /** As people know it: `CVR`. */
  readonly name: string;
  /** What it tells of, as `property`. */
  readonly subject: string;
  readonly open: (
    settings: Settings,
    parts: { readonly credentials: CredentialSource; readonly caller: Caller },
  ) => Register;
  readonly isSame: (one: Subject, other: Subject) => boolean;
  /**
   * Learns whether the register answers at all, without asking for a subject. Where absent, one that it spoke of before is
   * asked for again: that is for registers that may be asked for anything without a reason.
   */
  readonly answers?: (register: Register, context: Context) => Promise<boolean>;
}

/** More would not make a register answer faster, and every one holds its subjects. */
const READS_AT_ONCE = 3;
const READS_OF_ONE_AT_ONCE = 6;

/** The way to a register, by the profile that the settings name at the moment, for all who read in this process. */
export class RegisterDoor<
  Settings extends { readonly authProfile: string },
  Subject,
  Context,
  Reading extends FoundReading | UnfoundReading,
  Register extends AskedRegister<Subject, Context, Reading>,
> {
  private readonly batches = limited(READS_AT_ONCE);
  private readonly singles = limited(READS_OF_ONE_AT_ONCE);
  private opened: { readonly for: string; readonly register: Register } | undefined;
  /** A subject that the register spoke of before; asked for again to learn whether it answers at all. */
  private answered: Subject | undefined;

  constructor(
    private readonly options: DoorOptions,
    private readonly behind: BehindDoor<Settings, Subject, Context, Register>,
  ) {}

  /** Throws `CallFailed` where no profile is chosen. */
  register(settings: Settings): Register {
    const text = JSON.stringify(settings);
    if (this.opened?.for !== text) this.opened = { for: text, register: this.open(settings) };
    return this.opened.register;
  }

  /**
   * What the register says of the subjects, in their order. Throws `CallFailed` when it is away, `SubjectUnreadable` when
   * it answers for others and fails for these.
   */
  async read(settings: Settings, subjects: readonly Subject[], context: Context): Promise<Reading[]> {
    const register = this.register(settings);
    const portions = Array.from({ length: Math.ceil(subjects.length / register.batch) }, (_, at) =>
      subjects.slice(at * register.batch, (at + 1) * register.batch),
    );
    const places = register.batch === 1 ? this.singles : this.batches;
    const readings = await Promise.all(
      portions.map((portion) => places(() => this.readPortion(register, portion, context))),
    );
    return readings.flat();
  }

  private async readPortion(register: Register, subjects: readonly Subject[], context: Context): Promise<Reading[]> {
    try {
      const readings = await register.read(subjects, context);
      const found = readings.findIndex(({ outcome }) => outcome === 'found');
      this.answered = subjects[found] ?? this.answered;
      return readings;
    } catch (error) {
      if (!mayBeOfSubject(error) || !(await this.answersForOthers(register, subjects, context))) throw error;
      throw new SubjectUnreadable(error.code, this.behind.subject);
    }
  }

  private async answersForOthers(register: Register, subjects: readonly Subject[], context: Context): Promise<boolean> {
    try {
      const { answers } = this.behind;
      return await (answers === undefined
        ? this.answersAgain(register, subjects, context)
        : answers(register, context));
    } catch (error) {
      if (error instanceof CallFailed) return false;
      throw error;
    }
  }

  private async answersAgain(register: Register, subjects: readonly Subject[], context: Context): Promise<boolean> {
    const { answered } = this;
    if (answered === undefined || subjects.some((one) => this.behind.isSame(one, answered))) return false;
    await register.read([answered], context);
    return true;
  }

  private open(settings: Settings): Register {
    const { credentialsOf, caller } = this.options;
    if (settings.authProfile === '') {
      const said = `no authentication profile is chosen for ${this.behind.name}`;
      throw new CallFailed('refused', 'no-profile', { said });
    }
    return this.behind.open(settings, {
      credentials: credentialsOf(settings.authProfile),
      caller: { call: (call) => this.counted(caller, call) },
    });
  }

  private async counted(caller: Caller, call: Call): Promise<CallAnswer> {
    const { onCall, limitMs = Infinity } = this.options;
    const timeoutMs = Math.min(call.timeoutMs ?? Infinity, limitMs);
    try {
      const answer = await caller.call(timeoutMs === Infinity ? call : { ...call, timeoutMs });
      onCall?.(String(answer.status));
      return answer;
    } catch (error) {
      onCall?.(error instanceof CallFailed ? error.code : 'failed');
      throw error;
    }
  }
}
