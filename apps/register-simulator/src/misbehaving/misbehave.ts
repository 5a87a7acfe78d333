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
    if (!fault || (typeof payload !== 'string' && !Buffer.isBuffer(payload))) return payload;
    const whole = Buffer.from(payload as string);
    const half = whole.subarray(0, Math.floor(whole.length / 2));
    if (fault.kind === 'half-json') {
      void reply.removeHeader('content-length');
      return half;
    }
    return cutOff(request, reply, whole.length, half);
  });

  app.addHook('onResponse', async (request, reply) => requests.end(request, reply.statusCode));
}

/** Promises the whole body, sends half of it and breaks the connection. */
function cutOff(request: FastifyRequest, reply: FastifyReply, length: number, half: Buffer): Readable {
  void reply.header('content-length', String(length));
  return Readable.from(
    (async function* () {
      yield half;
      // Once what was written is on its way.
      await wait(20);
      request.raw.socket.destroy();
    })(),
    { objectMode: false },
  );
}
