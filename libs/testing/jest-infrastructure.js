'use strict';
const { provideInfrastructure } = require('./infrastructure');
const { dropTemplates, newPrefix } = require('./infrastructure/templates');

/**
 * Before the integration tests: one PostgreSQL and, where there is one, one RabbitMQ. Workers inherit the addresses as
 * DATABASE_URL and AMQP_URL; without a broker AMQP_URL is left unset and `describeWithRabbitMq` leaves its tests out.
 * TEST_TEMPLATES lets `freshDatabase` migrate once for all tests with the same schemas.
 */
module.exports = async () => {
  const { databaseUrl, amqpUrl, summary, stop } = await provideInfrastructure(process.env);
  process.env.DATABASE_URL = databaseUrl;
  if (amqpUrl) process.env.AMQP_URL = amqpUrl;
  const templates = (process.env.TEST_TEMPLATES = newPrefix());
  globalThis.stopTestInfrastructure = async () => {
    try {
      await dropTemplates(databaseUrl, templates);
    } finally {
      await stop();
    }
  };
  console.log(`\n${summary}`);
};
