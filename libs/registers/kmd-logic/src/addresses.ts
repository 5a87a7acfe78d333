import { CallFailed, type Call } from '@contact-sync/outbound';

/** Where an installation's product at KMD Logic is. */
export interface LogicProduct {
  /** `https://gateway.kmdlogic.io` */
  readonly gatewayHost: string;
  /** Version of the CVR API: `v1`. */
  readonly version: string;
  readonly subscriptionId: string;
  /** Called Product ID in the console. */
  readonly configurationId: string;
}

/** A request without what opens the door. */
export type LogicRequest = Pick<Call, 'method' | 'url' | 'body' | 'repeatable'> & {
  readonly headers?: Readonly<Record<string, string>>;
};

/** A page of the events of a time. Whether the bounds belong to it is not documented. */
export interface EventQuery {
  readonly from: Date;
  readonly to: Date;
  readonly pageNo: number;
  readonly pageSize: number;
}

/**
 * The requests of the CVR API as `cvr.swagger.json` has them. KMD's own client always sends the configuration; a
 * subscription takes it in the body, everything else in the query.
 */
export class LogicAddresses {
  constructor(private readonly product: LogicProduct) {}

  company(cvrNumber: string): LogicRequest {
    return { method: 'GET', url: this.at(['by-cvr', cvrNumber], this.configuration()) };
  }

  productionUnit(pNumber: string): LogicRequest {
    return { method: 'GET', url: this.at(['production-unit-detail', pNumber], this.configuration()) };
  }

  subscribe(objectId: string): LogicRequest {
    return {
      method: 'POST',
      url: this.at(['subscribe', objectId]),
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(this.configuration()),
      // Subscribing what is subscribed leaves one subscription.
      repeatable: true,
    };
  }

  unsubscribe(objectId: string): LogicRequest {
    return { method: 'DELETE', url: this.at(['unsubscribe', objectId], this.configuration()) };
  }

  subscribedEvents({ from, to, pageNo, pageSize }: EventQuery): LogicRequest {
    const query = {
      dateFrom: from.toISOString(),
      dateTo: to.toISOString(),
      ...this.configuration(),
      pageNo: String(pageNo),
      pageSize: String(pageSize),
    };
    return { method: 'GET', url: this.at(['subscribed-events'], query) };
  }

  private configuration(): { readonly configurationId: string } {
    return { configurationId: this.product.configurationId };
  }

  private at(path: readonly string[], query: Readonly<Record<string, string>> = {}): string {
    // An address with such a step is another address.
    if (path.some((step) => /^\.{0,2}$/.test(step)))
      throw new CallFailed('wrong', 'http-400', { said: 'that is no id' });
    const { gatewayHost, version, subscriptionId } = this.product;
    const steps = ['cvr', version, 'subscriptions', subscriptionId, 'cvr', ...path].map(encodeURIComponent);
    const search = new URLSearchParams(query).toString();
    return `${gatewayHost.replace(/\/+$/, '')}/${steps.join('/')}${search === '' ? '' : `?${search}`}`;
  }
}
