/** A row of the service queue, as `GET /contact-desk/queue/messages` answers. Members without a value are absent. */
export interface QueueMessage {
  readonly id: string;
  readonly kind: string;
  readonly type: string;
  readonly subject: string;
  readonly state: string;
  readonly attempts: number;
  readonly createdAt: string;
  readonly dueAt?: string;
  readonly lane?: string;
  readonly errorCode?: string;
  readonly errorText?: string;
}

export interface QueuePage {
  readonly messages: readonly QueueMessage[];
  readonly next?: string;
}
