import { PersonReader, type Delivered } from '@contact-sync/contacts-off4';
import { fileChunks } from '@contact-sync/service';
import { Buckets } from './buckets';
import type { ReadableFile } from './scan-file';

/**
 * Pass 2 over a scanned file: everything in it, each person whole. Where the records of persons stand apart they are put
 * together in files of the spill folder first. Memory does not grow with the file.
 */
export async function* readPersons(
  path: string,
  file: ReadableFile,
  spillFolder: string,
): AsyncGenerator<readonly Delivered[]> {
  if (file.apart) yield* byBucket(path, file, spillFolder);
  else yield* inOrder(path, file);
}

/**
 * Everything in a scanned file as it stands: a person whose records stand apart comes in several slices. With `usedAtOnce`
 * they are good until the next are asked for.
 */
export async function* inOrder(
  path: string,
  { facts: { form }, recordLengths }: ReadableFile,
  usedAtOnce = false,
): AsyncGenerator<readonly Delivered[]> {
  const reader = new PersonReader({ form, recordLengths, usedAtOnce });
  for await (const chunk of fileChunks(path)) yield reader.push(chunk);
  yield reader.end();
}

async function* byBucket(path: string, file: ReadableFile, folder: string): AsyncGenerator<readonly Delivered[]> {
  const buckets = new Buckets(folder, file.bytes);
  try {
    for await (const delivered of inOrder(path, file, true)) {
      for (const one of delivered) {
        const room = one.kind === 'person' ? buckets.add(one) : undefined;
        // A turn of the event loop for each person would cost more than the writing.
        if (room !== undefined) await room;
      }
      yield delivered.filter(({ kind }) => kind !== 'person');
    }
    yield* buckets.persons();
  } finally {
    await buckets.close();
  }
}
