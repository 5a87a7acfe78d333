import { queueUnder } from '@contact-sync/messaging';
import type { Channel } from 'amqplib';

/** How messages of an installation travel, as the configuration of each of its services says. */
export interface CredentialRoad {
  readonly transport: 'rabbitmq' | 'in-process';
  /** rabbitmq: the broker. */
  readonly url?: string | undefined;
  readonly exchange: string;
}

/** The exchange that questions go to: a direct one of their own, which only auth-profile has reason to bind to. */
export const exchangeOf = (exchange: string): string => `${exchange}.credentials`;

export const queueOf = (exchange: string): string => queueUnder(exchange, 'auth-profile.credentials');

export const ROUTING_KEY = 'auth-profile';

/** Declared by both sides, so that neither needs the other to start. */
export async function declareExchange(channel: Channel, exchange: string): Promise<void> {
  await channel.assertExchange(exchangeOf(exchange), 'direct', { durable: true });
}

/** The user of the broker that an address names: the one the broker lets us send as. */
export function userOf(address: string): string {
  return decodeURIComponent(new URL(address).username) || 'guest';
}
