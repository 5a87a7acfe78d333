import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

/** True when two files hold the same bytes. */
export async function sameBytes(a: string, b: string): Promise<boolean> {
  const [sizeOfA, sizeOfB] = await Promise.all([stat(a), stat(b)]);
  if (sizeOfA.size !== sizeOfB.size) return false;
  const [hashOfA, hashOfB] = await Promise.all([sha256Of(a), sha256Of(b)]);
  return hashOfA === hashOfB;
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}
