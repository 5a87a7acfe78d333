import type {
  CaseStatement,
  ContactRef,
  ExternalContactStatement,
  PartyStatement,
  RefreshStatement,
  Told,
} from '@contact-sync/contact-register';
import type {
  AboutParty,
  ContactName,
  ExternalContactChanged,
  ExternalContactCreated,
  ExternalContactEnded,
  Message,
  RefreshWanted,
} from '@contact-sync/contracts';

/** Messages of other systems as statements that the register takes; the messages have been validated. */
export function caseStatement(message: Message, state: 'open' | 'closed'): CaseStatement {
  return { told: toldBy(message), caseId: message.subject, state };
}

export function partyStatement(message: Message<AboutParty>, party: boolean): PartyStatement {
  return { told: toldBy(message), caseId: message.subject, contact: contactRef(message.data.contact), party };
}

export function createdStatement(message: Message<ExternalContactCreated>): ExternalContactStatement {
  return { told: toldBy(message), externalId: message.subject, kind: 'created', ...message.data };
}

export function changedStatement(message: Message<ExternalContactChanged>): ExternalContactStatement {
  return { told: toldBy(message), externalId: message.subject, kind: 'changed', ...message.data };
}

export function endedStatement(message: Message<ExternalContactEnded>): ExternalContactStatement {
  return { told: toldBy(message), externalId: message.subject, kind: 'ended', end: message.data.end };
}

export function wish(message: Message<RefreshWanted>): RefreshStatement {
  return { told: toldBy(message), contact: contactRef(message.data.contact) };
}

/** A name gives a contact in exactly one way. */
export function contactRef({ contactId, externalId, nameType = '', nameCode = '' }: ContactName): ContactRef {
  if (contactId !== undefined) return { contactId };
  return externalId === undefined ? { nameType, nameCode } : { externalId };
}

function toldBy({ source, sequence, time, id }: Message): Told {
  return { source, time: new Date(time), id, ...(sequence === undefined ? {} : { sequence }) };
}
