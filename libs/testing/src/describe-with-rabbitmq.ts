/// <reference types="jest" />

/**
 * As `describe`, for tests that need a real RabbitMQ: they are left out where the set-up found none, which it says in one
 * line. With CI=true the set-up fails instead, so nothing is left out unseen.
 */
export const describeWithRabbitMq = (name: string, tests: () => void): void =>
  (process.env['AMQP_URL'] ? describe : describe.skip)(name, tests);
