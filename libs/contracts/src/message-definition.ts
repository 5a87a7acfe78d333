/**
 * An event tells everybody what happened here; a task asks one receiver to do something; inbound, another system tells
 * us what happened there.
 */
export type MessageKind = 'event' | 'task' | 'inbound';

/** What each field of some data means; a field that is an object of its own class has meanings within. */
export type Meanings<Data> = { readonly [Field in keyof Data]-?: Meaning<NonNullable<Data[Field]>> };

type Meaning<Value> = Value extends string | number | boolean | readonly unknown[]
  ? string
  : string extends keyof Value
    ? string
    : { readonly meaning: string; readonly fields: Meanings<Value> };

/** Meanings as they are read when the message is any of ours. */
export interface FieldMeanings {
  readonly [field: string]: string | { readonly meaning: string; readonly fields: FieldMeanings };
}

/** One message of the product: what it is called on the wire and what it carries. */
export interface MessageDefinition<
  Type extends string = string,
  Kind extends MessageKind = MessageKind,
  Data extends object = object,
> {
  /** `<noun>.<verb>.v<n>`; tasks begin with the receiving service. Routing key, and the CloudEvents type without its prefix. */
  readonly type: Type;
  readonly kind: Kind;
  /** When it is sent, and what a receiver may conclude or does. */
  readonly description: string;
  /** What `subject` names. */
  readonly subject: string;
  /** What `data` must be: a class with validation rules. */
  readonly data: new () => Data;
  /** What each field of `data` means. */
  readonly fields: Meanings<Data>;
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
