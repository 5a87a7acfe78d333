/** An event tells everybody what happened; a task asks one receiver to do something. */
export type MessageKind = 'event' | 'task';

/** One message of the product: what it is called on the wire and what it carries. */
export interface MessageDefinition<
  Type extends string = string,
  Kind extends MessageKind = MessageKind,
  Data extends object = object,
> {
  /** `<noun>.<verb>.v<n>`; tasks begin with the receiving service. Routing key, and the CloudEvents type without its prefix. */
  readonly type: Type;
  readonly kind: Kind;
  /** When it is sent, and what a receiver may conclude. */
  readonly description: string;
  /** What `subject` names. */
  readonly subject: string;
  /** What `data` must be: a class with validation rules. */
  readonly data: new () => Data;
  /** What each field of `data` means. */
  readonly fields: { readonly [Field in keyof Data]-?: string };
  readonly example: { readonly subject: string; readonly sequence?: number; readonly data: Data };
}

/** Fixes the types of a definition, so that a field without its meaning or a wrong example does not compile. */
export function message<const Type extends string, const Kind extends MessageKind, Data extends object>(
  definition: MessageDefinition<Type, Kind, Data>,
): MessageDefinition<Type, Kind, Data> {
  return definition;
}

/** The service a task is for: the first word of its type. */
export function receiverOf(taskType: string): string {
  return taskType.slice(0, taskType.indexOf('.'));
}
