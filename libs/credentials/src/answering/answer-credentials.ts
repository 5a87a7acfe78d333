import { BrokerConnection } from '@contact-sync/messaging';
import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import { type CredentialRoad, declareExchange, exchangeOf, queueOf, ROUTING_KEY } from '../broker-road';
import { CredentialFailed, type CredentialProblem } from '../credential-failed';
import { answerInProcess } from '../in-process';
import { problemAnswer, sealedAnswer, type CredentialAnswer } from '../protocol/answer';
import { Once } from '../protocol/once';
import { readRequest } from '../protocol/request';
import type { CredentialCallers } from './callers';
import { type CredentialHandler, replyTo } from './reply-to';

export interface AnsweringOptions {
  readonly road: CredentialRoad;
  /** rabbitmq: who may have what. In one process everybody is the same. */
  readonly callers: CredentialCallers;
  /** Told once of each user and profile that is turned away: a wrong configuration, or somebody who should not ask. */
  readonly onTurnedAway?: (who: TurnedAway) => void;
  /** Told of faults that are nobody's answer. */
  readonly onFault: (error: unknown) => void;
  /** The clock that tokens' ends are told by. */
  readonly now?: () => number;
}

/** Somebody who is not answered, for reasons that the other side alone might not tell. */
export interface TurnedAway {
  /** As the broker knows it; undefined where the request did not say. */
  readonly user: string | undefined;
  readonly profile: string | undefined;
  readonly problem: CredentialProblem;
}

const TURNED_AWAY: ReadonlySet<CredentialProblem> = new Set([
  'caller-not-allowed',
  'kind-not-allowed',
  'request-repeated',
  'request-expired',
]);
const MOST_TOLD = 1_000;
const PREFETCH = 64;
const NO_NONCE = '';

/** Answers those who ask for credentials until it is stopped. */
export function answerCredentials(handler: CredentialHandler, options: AnsweringOptions): { stop(): Promise<void> } {
  const { transport, url = '', exchange } = options.road;
  if (transport === 'in-process') return answerInProcess(exchange, handler);
  const once = new Once();
  const told = new Set<string>();
  const connection = new BrokerConnection({
    url,
    name: 'contact-sync credentials',
    opened: (opened, lost) => listen(opened, lost, { handler, options, once, told }),
    closed: () => undefined,
  });
  connection.start();
  return { stop: () => connection.stop() };
}

interface Desk {
  readonly handler: CredentialHandler;
  readonly options: AnsweringOptions;
  readonly once: Once;
  /** Who was turned away, as it was told. */
  readonly told: Set<string>;
}

async function listen(connection: ChannelModel, lost: () => void, desk: Desk): Promise<void> {
  const { exchange } = desk.options.road;
  const channel = await connection.createChannel();
  channel.on('error', () => undefined); // 'close' follows
  channel.on('close', lost);
  await declareExchange(channel, exchange);
  // Gone with the last of us: who asks then is told at once, and no question waits for an answer nobody wants any more.
  await channel.assertQueue(queueOf(exchange), { durable: true, autoDelete: true });
  await channel.bindQueue(queueOf(exchange), exchangeOf(exchange), ROUTING_KEY);
  await channel.prefetch(PREFETCH);
  await channel.consume(queueOf(exchange), (message) => {
    if (message === null) lost();
    else void respond(channel, message, desk);
  });
}

/** Never rejects: what cannot be answered on a channel that is gone was asked in vain. */
async function respond(channel: Channel, message: ConsumeMessage, desk: Desk): Promise<void> {
  const answer = await answerTo(message, desk);
  try {
    const { replyTo: address, correlationId } = message.properties as { replyTo?: string; correlationId?: string };
    if (address !== undefined)
      channel.publish('', address, Buffer.from(JSON.stringify(answer)), {
        correlationId,
        contentType: 'application/json',
      });
    channel.ack(message);
  } catch {
    // The channel closed meanwhile; who asked asks again.
  }
}

async function answerTo({ content, properties }: ConsumeMessage, desk: Desk): Promise<CredentialAnswer> {
  const { handler, options, once } = desk;
  const now = options.now ?? Date.now;
  const user = properties.userId as string | undefined;
  const request = readRequest(content);
  if (request === undefined) return problemAnswer(NO_NONCE, new CredentialFailed('request-unreadable'));
  try {
    once.take(request, Date.now());
    // The broker has checked that the sender is this user.
    const allowed = user === undefined ? undefined : options.callers.get(user);
    return await sealedAnswer(request, await replyTo(request.question, allowed, handler), now());
  } catch (error) {
    if (error instanceof CredentialFailed) {
      tell({ user, profile: request.question.profile, problem: error.problem }, desk);
      return problemAnswer(request.nonce, error);
    }
    options.onFault(error);
    return problemAnswer(request.nonce, new CredentialFailed('auth-profile-fault'));
  }
}

function tell(who: TurnedAway, { options, told }: Desk): void {
  const key = JSON.stringify(who);
  if (!TURNED_AWAY.has(who.problem) || told.has(key) || told.size >= MOST_TOLD) return;
  told.add(key);
  options.onTurnedAway?.(who);
}
