export { AuditRooted } from './audit-events';
export { AboutCase, AboutParty, RefreshWanted } from './case-messages';
export {
  AboutContact,
  ContactChanged,
  ContactCreated,
  ContactEnded,
  ContactFlagged,
  ContactHeld,
  ContactReleased,
  ContactRestored,
  ContactSuperseded,
  ReferenceAdded,
  ReferenceRemoved,
} from './contact-events';
export { ContactName, IsContactName, PERSON_TYPE } from './contact-name';
export { ImportDelivery, RefreshPerson, RetryHold, SendSubscription, SynchronisePersons } from './cpr-sync-tasks';
export { RefreshProperty, UpdateProperty } from './bfe-lookup-tasks';
export { CertificateExpiring } from './credential-events';
export { RefreshCompany, RereadCompany, UpdateCompany, WriteContact } from './cvr-update-tasks';
export { decode } from './decode';
export type { Decoded, MessageProblem, Road } from './decode';
export { assertSendable, encode, encodeJson, UnsendableMessage } from './encode';
export type { Envelope } from './encode';
export { CONTENT_TYPE, MAX_MESSAGE_BYTES, TYPE_PREFIX } from './envelope';
export type { Message } from './envelope';
export {
  ExternalAddress,
  ExternalContactChanged,
  ExternalContactCreated,
  ExternalContactEnded,
  ExternalContactLines,
  ExternalName,
} from './external-contact-messages';
export { MAX_ATTRIBUTE } from './field-rules';
export { addSchema } from './json-schema';
export type { JsonSchema, Schemas } from './json-schema';
export { receiverOf } from './message-definition';
export type { FieldMeanings, Meanings, MessageDefinition, MessageKind } from './message-definition';
export { findMessage, MESSAGES } from './messages';
export type { DataOf, EventType, InboundType, MessageType, TaskType } from './messages';
export { exampleOf, messagesDocument } from './messages-document';
export { holdsPersonNumber } from './person-numbers';
export { ImportSorFile, RetrySorHold } from './sor-import-tasks';
export { SynchronisationFinished, SynchronisationStarted } from './synchronisation-events';
