import type { CredentialSource } from '@contact-sync/credentials';
import { CallFailed, limited, type Call, type CallAnswer, type Caller } from '@contact-sync/outbound';
import {
  openCvrRegister,
  type CvrRegister,
  type CvrRegisterParts,
  type CvrSettings,
  type CvrUnit,
  type ReadContext,
  type UnitReading,
} from '@contact-sync/registers-cvr';
import { mayBeOfUnit } from './whose-failure';

export interface CvrDoorOptions {
  /** The credential of a profile, by its name. */
  readonly credentialsOf: (profile: string) => CredentialSource;
  readonly caller: Caller;
  /** Milliseconds until a call must be answered, whatever the provider's client would wait. */
  readonly limitMs?: number;
  readonly now: () => Date;
  /** Told of every call to the register that was answered, or was not. */
  readonly onCall?: (outcome: string) => void;
  /** How a provider is opened; `openCvrRegister` where absent. */
  readonly open?: (parts: CvrRegisterParts) => CvrRegister;
}

/** More would not make a register answer faster, and every one holds its subjects. */
const READS_AT_ONCE = 3;
const READS_OF_ONE_AT_ONCE = 6;

/** The register cannot say anything of this one unit, while it answers for others. */
export class UnitUnreadable extends Error {
  constructor(readonly code: string) {
    super('the register fails when it is asked for this unit, and answers for others');
    this.name = 'UnitUnreadable';
  }
}

/** The way to CVR, whichever provider the settings name at the moment, for all who read in this process. */
export class CvrDoor {
  private readonly batches = limited(READS_AT_ONCE);
  private readonly singles = limited(READS_OF_ONE_AT_ONCE);
  private opened: { readonly for: string; readonly register: CvrRegister } | undefined;
  /** A unit that the register spoke of before; asked again to learn whether it answers at all. */
  private answered: CvrUnit | undefined;

  constructor(private readonly options: CvrDoorOptions) {}

  /** Throws `CallFailed` where no profile is chosen. */
  register(settings: CvrSettings): CvrRegister {
    const text = JSON.stringify(settings);
    if (this.opened?.for !== text) this.opened = { for: text, register: this.open(settings) };
    return this.opened.register;
  }

  /**
   * What the register says of the units, in their order. Throws `CallFailed` when it is away, `UnitUnreadable` when it
   * answers for others and fails for these.
   */
  async read(settings: CvrSettings, units: readonly CvrUnit[], context: ReadContext): Promise<UnitReading[]> {
    const register = this.register(settings);
    const portions = Array.from({ length: Math.ceil(units.length / register.batch) }, (_, at) =>
      units.slice(at * register.batch, (at + 1) * register.batch),
    );
    const places = register.batch === 1 ? this.singles : this.batches;
    const readings = await Promise.all(
      portions.map((portion) => places(() => this.readPortion(register, portion, context))),
    );
    return readings.flat();
  }

  private async readPortion(
    register: CvrRegister,
    units: readonly CvrUnit[],
    context: ReadContext,
  ): Promise<UnitReading[]> {
    try {
      const readings = await register.read(units, context);
      const found = readings.findIndex(({ outcome }) => outcome === 'found');
      this.answered = units[found] ?? this.answered;
      return readings;
    } catch (error) {
      if (!mayBeOfUnit(error) || !(await this.answersForOthers(register, units, context))) throw error;
      throw new UnitUnreadable(error.code);
    }
  }

  private async answersForOthers(
    register: CvrRegister,
    units: readonly CvrUnit[],
    context: ReadContext,
  ): Promise<boolean> {
    const { answered } = this;
    if (answered === undefined || units.some(({ number }) => number === answered.number)) return false;
    try {
      await register.read([answered], context);
      return true;
    } catch (error) {
      if (error instanceof CallFailed) return false;
      throw error;
    }
  }

  private open(settings: CvrSettings): CvrRegister {
    const { credentialsOf, caller, now, open = openCvrRegister } = this.options;
    if (settings.authProfile === '') {
      throw new CallFailed('refused', 'no-profile', { said: 'no authentication profile is chosen for CVR' });
    }
    return open({
      settings,
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
