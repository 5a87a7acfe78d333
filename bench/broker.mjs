// What the rows about messages use: a topology of their own, a service with one handler, a bare client as the peer.
import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { contactsSchema } from '@contact-sync/contact-register';
import { migrate, openPool } from '@contact-sync/database';
import { HandleTasks, messagingSchema, productTopology } from '@contact-sync/messaging';
import amqp from 'amqplib';
import { AMQP_URL, temporaryDatabase } from './measure.mjs';

export const TASK = 'cpr-sync.delivery.import.v1';
export const EVENT = 'contact.changed.v1';

/** A topology of this run: the queue of cpr-sync's tasks and one that hears all events of contacts. */
export function ownTopology() {
  const name = `bench-${process.pid}-${Math.floor(performance.now())}`;
  const topology = productTopology(name, [{ queue: 'bench.events', keys: ['contact.#'] }]);
  return { ...topology, tasks: `${name}.cpr-sync.tasks`, events: `${name}.bench.events` };
}

export async function removeTopology({ exchange, deadLetterExchange, queues }) {
  const { channel, close } = await bareClient();
  for (const { queue } of queues) {
    await channel.deleteQueue(queue);
    await channel.deleteQueue(`${queue}.parked`);
  }
  await channel.deleteExchange(exchange);
  await channel.deleteExchange(deadLetterExchange);
  await close();
}

/** What another program has: amqplib and nothing of ours. */
export async function bareClient(socketOptions = {}) {
  const connection = await amqp.connect(AMQP_URL, socketOptions);
  const channel = await connection.createConfirmChannel();
  return { channel, close: () => connection.close() };
}

export async function messagesIn(queue) {
  const { channel, close } = await bareClient();
  const { messageCount } = await channel.checkQueue(queue);
  await close();
  return messageCount;
}

/** A database with a service queue and an empty register. */
export async function queueDatabase() {
  const database = await temporaryDatabase();
  await migrate(database.url, [messagingSchema, contactsSchema]);
  const pool = openPool(database.url, { max: 12, applicationName: 'bench' });
  return { ...database, pool, drop: () => pool.end().then(() => database.drop()) };
}

/** A service that handles tasks over a transport. */
export async function serveTasks(strategy, handle) {
  class Handlers {
    handle(deliveries) {
      return handle(deliveries);
    }
  }
  const method = Object.getOwnPropertyDescriptor(Handlers.prototype, 'handle');
  HandleTasks(TASK)(Handlers.prototype, 'handle', method);
  Object.defineProperty(Handlers.prototype, 'handle', method);
  Controller()(Handlers);
  class App {}
  Module({ controllers: [Handlers] })(App);
  const app = await NestFactory.createMicroservice(App, { strategy, logger: false });
  await app.listen();
  return app;
}

/** Resolves when `condition` holds; looks every few milliseconds. */
export async function until(condition, everyMs = 5) {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, everyMs));
}

/** Tasks with distinct subjects, as rows of `enqueueTasks`. */
export function tasks(from, count) {
  return Array.from({ length: count }, (_, index) => {
    const deliveryId = `00000000-0000-4000-8000-${String(from + index).padStart(12, '0')}`;
    return { type: TASK, subject: deliveryId, data: { deliveryId } };
  });
}
