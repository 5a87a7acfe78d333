import { CONTACT_EVENT_MESSAGES } from './contact-event-messages';
import { INBOUND_MESSAGES } from './inbound-messages';
import type { MessageDefinition, MessageKind } from './message-definition';
import { TASK_MESSAGES } from './task-messages';
import { WORK_EVENT_MESSAGES } from './work-event-messages';

/** Every message the product sends or takes, in the order of the documentation (MSG-2, MSG-3). Grow by optional fields; else `.v2` beside `.v1`. */
export const MESSAGES = [
  ...CONTACT_EVENT_MESSAGES,
  ...WORK_EVENT_MESSAGES,
  ...TASK_MESSAGES,
  ...INBOUND_MESSAGES,
] as const;

type Message = (typeof MESSAGES)[number];
export type EventType = Extract<Message, { kind: 'event' }>['type'];
export type TaskType = Extract<Message, { kind: 'task' }>['type'];
/** What other systems tell us. */
export type InboundType = Extract<Message, { kind: 'inbound' }>['type'];
export type MessageType = Message['type'];
/** The data class of a message type. */
export type DataOf<Type extends MessageType> =
  Extract<Message, { type: Type }> extends MessageDefinition<Type, MessageKind, infer Data> ? Data : never;

const BY_TYPE: ReadonlyMap<string, MessageDefinition> = new Map(
  MESSAGES.map((definition) => [definition.type, definition as unknown as MessageDefinition]),
);

/** The definition of a message type; undefined for a type that is none of ours. */
export function findMessage(type: string): MessageDefinition | undefined {
  return BY_TYPE.get(type);
}
