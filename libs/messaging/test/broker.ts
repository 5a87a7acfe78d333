import { Controller, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import { inTransaction } from '@contact-sync/database';
import {
  allDone,
  HandleEvents,
  HandleTasks,
  notYetApplied,
  productTopology,
  settle,
  type Delivery,
  type Topology,
} from '@contact-sync/messaging';
import type { ImportDelivery } from '@contact-sync/contracts';
import { uniqueName } from '@contact-sync/testing';
import { connect, type ConfirmChannel } from 'amqplib';
import type { Pool } from 'pg';

export const AMQP_URL = process.env['AMQP_URL'] ?? 'amqp://guest:guest@127.0.0.1:5672';

/** A topology of one's own with a queue for tasks and one for events. */
export function ownTopology(): Topology & { tasks: string; events: string } {
  const topology = productTopology(uniqueName('cs'), [{ queue: 'listener.events', keys: ['contact.#'] }]);
  return { ...topology, tasks: `${topology.exchange}.cpr-sync.tasks`, events: `${topology.exchange}.listener.events` };
}

/** What another program has: amqplib and nothing of ours. */
export async function bareChannel(url = AMQP_URL): Promise<{ channel: ConfirmChannel; close: () => Promise<void> }> {
  const connection = await connect(url);
  connection.on('error', () => undefined);
  const channel = await connection.createConfirmChannel();
  channel.on('error', () => undefined);
  return { channel, close: () => connection.close().catch(() => undefined) };
}

export async function removeTopology(
  { exchange, deadLetterExchange, queues }: Topology,
  url = AMQP_URL,
): Promise<void> {
  const { channel, close } = await bareChannel(url);
  for (const { queue } of queues) {
    await channel.deleteQueue(queue);
    await channel.deleteQueue(`${queue}.parked`);
  }
  await channel.deleteExchange(exchange);
  await channel.deleteExchange(deadLetterExchange);
  await close();
}

type Handle<D extends object> = (deliveries: Delivery<D>[]) => Promise<void>;

/** A service with one handler for tasks and one for events, connected by a transport. */
export async function serve(
  strategy: CustomTransportStrategy,
  {
    tasks,
    events,
    batch,
    lane,
  }: { tasks?: Handle<ImportDelivery>; events?: Handle<object>; batch?: number; lane?: string },
): Promise<{ close: () => Promise<void> }> {
  const options = { ...(batch === undefined ? {} : { batch }), ...(lane === undefined ? {} : { lane }) };
  @Controller()
  class Handlers {
    @HandleTasks('cpr-sync.delivery.import.v1', options)
    async importDelivery(deliveries: Delivery<ImportDelivery>[]): Promise<void> {
      await tasks?.(deliveries);
    }

    @HandleEvents('contact.changed.v1', options)
    async contactChanged(deliveries: Delivery<object>[]): Promise<void> {
      await events?.(deliveries);
    }
  }
  const app = await NestFactory.createMicroservice(moduleOf(Handlers), {
    strategy,
    logger: process.env['SHOW_LOG'] ? undefined : false,
  });
  await app.listen();
  return { close: () => app.close() };
}

function moduleOf(controller: Type): Type {
  @Module({ controllers: [controller] })
  class App {}
  return App;
}

/** Table `effect`: one row for each time a subject was worked on. */
export async function createEffects(pool: Pool): Promise<void> {
  await pool.query(
    'create table public.effect (subject text not null, at timestamptz default clock_timestamp()); grant all on public.effect to public',
  );
}

/** Works on tasks as a real handler does: effect and settlement in one transaction. */
export const recordTasks =
  (pool: Pool): Handle<object> =>
  (deliveries) =>
    inTransaction(pool, async (tx) => {
      await tx.query('insert into public.effect (subject) select unnest($1::text[])', [
        deliveries.map(({ subject }) => subject),
      ]);
      await settle(tx, allDone(deliveries));
    });

/** Works on events as a real handler does: once per event, whatever is delivered again. */
export const recordEvents =
  (pool: Pool): Handle<object> =>
  (deliveries) =>
    inTransaction(pool, async (tx) => {
      const fresh = await notYetApplied(tx, 'test', deliveries);
      await tx.query('insert into public.effect (subject) select unnest($1::text[])', [
        fresh.map(({ subject }) => subject),
      ]);
    });

/** How often each subject was worked on: `{ '1': 2000 }` says 2000 subjects once each. */
export async function effects(pool: Pool): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ times: string; subjects: number }>(
    'select times::text, count(*) as subjects from (select count(*) as times from public.effect group by subject) s group by times',
  );
  return Object.fromEntries(rows.map(({ times, subjects }) => [times, subjects]));
}
