import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages of others can be mended by a person, and those that wait for something are found when it comes. */
export class MendMessages1795305600011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table service_queue.message
        add column mended_by text,
        add column mended_at timestamptz,
        add column first_origin text,
        add constraint mended_by_and_when check ((mended_by is null) = (mended_at is null));
      comment on column service_queue.message.mended_by is 'Inbound only: who last corrected the message at the desk.';
      comment on column service_queue.message.mended_at is 'When it was last corrected.';
      comment on column service_queue.message.first_origin is
        'Source and id under which a message came that was corrected since: should it come again, it is not kept twice.';
      create index message_first_origin on service_queue.message (queue, first_origin) where first_origin is not null;
      create index message_awaited on service_queue.message (queue, source, subject)
        where kind = 'inbound' and state in ('waiting', 'held');
      comment on index service_queue.message_awaited is
        'What waits for something else to come first, such as an external id, is found when that comes.'`);
  }

  down(): Promise<void> {
    throw new Error('migrations run forward only');
  }
}
