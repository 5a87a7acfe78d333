import type { FastifyInstance, FastifyReply } from 'fastify';
import type { CprDirekte } from '../cpr-direkte/cpr-direkte';
import { readDirekteFault } from '../cpr-direkte/direkte-fault';
import type { CprOffice } from '../cpr-office/cpr-office';
import { readOfficeFault, readOfficeOptions } from './office-wish';

interface Parts {
  readonly office: CprOffice;
  readonly direkte: CprDirekte;
}

/** The CPR office and CPR Direkte, from behind. Nothing here shows a person number or a password. */
export function cprRoutes(app: FastifyInstance, { office, direkte }: Parts): void {
  const tried = (reply: FastifyReply, work: () => unknown): FastifyReply => {
    try {
      return reply.send(work());
    } catch (error) {
      if (error instanceof RangeError) return reply.code(400).send({ fault: error.message });
      throw error;
    }
  };

  app.get('/control/cpr-office', (_request, reply) =>
    reply.send({
      options: office.options,
      subscriptions: office.subscribed().length,
      faults: office.faults(),
      files: office.files().map(({ name, bytes, producedOn, migrated }) => ({
        name,
        bytes: bytes.length,
        producedOn,
        migrated,
      })),
    }),
  );
  app.post('/control/cpr-office/options', (request, reply) => {
    const changes = readOfficeOptions(request.body);
    if (typeof changes === 'string') return reply.code(400).send({ fault: changes });
    return tried(reply, () => {
      office.configure(changes);
      return office.options;
    });
  });
  app.post('/control/cpr-office/faults', (request, reply) => {
    const fault = readOfficeFault(request.body);
    if (typeof fault === 'string') return reply.code(400).send({ fault });
    return tried(reply, () => {
      office.addFault(fault);
      return office.faults();
    });
  });
  app.delete('/control/cpr-office/faults', (_request, reply) => {
    office.clearFaults();
    return reply.code(204).send();
  });
  /** Shows the files that a fault keeps back. */
  app.post('/control/cpr-office/release', (_request, reply) => tried(reply, () => ({ released: office.release() })));

  app.get('/control/cpr-direkte', (_request, reply) => {
    const { userId, wrong, locked, changedAt } = direkte.account.current;
    const expired = direkte.account.hasExpired();
    return reply.send({
      account: { userId, wrongPasswords: wrong, locked, expired, changedAt },
      options: direkte.options,
      counts: direkte.counts(),
      faults: direkte.faults.list(),
      last: direkte.requests(),
    });
  });
  app.post('/control/cpr-direkte/faults', (request, reply) => {
    const rule = readDirekteFault(request.body);
    return typeof rule === 'string'
      ? reply.code(400).send({ fault: rule })
      : reply.code(201).send({ id: direkte.faults.add(rule) });
  });
  app.delete('/control/cpr-direkte/faults', (_request, reply) => {
    direkte.faults.clear();
    return reply.code(204).send();
  });
  /** `{action}`: the password expires, the user is let in again, no token holds any longer. */
  app.post('/control/cpr-direkte/account', (request, reply) => {
    const { action } = (request.body ?? {}) as { action?: unknown };
    if (action === 'expire') direkte.account.expire();
    else if (action === 'unlock') direkte.account.unlock();
    else if (action === 'withdraw-tokens') direkte.withdrawTokens();
    else return reply.code(400).send({ fault: 'action is expire, unlock or withdraw-tokens' });
    return reply.code(204).send();
  });
}
