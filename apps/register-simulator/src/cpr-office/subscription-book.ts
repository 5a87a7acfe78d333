import { danishMoment } from '../persons/danish-time';
import type { OfficeSubscription } from './cpr-office';

interface Subscribed {
  /** Milliseconds. */
  since: number;
  road: OfficeSubscription['road'];
  keyConstant?: string;
}

/** A subscription that was deleted, as its receipt says. */
export interface EndedSubscription {
  number: string;
  /** `YYYYMMDDHHMM`, in Denmark. */
  at: string;
  keyConstant: string;
}

/** Who is subscribed, and what of that the files have not told yet. */
export class SubscriptionBook {
  private readonly held = new Map<string, Subscribed>();
  private readonly fresh = new Set<string>();
  private ended: EndedSubscription[] = [];

  get(number: string): Subscribed | undefined {
    return this.held.get(number);
  }

  has(number: string): boolean {
    return this.held.has(number);
  }

  /** By number. */
  list(): readonly OfficeSubscription[] {
    return [...this.held]
      .map(([number, { since, road }]) => ({ number, since: new Date(since).toISOString(), road }))
      .sort((one, other) => (one.number < other.number ? -1 : 1));
  }

  /** A subscription that is there already stays as it is. */
  begin(number: string, subscribed: Subscribed): void {
    if (this.held.has(number)) return;
    this.held.set(number, subscribed);
    this.fresh.add(number);
  }

  end(number: string, at: number): void {
    const known = this.held.get(number);
    if (!known) return;
    this.held.delete(number);
    this.fresh.delete(number);
    this.ended.push({ number, at: danishMoment(at), keyConstant: known.keyConstant ?? '' });
  }

  /** The numbers subscribed since this was asked last. */
  takeNew(): readonly string[] {
    const numbers = [...this.fresh];
    this.fresh.clear();
    return numbers;
  }

  /** The subscriptions deleted since this was asked last. */
  takeEnded(): readonly EndedSubscription[] {
    const ended = this.ended;
    this.ended = [];
    return ended;
  }
}
