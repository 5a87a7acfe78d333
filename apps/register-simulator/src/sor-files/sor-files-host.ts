import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { byteRange } from './byte-range';
import type { ShelvedFile, SorFileName, SorFileShelf } from './file-shelf';

export const SOR_FOLDER = '/sor2_produktion/V1_00/data';

const FILES: readonly { readonly path: string; readonly name: SorFileName; readonly type: string }[] = [
  { path: 'SorEntity_daily.csv', name: 'daily', type: 'text/csv' },
  { path: 'Sor_complete.zip', name: 'history', type: 'application/x-zip-compressed' },
  // Written both ways in the documents.
  { path: 'SOR_complete.zip', name: 'history', type: 'application/x-zip-compressed' },
];

/** The file server of the health data authority: two files, to be read whole or in part; open to everybody. */
export function sorFilesHost(shelf: SorFileShelf): (app: FastifyInstance) => void {
  return (app) => {
    for (const { path, name, type } of FILES) {
      app.get(`${SOR_FOLDER}/${path}`, { exposeHeadRoute: false }, async (request, reply) =>
        answer(request, reply, await shelf.get(name), type),
      );
      app.head(`${SOR_FOLDER}/${path}`, (_request, reply) => reply.code(405).header('allow', 'GET').send());
    }
    // The register keeps no earlier days; here they are to be had, so that days can be gone through.
    app.get<{ Params: { day: string } }>(
      `${SOR_FOLDER}/SorEntity_daily_:day(^\\d{4}-\\d{2}-\\d{2}$).csv`,
      { exposeHeadRoute: false },
      async (request, reply) => {
        const file = await shelf.ofDay(request.params.day);
        return file === undefined ? reply.callNotFound() : answer(request, reply, file, 'text/csv');
      },
    );
    app.setNotFoundHandler((_request, reply) =>
      reply
        .code(404)
        .type('text/html')
        .send('<html><head><title>404 - File or directory not found.</title></head></html>'),
    );
  };
}

function answer(request: FastifyRequest, reply: FastifyReply, file: ShelvedFile, type: string): FastifyReply {
  const { headers } = request;
  const modified = file.modified.toUTCString();
  void reply.headers({ 'accept-ranges': 'bytes', etag: file.etag, 'last-modified': modified }).type(type);
  if (isUnchanged(headers, file)) return reply.code(304).send();
  const ifRange = headers['if-range'];
  const same = ifRange === undefined || ifRange === file.etag || ifRange === modified;
  const range = same ? byteRange(headers.range, file.bytes) : 'whole';
  if (range === 'none') {
    return reply.code(416).header('content-range', `bytes */${file.bytes}`).type('text/html').send('');
  }
  if (range === 'whole') return send(reply, file, { first: 0, last: file.bytes - 1 });
  const { first, last } = range;
  return send(reply.code(206).header('content-range', `bytes ${first}-${last}/${file.bytes}`), file, range);
}

function send(
  reply: FastifyReply,
  { path }: ShelvedFile,
  { first, last }: { first: number; last: number },
): FastifyReply {
  const length = last - first + 1;
  void reply.header('content-length', String(length));
  return reply.send(length === 0 ? Readable.from([]) : createReadStream(path, { start: first, end: last }));
}

function isUnchanged(headers: FastifyRequest['headers'], { etag, modified }: ShelvedFile): boolean {
  const known = headers['if-none-match'];
  if (known !== undefined)
    return known === '*' || known.split(',').some((each) => each.trim().replace(/^W\//, '') === etag);
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return modified.getTime() <= since;
}
