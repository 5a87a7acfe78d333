'use strict';

const LOCAL_URL = 'amqp://guest:guest@127.0.0.1:5672';
const IMAGE = 'rabbitmq:4.1';
const LIMIT_MS = 2000;

/** RabbitMQ on its standard local port, if it lets us in. */
async function answeringLocally() {
  const amqp = require('amqplib');
  try {
    const connection = await amqp.connect(LOCAL_URL, { timeout: LIMIT_MS });
    await connection.close();
    return { url: LOCAL_URL, where: 'on 127.0.0.1:5672' };
  } catch {
    return undefined; // not there, or not ours: the next way is tried
  }
}

async function inContainer() {
  const { RabbitMQContainer } = require('@testcontainers/rabbitmq');
  const container = await new RabbitMQContainer(IMAGE).start();
  const url = new URL(container.getAmqpUrl());
  url.username = 'guest';
  url.password = 'guest';
  return { url: url.href, where: `in a container (${IMAGE})`, stop: () => container.stop() };
}

module.exports = { answeringLocally, inContainer };
