import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { CommandFailure, EXIT, UsageError } from '../failures';
import type { StreamedBody } from './server';

/** Throws `UsageError` for the first file that is none or cannot be read, before anything is sent. */
export async function assertReadable(files: readonly string[]): Promise<void> {
  for (const file of files) {
    const problem = await whyUnreadable(file);
    if (problem !== undefined) throw new UsageError(`${file} ${problem}`);
  }
}

async function whyUnreadable(file: string): Promise<string | undefined> {
  try {
    const handle = await open(file, 'r');
    const isFile = (await handle.stat()).isFile();
    await handle.close();
    return isFile ? undefined : 'is not a file';
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`;
  }
}

/**
 * Files and form fields as multipart/form-data, read from disk only as fast as they are sent, so that a file of any size
 * takes the same memory. Fields come first: the server knows them before the first byte of a file.
 */
export function multipart(fields: Readonly<Record<string, string>>, files: readonly string[]): StreamedBody {
  const boundary = `contact-sync-${randomUUID()}`;
  return { contentType: `multipart/form-data; boundary=${boundary}`, chunks: parts(boundary, fields, files) };
}

async function* parts(
  boundary: string,
  fields: Readonly<Record<string, string>>,
  files: readonly string[],
): AsyncGenerator<Uint8Array> {
  for (const [name, value] of Object.entries(fields)) {
    yield Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  }
  for (const file of files) {
    const name = basename(file).replace(/["\r\n]/g, (character) => encodeURIComponent(character));
    yield Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n` +
        'Content-Type: application/octet-stream\r\n\r\n',
    );
    yield* contentOf(file);
    yield Buffer.from('\r\n');
  }
  yield Buffer.from(`--${boundary}--\r\n`);
}

async function* contentOf(file: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 })) yield chunk as Uint8Array;
  } catch (error) {
    throw new CommandFailure(
      EXIT.refused,
      `${file} could not be read to its end (${(error as NodeJS.ErrnoException).code})`,
    );
  }
}
