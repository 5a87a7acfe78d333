'use strict';
const { provideInfrastructure } = require('./infrastructure');

/**
 * Before the integration tests: one PostgreSQL and, where there is one, one RabbitMQ. Workers inherit the addresses as
 * DATABASE_URL and AMQP_URL; without a broker AMQP_URL is left unset and `describeWithRabbitMq` leaves its tests out.
 */
module.exports = async () => {
  const { databaseUrl, amqpUrl, summary, stop } = await provideInfrastructure(process.env);
  process.env.DATABASE_URL = databaseUrl;
  if (amqpUrl) process.env.AMQP_URL = amqpUrl;
  globalThis.stopTestInfrastructure = stop;
  console.log(`\n${summary}`);
};
