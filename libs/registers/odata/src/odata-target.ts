import { addressFields, contactFields, differing, industryFields } from './bodies';
import { type Entity, literal } from './entities';
import { EntityChanged, EntityRefused, type ODataOptions, ODataService } from './odata-service';
import type { TargetContact } from './target-contact';

/** What became of writing one contact. */
export type WriteOutcome =
  | { readonly outcome: 'created' | 'changed' | 'unchanged' }
  /** The target will not take this one; others it may. */
  | { readonly outcome: 'refused'; readonly code: string };

const CONTACTS = 'Contacts';
const ADDRESSES = 'AddressMains';
const INFO = 'ContactInfos';

/**
 * A WorkZone-style OData service that J and V contacts are written to (CVR-8). The names of sets and fields are the best
 * known; its `$metadata` is not published.
 */
export class ODataTarget {
  private readonly service: ODataService;

  constructor(options: ODataOptions) {
    this.service = new ODataService(options);
  }

  /**
   * Makes the contact stand there as it is here: looks it up by type and code, creates it or changes what differs, then its
   * main address and activity codes. May be repeated, and after half a success it does the rest.
   */
  async write(contact: TargetContact, signal?: AbortSignal): Promise<WriteOutcome> {
    try {
      return await this.writeOnce(contact, signal).catch((error: unknown) => {
        if (!(error instanceof EntityChanged)) throw error;
        return this.writeOnce(contact, signal);
      });
    } catch (error) {
      if (error instanceof EntityRefused) return { outcome: 'refused', code: error.code };
      if (error instanceof EntityChanged) return { outcome: 'refused', code: 'changing' };
      throw error;
    }
  }

  /** Proves that token and service work, at the price of one key. */
  async test(signal?: AbortSignal): Promise<void> {
    await this.service.query(CONTACTS, { select: 'ID', top: '1' }, signal);
  }

  private async writeOnce(contact: TargetContact, signal?: AbortSignal): Promise<WriteOutcome> {
    const { entity, isNew, hasChanged } = await this.writeContact(contact, signal);
    const changes = [
      hasChanged,
      await this.writeAddress(entity, contact, signal),
      await this.writeIndustries(entity, contact, signal),
    ];
    return { outcome: isNew ? 'created' : changes.includes(true) ? 'changed' : 'unchanged' };
  }

  private async writeContact(
    contact: TargetContact,
    signal?: AbortSignal,
  ): Promise<{ readonly entity: Entity; readonly isNew: boolean; readonly hasChanged: boolean }> {
    const filter = `NameType_Value eq ${literal(contact.nameType)} and NameCode eq ${literal(contact.nameCode)}`;
    const [entity, ...others] = await this.service.query(CONTACTS, { filter }, signal);
    if (others.length > 0) throw new EntityRefused('several-contacts');
    const wanted = contactFields(contact);
    if (entity === undefined) {
      return { entity: await this.service.create(CONTACTS, wanted, signal), isNew: true, hasChanged: true };
    }
    const different = differing(wanted, entity.fields);
    if (different !== undefined) await this.service.change(CONTACTS, entity, different, signal);
    return { entity, isNew: false, hasChanged: different !== undefined };
  }

  private async writeAddress(owner: Entity, contact: TargetContact, signal?: AbortSignal): Promise<boolean> {
    const wanted = addressFields(contact);
    if (wanted === undefined) return false;
    const [entity] = await this.service.query(ADDRESSES, { filter: ownedBy(owner) }, signal);
    if (entity === undefined) {
      await this.service.create(ADDRESSES, { Contact_Value: owner.id, ...wanted }, signal);
      return true;
    }
    const different = differing(wanted, entity.fields);
    if (different !== undefined) await this.service.change(ADDRESSES, entity, different, signal);
    return different !== undefined;
  }

  /** The guide's `mode=replace`: values that are not ours any more go. A contact without activity codes keeps what is there. */
  private async writeIndustries(owner: Entity, contact: TargetContact, signal?: AbortSignal): Promise<boolean> {
    const wanted = industryFields(contact);
    if (wanted.length === 0) return false;
    const filter = `${ownedBy(owner)} and CustomLabel_Value eq 'Branche'`;
    const there = [...(await this.service.query(INFO, { filter }, signal))];
    const missing = wanted.filter((value) => {
      const at = there.findIndex(({ fields }) => differing(value, fields) === undefined);
      if (at >= 0) there.splice(at, 1);
      return at < 0;
    });
    // New ones first: broken off in between, there are too many rather than none, and the next attempt mends it.
    for (const value of missing) await this.service.create(INFO, { Contact_Value: owner.id, ...value }, signal);
    for (const surplus of there) await this.service.remove(INFO, surplus, signal);
    return missing.length + there.length > 0;
  }
}

const ownedBy = ({ id }: Entity): string => `Contact_Value eq ${literal(id)}`;
