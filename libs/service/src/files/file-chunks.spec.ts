import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileChunks } from './file-chunks';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'chunks-'))));
afterEach(() => rm(folder, { recursive: true }));

async function chunksOf(bytes: Buffer): Promise<Buffer[]> {
  const path = join(folder, 'file');
  await writeFile(path, bytes);
  const chunks: Buffer[] = [];
  for await (const chunk of fileChunks(path)) chunks.push(Buffer.from(chunk));
  return chunks;
}

it.each([
  ['lines', Buffer.from(Array.from({ length: 40_000 }, (_, n) => `line ${n}`).join('\n'))],
  ['lines, the last one ended', Buffer.from(`${'0123456789\n'.repeat(100_000)}`)],
  ['no lines at all', Buffer.alloc(700_000, '7')],
  ['nothing', Buffer.alloc(0)],
])('gives back a file of %s', async (_, bytes) => {
  const chunks = await chunksOf(bytes);
  expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
});

it('ends its chunks where lines end', async () => {
  const chunks = await chunksOf(Buffer.from(Array.from({ length: 80_000 }, (_, n) => `line ${n}`).join('\n')));
  expect(chunks.length).toBeGreaterThan(2);
  for (const chunk of chunks.slice(0, -1)) expect(chunk.at(-1)).toBe(10);
});
