/** A subscription of an object's events. */
export interface Subscription {
  objectId: string;
  configurationId: string;
  /** Since when its events are told, ISO 8601. */
  since: string;
  /** How often it was asked for; once is right. */
  requests: number;
}

/** What is subscribed at KMD Logic: of each object there is one subscription or none. */
export class Subscriptions {
  private readonly byObject = new Map<string, Subscription>();

  /** Hears of every change, to write it down. */
  constructor(
    private readonly changed: (objectId: string, subscription: Subscription | undefined) => void = () => undefined,
  ) {}

  add(objectId: string, configurationId: string, now: Date): void {
    const known = this.byObject.get(objectId);
    const subscription = known
      ? { ...known, requests: known.requests + 1 }
      : { objectId, configurationId, since: now.toISOString(), requests: 1 };
    this.restore(subscription);
    this.changed(objectId, subscription);
  }

  /** Answers whether there was one. */
  remove(objectId: string): boolean {
    const had = this.byObject.delete(objectId);
    if (had) this.changed(objectId, undefined);
    return had;
  }

  restore(subscription: Subscription): void {
    this.byObject.set(subscription.objectId, subscription);
  }

  of(objectId: string): Subscription | undefined {
    return this.byObject.get(objectId);
  }

  list(): readonly Subscription[] {
    return [...this.byObject.values()];
  }
}
