import type { FastifyInstance } from 'fastify';
import { readFileServerFault } from '../cpr-files/file-faults';
import type { FileServerOptions, RunningFileServer } from '../cpr-files/ftp-server';

const COUNTED = ['PASS', 'LIST', 'NLST', 'RETR', 'STOR', 'RNTO', 'DELE'];
const MOST_TOLD = 200;
const MOST_WAIT = 600_000;

/** The CPR office's file server, from behind: how it looks, how it errs, and what was asked of it. */
export function fileServerRoutes(app: FastifyInstance, server: RunningFileServer): void {
  app.get('/control/cpr-files', (_request, reply) =>
    reply.send({
      options: server.options,
      counts: Object.fromEntries(COUNTED.map((command) => [command, server.count(command)])),
      faults: server.faults.list(),
      last: server.commands().slice(-MOST_TOLD),
    }),
  );
  /** `{face, recallMs}`: for callers that come from now on. */
  app.post('/control/cpr-files/options', (request, reply) => {
    const changes = readOptions(request.body);
    if (typeof changes === 'string') return reply.code(400).send({ fault: changes });
    return reply.send(Object.assign(server.options, changes));
  });
  app.post('/control/cpr-files/faults', (request, reply) => {
    const rule = readFileServerFault(request.body);
    return typeof rule === 'string'
      ? reply.code(400).send({ fault: rule })
      : reply.code(201).send({ id: server.faults.add(rule) });
  });
  app.delete('/control/cpr-files/faults', (_request, reply) => {
    server.faults.clear();
    return reply.code(204).send();
  });
}

function readOptions(value: unknown): Partial<FileServerOptions> | string {
  const { face, recallMs } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (face !== undefined && face !== 'zos' && face !== 'unix') return 'face is zos or unix';
  if (recallMs !== undefined && !(typeof recallMs === 'number' && recallMs >= 0 && recallMs <= MOST_WAIT))
    return 'recallMs is a number of milliseconds, ten minutes at most';
  return { ...(face !== undefined && { face }), ...(recallMs !== undefined && { recallMs }) };
}
