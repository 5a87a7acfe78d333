'use strict';
const { dockerAnswers } = require('./docker');
const postgres = require('./postgres');
const rabbitmq = require('./rabbitmq');

/**
 * Finds or starts PostgreSQL and RabbitMQ, in this order: the addresses given; services on the standard local ports that
 * let us in; containers, if Docker answers; PostgreSQL from npm, and then no RabbitMQ. With CI=true a missing RabbitMQ
 * is an error, so that tests cannot be left out unseen. A missing PostgreSQL always is one.
 * @param {NodeJS.ProcessEnv} env
 */
async function provideInfrastructure(env) {
  const stops = [];
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  let docker;
  const containersPossible = () => (docker ??= dockerAnswers(env));
  try {
    const database = await firstOf([
      () => given(env.DATABASE_URL),
      () => postgres.answeringLocally(),
      async () => ((await containersPossible()) ? postgres.inContainer() : undefined),
      () => postgres.fromNpm(),
    ]);
    stops.push(database.stop);
    const broker = await firstOf([
      () => given(env.AMQP_URL),
      () => rabbitmq.answeringLocally(),
      async () => ((await containersPossible()) ? rabbitmq.inContainer() : undefined),
      () => noBroker(env),
    ]);
    stops.push(broker.stop);
    const summary = `Integration tests use PostgreSQL ${database.where} and ${broker.url ? `RabbitMQ ${broker.where}` : broker.where}.`;
    return { databaseUrl: database.url, amqpUrl: broker.url, summary, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function firstOf(ways) {
  for (const way of ways) {
    const found = await way();
    if (found) return { stop: async () => {}, ...found };
  }
  throw new Error('none of the ways to provide a service for the tests worked');
}

const given = (url) => (url ? { url, where: 'at the address given' } : undefined);

function noBroker(env) {
  if (env.CI === 'true')
    throw new Error('CI=true requires RabbitMQ: give AMQP_URL, or run one on 127.0.0.1:5672, or Docker');
  return { url: undefined, where: 'no RabbitMQ (none found): the tests that need it are left out' };
}

module.exports = { provideInfrastructure };
