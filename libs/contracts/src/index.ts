export {
  AboutContact,
  ContactChanged,
  ContactCreated,
  ContactEnded,
  ContactHeld,
  ContactReleased,
  ContactRestored,
  ContactSuperseded,
  ReferenceAdded,
  ReferenceRemoved,
} from './contact-events';
export { ImportDelivery, RetryHold } from './cpr-sync-tasks';
export { decode } from './decode';
export type { Decoded, MessageProblem } from './decode';
export { assertSendable, encode, encodeJson, UnsendableMessage } from './encode';
export type { Envelope } from './encode';
export { CONTENT_TYPE, MAX_MESSAGE_BYTES, TYPE_PREFIX } from './envelope';
export type { Message } from './envelope';
export { receiverOf } from './message-definition';
export type { MessageDefinition, MessageKind } from './message-definition';
export { findMessage, MESSAGES } from './messages';
export type { DataOf, EventType, MessageType, TaskType } from './messages';
export { messagesDocument } from './messages-document';
export { holdsPersonNumber } from './person-numbers';
export { SynchronisationFinished, SynchronisationStarted } from './synchronisation-events';
