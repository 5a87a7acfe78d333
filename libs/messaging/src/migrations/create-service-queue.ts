import { grantToRunRole } from '@contact-sync/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The service queue: messages, deliveries inside one process, paused lanes, the inbox. */
export class CreateServiceQueue1795219200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(MESSAGE);
    await runner.query(INDEXES);
    await runner.query(DELIVERY);
    await runner.query(LANE_AND_INBOX);
    for (const table of ['message', 'delivery', 'register_lane', 'inbox']) {
      await grantToRunRole(runner, 'select, insert, update, delete', `service_queue.${table}`);
    }
  }

  down(): Promise<void> {
    throw new Error('migrations run forward only');
  }
}

const MESSAGE = `
create table service_queue.message (
  id uuid primary key,
  position bigint generated always as identity,
  kind text not null check (kind in ('event', 'task', 'inbound')),
  type text not null,
  subject text not null,
  sequence bigint,
  source text not null,
  origin_id text,
  queue text,
  data json not null,
  occurred_at timestamptz not null,
  traceparent text,
  state text not null default 'open'
    check (state in ('open', 'claimed', 'waiting', 'held', 'parked', 'done', 'obsolete')),
  due_at timestamptz default clock_timestamp(),
  free_at timestamptz not null default clock_timestamp(),
  claim uuid,
  attempts integer not null default 0,
  publications integer not null default 0,
  lane text,
  error_code text,
  error_text text,
  created_at timestamptz not null default clock_timestamp(),
  done_at timestamptz,
  constraint claimed_with_token check ((state = 'claimed') = (claim is not null)),
  constraint finished_at check ((state in ('done', 'obsolete')) = (done_at is not null)),
  constraint at_rest_is_not_due check (state not in ('held', 'parked', 'done', 'obsolete') or due_at is null),
  constraint inbound_has_queue check ((kind = 'inbound') = (queue is not null and origin_id is not null))
) with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000,
        autovacuum_analyze_scale_factor = 0.05);

comment on table service_queue.message is
  'Every task and every event that leaves a service, written in the transaction that caused it; and messages from others that could not be handled at once.';
comment on column service_queue.message.id is 'Time-ordered (UUID version 7). Of tasks and events also the id of the CloudEvent, the same however often it is published.';
comment on column service_queue.message.position is 'Order of writing; of two events of one subject the one with the lower position is published first.';
comment on column service_queue.message.kind is 'event: tells everybody what happened. task: asks one service to do something. inbound: came from another system or service and is kept for the queue that could not handle it yet.';
comment on column service_queue.message.type is 'Routing key, as contact.changed.v1. unreadable: an inbound message of no type of ours.';
comment on column service_queue.message.subject is 'What the message is about: id of a contact, delivery or run. Never a person number.';
comment on column service_queue.message.sequence is 'Version of the subject, rising.';
comment on column service_queue.message.source is 'Who said it, as CloudEvents has it.';
comment on column service_queue.message.origin_id is 'Inbound only: the id its sender gave it.';
comment on column service_queue.message.queue is 'Inbound only: the queue it came by and is published to again.';
comment on column service_queue.message.data is 'Data of the message. Of an unreadable one {"raw": text}, with person numbers masked.';
comment on column service_queue.message.occurred_at is 'When what the message tells happened.';
comment on column service_queue.message.traceparent is 'W3C trace context of the work that caused the message.';
comment on column service_queue.message.state is
  'open: to be published or handled. claimed: a service works on it. waiting: failed, and is tried again when due; or waits for its register. held: failed too often; a person or a newer message decides. parked: cannot be handled as it is; a person decides. done: published (event) or handled (task, inbound). obsolete: something newer made it needless.';
comment on column service_queue.message.due_at is 'When the relay publishes it (again); null: not at all.';
comment on column service_queue.message.free_at is 'From when it may be claimed: planned time, end of a wait, or end of the lease of whoever claimed it.';
comment on column service_queue.message.claim is 'Token of the claim; only its holder may settle the message.';
comment on column service_queue.message.attempts is 'How often handling was begun, not counting times when a register or the database was away.';
comment on column service_queue.message.publications is 'How often it was published since it last was open or waiting anew; the pause before the next doubles each time.';
comment on column service_queue.message.lane is 'The paused lane it waits for.';
comment on column service_queue.message.error_code is 'Code of the last failure.';
comment on column service_queue.message.error_text is 'The last failure in words, person numbers masked.';
comment on column service_queue.message.done_at is 'When it became done or obsolete; it is removed when the retention time has passed.';
`;

const INDEXES = `
-- Done rows are in neither of the partial indexes, so millions of them cost the relay nothing.
create index message_due on service_queue.message (due_at, position) where due_at is not null;
create index message_at_rest on service_queue.message (state, id) where state in ('waiting', 'held', 'parked');
create index message_lane on service_queue.message (lane, id) where lane is not null;
create index message_done_at on service_queue.message using brin (done_at) with (pages_per_range = 32, autosummarize = on);
-- New tasks coalesce into one that nobody has begun.
create unique index message_open_task on service_queue.message (type, subject) where kind = 'task' and state = 'open';
-- A subject is never worked on by two at a time.
create unique index message_claimed_task on service_queue.message (type, subject) where kind = 'task' and state = 'claimed';
-- The feed of published events is read page by page from any place; without it each page would sort all that follow.
create index message_published on service_queue.message (done_at, position) where kind = 'event' and state = 'done';
create unique index message_inbound on service_queue.message (queue, source, origin_id) where kind = 'inbound';
comment on index service_queue.message_open_task is 'New tasks coalesce into one that nobody has begun.';
comment on index service_queue.message_claimed_task is 'A subject is never worked on by two at a time.';
`;

const DELIVERY = `
create table service_queue.delivery (
  queue text not null,
  message_id uuid not null references service_queue.message on delete cascade,
  position bigint generated always as identity,
  taken_by integer,
  primary key (queue, message_id)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000);
create index delivery_free on service_queue.delivery (queue, position) where taken_by is null;
create index delivery_taken on service_queue.delivery (taken_by) where taken_by is not null;
comment on table service_queue.delivery is
  'Without a broker: one row per message and subscribing queue, as a binding of a broker would make. Removed when handled.';
comment on column service_queue.delivery.taken_by is
  'Number of the transport that has it in hand, which holds a session advisory lock under that number; if nobody holds it, the process is gone and the row is free.';
`;

const LANE_AND_INBOX = `
create table service_queue.register_lane (
  lane text primary key,
  paused_at timestamptz not null default clock_timestamp(),
  next_probe timestamptz not null,
  probes integer not null default 0,
  error_code text not null,
  error_text text not null
);
comment on table service_queue.register_lane is
  'Registers that are away. Tasks of a paused lane stay as they are; one at a time is tried as a probe, and the first that succeeds opens the lane.';
comment on column service_queue.register_lane.next_probe is 'When the next task is let through to see whether the register answers.';
comment on column service_queue.register_lane.probes is 'Probes let through since the pause began.';

create table service_queue.inbox (
  consumer text not null,
  source text not null,
  message_id text not null,
  received_at timestamptz not null default clock_timestamp(),
  primary key (consumer, source, message_id)
);
create index inbox_received on service_queue.inbox using brin (received_at);
comment on table service_queue.inbox is
  'Messages each consumer has applied, kept for as long as their source may repeat them.';
`;
