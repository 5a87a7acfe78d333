import { findContactId, recordAudit } from '@contact-sync/contact-register';
import { type ContactName, type Message, PERSON_TYPE } from '@contact-sync/contracts';
import type { Tx } from '@contact-sync/database';

/** Who names persons by number, and why (REG-7). */
export interface Namer {
  readonly who: string;
  readonly purpose: string;
}

export interface Swapped<Data extends object> {
  readonly messages: readonly Message<Data>[];
  /** Places of the messages whose person is none of our contacts. */
  readonly unknown: readonly number[];
}

/** True for a contact named by a person's number, which goes no further than the body it came in. */
export function isPersonByCode({ nameType, nameCode }: Pick<ContactName, 'nameType' | 'nameCode'>): boolean {
  return nameType === PERSON_TYPE && nameCode !== undefined;
}

/** True where a message names a person by number. */
export function namesPerson({ data }: Message<object>): boolean {
  return isPersonByCode(nameIn(data));
}

/**
 * The messages with our contact id wherever a person was named by number. Naming a person is a look-up, and is recorded in
 * this transaction, also where nobody has the number: commit it whatever comes of the messages.
 */
export async function swapPersons<Data extends object>(
  tx: Tx,
  namer: Namer,
  messages: readonly Message<Data>[],
  now: Date,
): Promise<Swapped<Data>> {
  const swapped: Message<Data>[] = [];
  const unknown: number[] = [];
  for (const [at, message] of messages.entries()) {
    const name = nameIn(message.data);
    const contactId = isPersonByCode(name) ? await findPerson(tx, namer, name.nameCode ?? '', now) : undefined;
    if (contactId !== undefined) swapped.push({ ...message, data: withContactId(message.data, contactId) });
    else if (isPersonByCode(name)) unknown.push(at);
    else swapped.push(message);
  }
  return { messages: swapped, unknown };
}

/** The id of the contact that has or had a person number; the look-up is recorded. Undefined: there is none. */
export async function findPerson(tx: Tx, namer: Namer, nameCode: string, now: Date): Promise<string | undefined> {
  const contactId = await findContactId(tx, { key: { nameType: PERSON_TYPE, nameCode } });
  const entry = { action: 'find', register: 'contacts', resultCount: contactId === undefined ? 0 : 1 };
  await recordAudit(tx, namer, [contactId === undefined ? entry : { ...entry, contactId }], now);
  return contactId;
}

type MayName = ContactName & { readonly contact?: ContactName };

/** A contact is named in `contact`, or by the data themselves where they are of an external contact. */
function nameIn(data: MayName): ContactName {
  return data.contact ?? data;
}

function withContactId<Data extends object>(data: Data, contactId: string): Data {
  const { contact, nameCode: _, ...rest }: MayName = data;
  return (contact === undefined ? { ...rest, contactId } : { ...rest, contact: { contactId } }) as Data;
}
