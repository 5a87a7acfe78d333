import type { MultipartFile } from '@fastify/multipart';
import { maskPersonNumbers } from '@contact-sync/contacts-model';
import { Problem } from '@contact-sync/service';
import type { FastifyRequest } from 'fastify';

/** What the fields of an upload ask for. */
export interface UploadWish {
  readonly preview: boolean;
  readonly full: boolean;
  readonly approveClosings: boolean;
  /** The day that the file tells of, `YYYY-MM-DD`; today where absent. */
  readonly day?: string;
}

/** An upload that was read to its end: its file is where it was put. */
export interface Upload<T> {
  readonly wish: UploadWish;
  /** As the sender calls the file, without its folder. */
  readonly name: string;
  readonly file: T;
}

/**
 * Reads a multipart body: fields first, then one file, which is written away as it comes. Throws a `Problem` for what does
 * not fit; `undo` then takes away what was written.
 */
export async function readUpload<T>(
  request: FastifyRequest,
  {
    receive,
    undo,
  }: {
    readonly receive: (bytes: AsyncIterable<Uint8Array>) => Promise<T>;
    readonly undo: (file: T) => Promise<void>;
  },
): Promise<Upload<T>> {
  if (!request.isMultipart()) throw new Problem(415, 'A file is sent as multipart/form-data');
  const fields = new Map<string, string>();
  let read: Upload<T> | undefined;
  try {
    for await (const part of request.parts()) {
      if (read !== undefined)
        throw new Problem(400, 'The fields come before the file, and one file at a time is taken');
      if (part.type === 'field') {
        fields.set(part.fieldname, String(part.value));
      } else {
        const wish = wishOf(fields);
        read = { wish, name: harmlessName(part.filename), file: await receive(whole(part)) };
      }
    }
  } catch (error) {
    if (read !== undefined) await undo(read.file);
    throw error;
  }
  if (read === undefined) throw new Problem(400, 'No file was sent');
  return read;
}

/** The bytes of a part; fails at the end of one that is larger than allowed, so that it is never taken for whole. */
async function* whole({ file }: MultipartFile): AsyncGenerator<Uint8Array> {
  for await (const chunk of file) yield chunk as Uint8Array;
  if (file.truncated) throw new Problem(413, 'The file is larger than allowed');
}

const KNOWN_FIELDS = ['preview', 'full', 'approveClosings', 'day'];

function wishOf(fields: ReadonlyMap<string, string>): UploadWish {
  if ([...fields.keys()].some((name) => !KNOWN_FIELDS.includes(name)))
    throw new Problem(400, `The fields are ${KNOWN_FIELDS.join(', ')}`);
  const day = fields.get('day');
  if (day !== undefined && !isDay(day)) throw new Problem(400, 'day must be a day, YYYY-MM-DD');
  return {
    preview: toggled(fields, 'preview'),
    full: toggled(fields, 'full'),
    approveClosings: toggled(fields, 'approveClosings'),
    ...(day !== undefined && { day }),
  };
}

function toggled(fields: ReadonlyMap<string, string>, name: string): boolean {
  const given = fields.get(name) ?? 'false';
  if (given !== 'true' && given !== 'false') throw new Problem(400, `${name} must be true or false`);
  return given === 'true';
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  // The thirtieth of February is another day to Date.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

const LONGEST_NAME = 200;

/** A name for people to know the file by: no folder, no control characters, nothing that may be a person's number. */
function harmlessName(given: string): string {
  const name = (given.split(/[/\\]/).at(-1) ?? '').replaceAll(/\p{C}/gu, '').slice(0, LONGEST_NAME).trim();
  return maskPersonNumbers(name === '' ? 'file' : name);
}
