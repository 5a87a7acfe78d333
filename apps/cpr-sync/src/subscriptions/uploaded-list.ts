import { Problem } from '@contact-sync/service';
import type { FastifyRequest } from 'fastify';

/** The bytes of the one file of a multipart body, as they come; fails at the end of one that is larger than allowed. */
export async function uploadedList(request: FastifyRequest): Promise<AsyncIterable<Uint8Array>> {
  if (!request.isMultipart()) throw new Problem(415, 'The list is sent as multipart/form-data');
  const part = await request.file();
  if (part === undefined) throw new Problem(400, 'No file was sent');
  return (async function* () {
    for await (const chunk of part.file) yield chunk as Uint8Array;
    if (part.file.truncated) throw new Problem(413, 'The list is larger than allowed');
  })();
}
