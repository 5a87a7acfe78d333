import type { MultipartFile } from '@fastify/multipart';
import { Problem } from '@contact-sync/service';
import type { FastifyRequest } from 'fastify';
import type { Deliveries } from './deliveries';
import type { ImportOptions, PersonsMode } from './delivery';

/** An upload as it was read: its files are in the interim directory. */
export interface Upload {
  readonly files: Awaited<ReturnType<Deliveries['receive']>>[];
  readonly options: ImportOptions;
  readonly then: 'import' | 'keep';
}

/**
 * Reads a multipart body: fields first, then files, each of which is written away as it comes. Throws a `Problem` for what
 * does not fit; files that were taken in before stay waiting.
 */
export async function readUpload(
  request: FastifyRequest,
  persons: PersonsMode,
  deliveries: Deliveries,
): Promise<Upload> {
  if (!request.isMultipart()) throw new Problem(415, 'Files are sent as multipart/form-data');
  const fields = new Map<string, string>();
  const files: Upload['files'] = [];
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (files.length > 0) throw new Problem(400, 'The fields come before the files');
      fields.set(part.fieldname, String(part.value));
    } else {
      files.push(await deliveries.receive(part.filename, whole(part), readFields(fields, persons).options.preview));
    }
  }
  if (files.length === 0) throw new Problem(400, 'No file was sent');
  return { files, ...readFields(fields, persons) };
}

/** The bytes of a part; fails at the end of one that is larger than allowed, so that it is never taken for whole. */
async function* whole({ file }: MultipartFile): AsyncGenerator<Uint8Array> {
  for await (const chunk of file) yield chunk as Uint8Array;
  if (file.truncated) throw new Problem(413, 'A file is larger than allowed');
}

const KNOWN_FIELDS = ['persons', 'again', 'preview', 'then'];

function readFields(fields: ReadonlyMap<string, string>, persons: PersonsMode): Pick<Upload, 'options' | 'then'> {
  if ([...fields.keys()].some((name) => !KNOWN_FIELDS.includes(name))) {
    throw new Problem(400, `The fields are ${KNOWN_FIELDS.join(', ')}`);
  }
  return {
    options: {
      persons: oneOf(fields, 'persons', ['known', 'all'], persons),
      again: oneOf(fields, 'again', ['true', 'false'], 'false') === 'true',
      preview: oneOf(fields, 'preview', ['true', 'false'], 'false') === 'true',
    },
    then: oneOf(fields, 'then', ['import', 'keep'], 'import'),
  };
}

function oneOf<const T extends string>(
  fields: ReadonlyMap<string, string>,
  name: string,
  allowed: readonly T[],
  preset: NoInfer<T>,
): T {
  const given = fields.get(name);
  if (given === undefined) return preset;
  const found = allowed.find((each) => each === given);
  if (found === undefined) throw new Problem(400, `${name} must be one of ${allowed.join(', ')}`);
  return found;
}
