import type { Socket } from 'node:net';
import { CallFailed } from './call';
import { connectionFailure } from './connection-failure';
import type { SocketExchange, Sockets } from './sockets';

const TIMEOUT_MS = 30_000;

/**
 * Sends a request as one write and reads until the server closes. Whether what came is whole, only its format can tell:
 * an end of the stream says nothing of it.
 */
export async function exchanged(exchange: SocketExchange, connect: Sockets['connect']): Promise<Uint8Array> {
  const { signal, timeoutMs = TIMEOUT_MS } = exchange;
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), timeoutMs);
  const ends = signal === undefined ? late.signal : AbortSignal.any([signal, late.signal]);
  let socket: Socket | undefined;
  try {
    socket = await connect({ ...exchange, signal: ends });
    return await answerOf(socket, exchange, ends);
  } catch (error) {
    signal?.throwIfAborted();
    if (late.signal.aborted) throw new CallFailed('unavailable', 'timeout');
    throw error;
  } finally {
    clearTimeout(timer);
    socket?.destroy();
  }
}

async function answerOf(
  socket: Socket,
  { request, maxBytes, isWhole, signal }: SocketExchange,
  ends: AbortSignal,
): Promise<Uint8Array> {
  const stop = (): void => void socket.destroy(new Error('stopped'));
  if (ends.aborted) stop();
  else ends.addEventListener('abort', stop, { once: true });
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    socket.write(request);
    for await (const part of socket as AsyncIterable<Uint8Array>) {
      size += part.length;
      if (size > maxBytes) throw new CallFailed('unavailable', 'answer-too-large');
      parts.push(part);
    }
    return Buffer.concat(parts);
  } catch (error) {
    if (error instanceof CallFailed) throw error;
    const answer = Buffer.concat(parts);
    if (signal?.aborted !== true && isWhole?.(answer) === true) return answer;
    throw connectionFailure(error, true);
  } finally {
    ends.removeEventListener('abort', stop);
    socket.on('error', () => undefined);
  }
}
