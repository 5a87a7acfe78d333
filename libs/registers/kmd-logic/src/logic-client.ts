import {
  readCompany,
  readProductionUnit,
  readSubscribedEvents,
  type Company,
  type ProductionUnitDetail,
  type Read,
  type SubscribedCompanyEvents,
} from '@contact-sync/contacts-kmd-logic';
import type { Credential, CredentialSource } from '@contact-sync/credentials';
import { type CallAnswer, CallFailed, type Caller } from '@contact-sync/outbound';
import { type EventQuery, LogicAddresses, type LogicRequest } from './addresses';
import { objectAnswer, requiredJson, type ObjectAnswer } from './answers';

export interface LogicClientOptions {
  readonly caller: Caller;
  /** Of a profile of kind `kmd-logic`. */
  readonly credentials: CredentialSource;
  /** Version of the CVR API: `v1`. */
  readonly version: string;
  readonly now: () => Date;
}

/** What Logic said of one unit. */
export type UnitAnswer<T> =
  | { readonly outcome: 'found'; readonly unit: T }
  | { readonly outcome: 'not-found' }
  /** It answered, and the answer is not what the contract says. `field`: a name of the contract. */
  | { readonly outcome: 'misshapen'; readonly field: string }
  /** It answers others, and will not take this one (400). */
  | { readonly outcome: 'not-taken' };

/** A minute is enough to see whether events can be asked for. */
const PROBED_MS = 60_000;

/** The CVR API of KMD Logic. Throws `CallFailed` for failures that concern the register. */
export class LogicClient {
  constructor(private readonly options: LogicClientOptions) {}

  /** A company by its CVR number. */
  async company(cvrNumber: string, signal?: AbortSignal): Promise<UnitAnswer<Company>> {
    return this.unit((addresses) => addresses.company(cvrNumber), readCompany, signal);
  }

  /** A production unit by its P-number. */
  async productionUnit(pNumber: string, signal?: AbortSignal): Promise<UnitAnswer<ProductionUnitDetail>> {
    return this.unit((addresses) => addresses.productionUnit(pNumber), readProductionUnit, signal);
  }

  /** Subscribes an object's events; may be repeated. Throws `CallFailed` (`wrong`, `http-400`) where Logic takes others and not this one. */
  async subscribe(objectId: string, signal?: AbortSignal): Promise<void> {
    const { outcome } = await this.object((addresses) => addresses.subscribe(objectId), signal);
    if (outcome !== 'found') throw new CallFailed('wrong', 'http-400', { said: 'KMD Logic does not take this object' });
  }

  /** Cancels the subscription of an object's events; may be repeated: one that is not there counts as cancelled. */
  async unsubscribe(objectId: string, signal?: AbortSignal): Promise<void> {
    await this.object((addresses) => addresses.unsubscribe(objectId), signal);
  }

  /** A page of the events of subscribed objects. The last page has been passed when `actualCount` is 0. */
  async subscribedEvents(query: EventQuery, signal?: AbortSignal): Promise<SubscribedCompanyEvents> {
    const answer = await this.send((addresses) => addresses.subscribedEvents(query), signal);
    const read = readSubscribedEvents(requiredJson(answer, this.options.now()));
    if ('model' in read) return read.model;
    throw new CallFailed('unavailable', 'misshapen-answer', {
      said: `KMD Logic's events depart at ${read.misshapen.field}`,
    });
  }

  /** Proves that credentials, subscription, product and service work, at the price of one small page. */
  async test(signal?: AbortSignal): Promise<void> {
    const to = this.options.now();
    const from = new Date(to.getTime() - PROBED_MS);
    await this.subscribedEvents({ from, to, pageNo: 1, pageSize: 1 }, signal);
  }

  private async unit<T>(
    request: (addresses: LogicAddresses) => LogicRequest,
    read: (json: unknown) => Read<T>,
    signal?: AbortSignal,
  ): Promise<UnitAnswer<T>> {
    const answer = await this.object(request, signal, true);
    if (answer.outcome !== 'found') return answer;
    const unit = read(answer.json);
    return 'model' in unit
      ? { outcome: 'found', unit: unit.model }
      : { outcome: 'misshapen', field: unit.misshapen.field };
  }

  /**
   * An answer about one object. A 400 does not say whether object or configuration displeases, so a call that names no
   * object is made: if that is refused as well, everybody is concerned.
   */
  private async object(
    request: (addresses: LogicAddresses) => LogicRequest,
    signal: AbortSignal | undefined,
    hasBody = false,
  ): Promise<ObjectAnswer> {
    const answer = await this.send(request, signal);
    const isEmpty = !hasBody && answer.status >= 200 && answer.status < 300;
    const said: ObjectAnswer = isEmpty
      ? { outcome: 'found', json: undefined }
      : objectAnswer(answer, this.options.now());
    if (said.outcome === 'not-taken') await this.test(signal);
    return said;
  }

  /** Sends a request; once more with another token where this one is refused. */
  private async send(
    request: (addresses: LogicAddresses) => LogicRequest,
    signal: AbortSignal | undefined,
  ): Promise<CallAnswer> {
    const credential = await this.options.credentials.get();
    const answer = await this.sendAs(credential, request, signal);
    if (answer.status !== 401 && answer.status !== 403) return answer;
    const renewed = await this.options.credentials.renew(credential);
    return this.sendAs(renewed, request, signal);
  }

  private async sendAs(
    credential: Credential,
    request: (addresses: LogicAddresses) => LogicRequest,
    signal: AbortSignal | undefined,
  ): Promise<CallAnswer> {
    if (credential.kind !== 'bearer' || credential.profile.kind !== 'kmd-logic') {
      throw new CallFailed('refused', 'profile-kind', { said: 'the profile is not of the kind KMD Logic' });
    }
    const { headers, ...call } = request(this.addresses(credential));
    return this.options.caller.call({
      ...call,
      headers: {
        accept: 'application/json',
        authorization: `${credential.tokenType} ${credential.accessToken}`,
        ...headers,
      },
      ...(signal !== undefined && { signal }),
    });
  }

  private addresses({ profile: { facts } }: Credential): LogicAddresses {
    const { gatewayHost, subscriptionId, configurationId } = facts;
    if (gatewayHost === undefined || subscriptionId === undefined || configurationId === undefined) {
      throw new CallFailed('refused', 'profile-incomplete', {
        said: 'the profile lacks gateway, subscription or product',
      });
    }
    return new LogicAddresses({ gatewayHost, version: this.options.version, subscriptionId, configurationId });
  }
}
