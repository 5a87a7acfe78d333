import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestLog } from '../requests/request-log';
import type { Target } from '../serving/simulator-context';
import type { Fault } from './fault';
import type { FaultDesk } from './fault-desk';
import { faultBody } from './fault-bodies';

interface Parts {
  readonly target: Target;
  readonly faults: FaultDesk;
  readonly requests: RequestLog;
  /** The simulator stops. */
  readonly stopping: AbortSignal;
}

/** Puts the faults in front of a server's routes. */
export function misbehave(app: FastifyInstance, { target, faults, requests, stopping }: Parts): void {
  const spoiled = new WeakMap<FastifyRequest, Fault>();

  app.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const fault = faults.take(target, path);
    requests.begin(target, request, fault?.kind);
    if (!fault) return undefined;
    switch (fault.kind) {
      case 'slow':
        await wait(fault.ms, undefined, { signal: stopping, ref: false }).catch(() => undefined);
        return undefined;
      case 'status': {
        const { type, body } = faultBody(target, fault.status);
        if (fault.retryAfter !== undefined) void reply.header('retry-after', fault.retryAfter);
        if (type !== undefined) void reply.type(type);
        return reply.code(fault.status).send(body);
      }
      case 'hang':
        reply.hijack();
        return undefined;
      case 'reset':
        if (fault.when === 'mid-body') {
          spoiled.set(request, fault);
          return undefined;
        }
        reply.hijack();
        request.raw.socket.destroy();
        return undefined;
      case 'half-json':
        spoiled.set(request, fault);
        return undefined;
    }
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const fault = spoiled.get(request);
    const whole = fault && bodyOf(reply, payload);
    if (!fault || !whole) return payload;
    const half = Math.floor(whole.length / 2);
    if (fault.kind === 'half-json') {
      void reply.removeHeader('content-length');
      return Readable.from(firstBytes(whole.chunks, half), { objectMode: false });
    }
    return cutOff(request, reply, whole, half);
  });

  app.addHook('onResponse', async (request, reply) => requests.end(request, reply.statusCode));
}

interface Body {
  readonly length: number;
  readonly chunks: AsyncIterable<Buffer> | Iterable<Buffer>;
}

/** What is about to be sent; undefined where its length is not known. */
function bodyOf(reply: FastifyReply, payload: unknown): Body | undefined {
  if (typeof payload === 'string' || Buffer.isBuffer(payload)) {
    const whole = Buffer.from(payload as string);
    return { length: whole.length, chunks: [whole] };
  }
  const length = Number(reply.getHeader('content-length'));
  return payload instanceof Readable && length > 0 ? { length, chunks: payload as AsyncIterable<Buffer> } : undefined;
}

async function* firstBytes(chunks: Body['chunks'], count: number): AsyncGenerator<Buffer> {
  let left = count;
  for await (const chunk of chunks) {
    yield chunk.subarray(0, left);
    left -= Math.min(left, chunk.length);
    if (left === 0) return;
  }
}

/** Promises the whole body, sends half of it and breaks the connection. */
function cutOff(request: FastifyRequest, reply: FastifyReply, { length, chunks }: Body, half: number): Readable {
  void reply.header('content-length', String(length));
  return Readable.from(
    (async function* () {
      yield* firstBytes(chunks, half);
      // Once what was written is on its way.
      await wait(20);
      request.raw.socket.destroy();
    })(),
    { objectMode: false },
  );
}
