// A service with one handler for tasks and one for events, to be killed by a fault test. Runs the built code.
'use strict';
require('reflect-metadata');
const { Controller, Module } = require('@nestjs/common');
const { NestFactory } = require('@nestjs/core');
const { inTransaction, openPool } = require('@contact-sync/database');
const messaging = require('../dist');

const { RUN_URL, AMQP_URL, EXCHANGE, MODE } = process.env;
const LEASE_MS = 2000;
// Ten minutes in earnest: that much later an event is told again whose confirm the database did not learn of.
const REPUBLISH_MS = 2500;
const pool = openPool(RUN_URL, { max: 6, applicationName: 'service under test' });
const topology = messaging.productTopology(EXCHANGE, [{ queue: 'listener.events', keys: ['contact.#'] }]);

class Handlers {
  importDelivery(deliveries) {
    return inTransaction(pool, async (tx) => {
      await tx.query('insert into public.effect select unnest($1::text[])', [deliveries.map(({ subject }) => subject)]);
      await messaging.settle(tx, messaging.allDone(deliveries));
    });
  }

  async contactChanged(deliveries) {
    await pool.query('insert into public.heard select unnest($1::text[])', [deliveries.map(({ subject }) => subject)]);
  }
}
const describe = (name) => Object.getOwnPropertyDescriptor(Handlers.prototype, name);
messaging.HandleTasks('cpr-sync.delivery.import.v1')(Handlers.prototype, 'importDelivery', describe('importDelivery'));
messaging.HandleEvents('contact.changed.v1')(Handlers.prototype, 'contactChanged', describe('contactChanged'));
Controller()(Handlers);
class App {}
Module({ controllers: [Handlers] })(App);

const transport = (queue) => {
  const options = { pool, queue: `${EXCHANGE}.${queue}`, leaseMs: LEASE_MS };
  return MODE === 'in-process'
    ? new messaging.InProcessTransport({ ...options, url: RUN_URL, pollMs: 200 })
    : new messaging.RabbitMqTransport({ ...options, url: AMQP_URL, topology });
};

// Ends with the test that started it.
process.on('disconnect', () => process.exit());

async function main() {
  for (const queue of ['cpr-sync.tasks', 'listener.events']) {
    const service = await NestFactory.createMicroservice(App, {
      strategy: transport(queue),
      logger: process.env.SHOW_LOG ? undefined : ['error'],
    });
    await service.listen();
  }
  const publisher =
    MODE === 'in-process'
      ? new messaging.InProcessPublisher({ url: RUN_URL, topology })
      : new messaging.RabbitMqPublisher({ url: AMQP_URL, topology });
  new messaging.Relay({
    url: RUN_URL,
    publisher,
    pollMs: 200,
    refusedAfterMs: 500,
    republishAfterMs: REPUBLISH_MS,
  }).start();
  process.send('started');
}
main();
