import { open } from 'node:fs/promises';

const CHUNK_BYTES = 256 * 1024;
const LF = 10;

/**
 * A file from its beginning, chunk by chunk, all in one buffer: a chunk is good until the next one is asked for. Chunks end
 * where a line ends, if there is one in them, so that whoever cuts lines has none to put together.
 */
export async function* fileChunks(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
    let carried = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, carried, CHUNK_BYTES - carried);
      const filled = carried + bytesRead;
      if (filled === 0) return;
      const lineEnd = bytesRead === 0 ? -1 : buffer.lastIndexOf(LF, filled - 1);
      const end = lineEnd < 0 ? filled : lineEnd + 1;
      yield buffer.subarray(0, end);
      buffer.copyWithin(0, end, filled);
      carried = filled - end;
    }
  } finally {
    await file.close();
  }
}
