import type { CredentialSource } from '@contact-sync/credentials';
import { CallFailed, limited, type Call, type CallAnswer, type Caller } from '@contact-sync/outbound';
import {
  openBfeRegister,
  type BfeRegister,
  type BfeRegisterParts,
  type PropertyReading,
  type ReadContext,
} from '@contact-sync/registers-bfe';
import type { BfeSettings } from '../settings/bfe-settings';
import { mayBeOfProperty } from './whose-failure';

export interface BfeDoorOptions {
  /** The credential of a profile, by its name. */
  readonly credentialsOf: (profile: string) => CredentialSource;
  readonly caller: Caller;
  /** Milliseconds until a call must be answered, whatever the register's client would wait. */
  readonly limitMs?: number;
  readonly now: () => Date;
  /** Told of every call to the registers that was answered, or was not. */
  readonly onCall?: (outcome: string) => void;
  /** How the register is opened; `openBfeRegister` where absent. */
  readonly open?: (parts: BfeRegisterParts) => BfeRegister;
}

/** More would not make the registers answer faster, and every one holds its subjects. */
const READS_AT_ONCE = 3;

/** The registers cannot say anything of this one property, while they answer for others. */
export class PropertyUnreadable extends Error {
  constructor(readonly code: string) {
    super('the register fails when it is asked for this property, and answers for others');
    this.name = 'PropertyUnreadable';
  }
}

/** The way to the registers of real property, by the profile that the settings name at the moment. */
export class BfeDoor {
  private readonly reads = limited(READS_AT_ONCE);
  private opened: { readonly for: string; readonly register: BfeRegister } | undefined;
  /** A property that the registers spoke of before; asked for again to learn whether they answer at all. */
  private answered: string | undefined;

  constructor(private readonly options: BfeDoorOptions) {}

  /** Throws `CallFailed` where no profile is chosen. */
  register(settings: BfeSettings): BfeRegister {
    const text = JSON.stringify(settings);
    if (this.opened?.for !== text) this.opened = { for: text, register: this.open(settings) };
    return this.opened.register;
  }

  /**
   * What the registers say of the properties, in their order. Throws `CallFailed` when they are away, `PropertyUnreadable`
   * when they answer for others and fail for these.
   */
  async read(settings: BfeSettings, numbers: readonly string[], context: ReadContext): Promise<PropertyReading[]> {
    const register = this.register(settings);
    const portions = Array.from({ length: Math.ceil(numbers.length / register.batch) }, (_, at) =>
      numbers.slice(at * register.batch, (at + 1) * register.batch),
    );
    const readings = await Promise.all(
      portions.map((portion) => this.reads(() => this.readPortion(register, portion, context))),
    );
    return readings.flat();
  }

  private async readPortion(
    register: BfeRegister,
    numbers: readonly string[],
    context: ReadContext,
  ): Promise<PropertyReading[]> {
    try {
      const readings = await register.read(numbers, context);
      const found = readings.findIndex(({ outcome }) => outcome === 'found');
      this.answered = numbers[found] ?? this.answered;
      return readings;
    } catch (error) {
      if (!mayBeOfProperty(error) || !(await this.answersForOthers(register, numbers, context))) throw error;
      throw new PropertyUnreadable(error.code);
    }
  }

  private async answersForOthers(
    register: BfeRegister,
    numbers: readonly string[],
    context: ReadContext,
  ): Promise<boolean> {
    const { answered } = this;
    if (answered === undefined || numbers.includes(answered)) return false;
    try {
      await register.read([answered], context);
      return true;
    } catch (error) {
      if (error instanceof CallFailed) return false;
      throw error;
    }
  }

  private open(settings: BfeSettings): BfeRegister {
    const { credentialsOf, caller, now, open = openBfeRegister } = this.options;
    if (settings.authProfile === '') {
      throw new CallFailed('refused', 'no-profile', { said: 'no authentication profile is chosen for BFE' });
    }
    return open({
      services: settings,
      credentials: credentialsOf(settings.authProfile),
      caller: { call: (call) => this.counted(caller, call) },
      now,
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
