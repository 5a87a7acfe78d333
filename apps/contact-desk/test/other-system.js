// Another system's program: plain amqplib, and no code of ours. It publishes the lines of a file, each a routing key, a
// blank and a body, in their order; what the broker did not confirm it publishes again, however often the broker goes. A
// broker of one node may come back without the last messages it had confirmed, so after a lost connection it publishes all
// again: repeating is harmless.
const { readFileSync } = require('node:fs');
const { setTimeout: sleep } = require('node:timers/promises');
const { connect } = require('amqplib');

const { AMQP_URL, EXCHANGE, MESSAGES_FILE, PER_SECOND } = process.env;
const AT_ONCE = 100;

const lines = readFileSync(MESSAGES_FILE, 'utf8').trimEnd().split('\n');
const unconfirmed = new Set(lines.map((line) => ({ line })));
const confirmed = [];

async function publishAll() {
  const connection = await connect(AMQP_URL);
  let isUsable = true;
  connection.setMaxListeners(0);
  connection.on('error', () => undefined);
  connection.on('close', () => (isUsable = false));
  const channel = await connection.createConfirmChannel();
  channel.on('error', () => undefined);
  channel.on('close', () => (isUsable = false));
  // A message without a queue is returned before it is confirmed.
  const returned = new Set();
  channel.on('return', ({ properties }) => returned.add(properties.messageId));
  let number = 0;
  while (isUsable && unconfirmed.size > 0) {
    const batch = [...unconfirmed].slice(0, AT_ONCE);
    await Promise.all(
      batch.map(
        (message) =>
          new Promise((resolve) => {
            const messageId = String((number += 1));
            const at = message.line.indexOf(' ');
            const body = Buffer.from(message.line.slice(at + 1));
            const giveUp = () => resolve();
            connection.once('close', giveUp);
            channel.publish(
              EXCHANGE,
              message.line.slice(0, at),
              body,
              { persistent: true, mandatory: true, messageId },
              (error) => {
                connection.off('close', giveUp);
                if (error === null && !returned.has(messageId) && unconfirmed.delete(message)) confirmed.push(message);
                resolve();
              },
            );
          }),
      ),
    );
    await sleep((AT_ONCE / Number(PER_SECOND)) * 1000);
  }
  if (!isUsable) for (const message of confirmed.splice(0)) unconfirmed.add(message);
  await connection.close().catch(() => undefined);
}

async function main() {
  while (unconfirmed.size > 0) {
    await publishAll().catch(() => undefined);
    if (unconfirmed.size > 0) await sleep(200);
  }
}

main().catch(() => process.exit(1));
