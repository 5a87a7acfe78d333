import type { Credential, CredentialSource } from '@contact-sync/credentials';
import { type CallAnswer, CallFailed, type Caller, jsonBody, refusalOf } from '@contact-sync/outbound';
import type { Fields } from './bodies';
import { type Entity, literal, readEntities, readEntity } from './entities';

export interface ODataOptions {
  readonly caller: Caller;
  /** Of a profile of kind `odata`. */
  readonly credentials: CredentialSource;
  readonly now: () => Date;
}

/** The target will not take what it was given; others it may. `code`: what it answered, as `http-400`. */
export class EntityRefused extends Error {
  constructor(readonly code: string) {
    super(`the OData target refuses this contact (${code})`);
    this.name = 'EntityRefused';
  }
}

/** Somebody else changed or deleted the entity since it was read. */
export class EntityChanged extends Error {
  constructor() {
    super('the entity is another by now');
    this.name = 'EntityChanged';
  }
}

type Request = Parameters<Caller['call']>[0];

/** Reads and writes entities of an OData service. Throws `CallFailed` for failures that concern the whole service. */
export class ODataService {
  constructor(private readonly options: ODataOptions) {}

  /** Entities that a filter names, with the fields that are asked for. */
  async query(set: string, query: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<readonly Entity[]> {
    const search = Object.entries(query).map(([name, value]) => `$${name}=${encodeURIComponent(value)}`);
    const answer = await this.send('GET', `${set}?${search.join('&')}`, {}, signal);
    const refusal = missing(answer) ?? refusalOf(answer, this.options.now());
    if (refusal !== undefined) throw refusal;
    const entities = readEntities(jsonBody(answer));
    if (entities === undefined) throw new CallFailed('unavailable', 'misshapen-answer');
    return entities;
  }

  async create(set: string, fields: Fields, signal?: AbortSignal): Promise<Entity> {
    const answer = await this.send('POST', set, { body: fields }, signal);
    this.refuse(answer);
    const entity = readEntity(jsonBody(answer));
    if (entity === undefined) throw new CallFailed('unavailable', 'misshapen-answer');
    return entity;
  }

  async change(set: string, entity: Entity, fields: Fields, signal?: AbortSignal): Promise<void> {
    this.refuseChanged(await this.send('PATCH', keyOf(set, entity), { body: fields, entity }, signal));
  }

  async remove(set: string, entity: Entity, signal?: AbortSignal): Promise<void> {
    const answer = await this.send('DELETE', keyOf(set, entity), { entity }, signal);
    if (answer.status !== 404) this.refuseChanged(answer);
  }

  private refuseChanged(answer: CallAnswer): void {
    if (answer.status === 404 || answer.status === 412) throw new EntityChanged();
    this.refuse(answer);
  }

  private refuse(answer: CallAnswer): void {
    if (answer.status === 400 || answer.status === 409 || answer.status === 422) {
      throw new EntityRefused(`http-${answer.status}`);
    }
    const refusal = missing(answer) ?? refusalOf(answer, this.options.now());
    if (refusal !== undefined) throw refusal;
  }

  /** Sends a request; once more with another token where this one is refused. */
  private async send(
    method: Request['method'],
    path: string,
    { body, entity }: { readonly body?: Fields; readonly entity?: Entity },
    signal: AbortSignal | undefined,
  ): Promise<CallAnswer> {
    const sendAs = (credential: Credential): Promise<CallAnswer> =>
      this.options.caller.call({
        method,
        url: `${baseOf(credential)}/${path}`,
        headers: {
          accept: 'application/json',
          authorization: authorizationOf(credential),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(entity?.etag !== undefined && { 'if-match': entity.etag }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        ...(signal !== undefined && { signal }),
      });
    const credential = await this.options.credentials.get();
    const answer = await sendAs(credential);
    if (answer.status !== 401 && answer.status !== 403) return answer;
    return sendAs(await this.options.credentials.renew(credential));
  }
}

/** A set that is not there is a wrong address or another model, never a contact that is absent. */
function missing({ status }: CallAnswer): CallFailed | undefined {
  return status === 404 || status === 410
    ? new CallFailed('unavailable', 'service-missing', { said: 'the OData target has no such set at the address' })
    : undefined;
}

const keyOf = (set: string, { id }: Entity): string => `${set}(${encodeURIComponent(literal(id))})`;

function baseOf({ profile: { facts } }: Credential): string {
  const { odataUrl } = facts;
  if (odataUrl === undefined)
    throw new CallFailed('refused', 'profile-incomplete', { said: 'the profile lacks odataUrl' });
  return odataUrl.replace(/\/+$/, '');
}

function authorizationOf(credential: Credential): string {
  if (credential.kind === 'bearer' && credential.profile.kind === 'odata')
    return `${credential.tokenType} ${credential.accessToken}`;
  throw new CallFailed('refused', 'profile-kind', { said: 'the profile is not of the kind OData target' });
}
