import { AboutCase, AboutParty, RefreshWanted } from './case-messages';
import type { ContactName } from './contact-name';
import {
  type ExternalAddress,
  ExternalContactChanged,
  ExternalContactCreated,
  ExternalContactEnded,
  type ExternalContactLines,
  type ExternalName,
} from './external-contact-messages';
import { message, type Meanings } from './message-definition';

const CASE = 'id of the case in the sending system; two systems may use the same id for two cases';
const EXTERNAL = "the sender's own id of the contact";

const contactName: Meanings<ContactName> = {
  contactId: 'our id of the contact: digits',
  externalId: 'id of the contact in the sending system, registered under the same `source`; it may come later',
  nameType: 'contact type letter, with `nameCode`; not for persons: `J`, `V`, `H`, `1`',
  nameCode: 'CVR number, production unit number, SOR code or BFE number; over HTTPS alone also a person number (`C`)',
};
const contact = { meaning: 'the contact, named in exactly one way', fields: contactName };

const name: Meanings<ExternalName> = { name1: 'first names, or the name of a company', name2: 'last name' };
const mainAddress: Meanings<ExternalAddress> = {
  address1: 'road and house number',
  address2: 'floor and door, or place name',
  address3: 'c/o',
  municipality: 'municipality code',
  postcode: 'postcode',
  city: 'town',
  country_code: 'country code',
};
const contactLines: Meanings<ExternalContactLines> = {
  phoneNo: 'telephone number',
  fax: 'fax number',
  email: 'e-mail address',
};
const facts = {
  name: { meaning: 'the name as a whole; a field left out is empty', fields: name },
  mainAddress: { meaning: 'the main address as a whole; a field left out is empty', fields: mainAddress },
  contactLines: { meaning: 'telephone, fax and e-mail as a whole; a field left out is empty', fields: contactLines },
};

/** What other systems tell us (MSG-3). Within one `source` the later wins: by sequence, then time, then id. */
export const INBOUND_MESSAGES = [
  message({
    type: 'case.opened.v1',
    kind: 'inbound',
    description: 'A case was opened in another system. Its parties count from now on (REG-5).',
    subject: CASE,
    data: AboutCase,
    fields: {},
    example: { subject: '2026-1042', sequence: 1, data: {} },
  }),
  message({
    type: 'case.closed.v1',
    kind: 'inbound',
    description: 'A case was closed in another system. Its parties stay, but count no longer.',
    subject: CASE,
    data: AboutCase,
    fields: {},
    example: { subject: '2026-1042', sequence: 9, data: {} },
  }),
  message({
    type: 'case.reopened.v1',
    kind: 'inbound',
    description: 'A closed case was opened again in another system.',
    subject: CASE,
    data: AboutCase,
    fields: {},
    example: { subject: '2026-1042', sequence: 10, data: {} },
  }),
  message({
    type: 'party.added.v1',
    kind: 'inbound',
    description:
      'A contact has become a party on a case. It is stored also when the contact has ended, and flagged then: see contact.flagged.v1.',
    subject: CASE,
    data: AboutParty,
    fields: { contact },
    example: { subject: '2026-1042', sequence: 2, data: { contact: { contactId: '5012' } } },
  }),
  message({
    type: 'party.removed.v1',
    kind: 'inbound',
    description: 'A contact is a party on a case no longer.',
    subject: CASE,
    data: AboutParty,
    fields: { contact },
    example: { subject: '2026-1042', sequence: 3, data: { contact: { nameType: 'V', nameCode: '1003387453' } } },
  }),
  message({
    type: 'external-contact.created.v1',
    kind: 'inbound',
    description:
      'A contact was made in another system: its id is registered with us. Where the contact named exists the other facts are left out, since a register or a person already speaks; else it is made with them.',
    subject: EXTERNAL,
    data: ExternalContactCreated,
    fields: {
      nameType: 'contact type letter',
      nameCode: 'code of the contact; absent for types whose code we give, and for persons, save over HTTPS',
      contactId: 'our id of the contact, where the sender knows it, instead of `nameCode`',
      ...facts,
    },
    example: {
      subject: 'K-77',
      sequence: 1,
      data: { nameType: 'J', nameCode: '12345674', name: { name1: 'Skovens Have ApS' } },
    },
  }),
  message({
    type: 'external-contact.changed.v1',
    kind: 'inbound',
    description: 'Facts of a contact were changed in another system: each group given replaces that group.',
    subject: EXTERNAL,
    data: ExternalContactChanged,
    fields: facts,
    example: {
      subject: 'K-77',
      sequence: 2,
      data: {
        mainAddress: { address1: 'Skovvej 7', postcode: '8000', city: 'Aarhus C' },
        contactLines: { phoneNo: '70101010' },
      },
    },
  }),
  message({
    type: 'external-contact.ended.v1',
    kind: 'inbound',
    description: 'A contact has ended in another system. It ends here too where nobody else speaks for it.',
    subject: EXTERNAL,
    data: ExternalContactEnded,
    fields: { end: 'date, YYYY-MM-DD' },
    example: { subject: 'K-77', sequence: 3, data: { end: '2026-03-01' } },
  }),
  message({
    type: 'refresh.wanted.v1',
    kind: 'inbound',
    description: 'Another system wants a contact to be read from its register again.',
    subject: "our id of the contact, or the sender's",
    data: RefreshWanted,
    fields: { contact },
    example: { subject: 'K-77', data: { contact: { externalId: 'K-77' } } },
  }),
] as const;
