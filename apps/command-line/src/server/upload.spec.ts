import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assertReadable, multipart } from './upload';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'upload-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

describe('multipart', () => {
  it('is a form that the platform reads back: fields first, then each file byte for byte', async () => {
    const bytes = Buffer.from([0x30, 0xe6, 0xf8, 0xe5, 0x0d, 0x0a, 0x2d, 0x2d]);
    const paths = [file('d261120.l110901', bytes), file('odd "name"', 'x')];
    const { contentType, chunks } = multipart({ persons: 'all', then: 'import' }, paths);
    const parts: Uint8Array[] = [];
    for await (const chunk of chunks) parts.push(chunk);
    const form = await new Response(Buffer.concat(parts), { headers: { 'content-type': contentType } }).formData();
    expect([...form.keys()]).toEqual(['persons', 'then', 'file', 'file']);
    expect(form.get('persons')).toBe('all');
    const files = form.getAll('file').filter((part) => part instanceof File);
    expect(files.map(({ name }) => name)).toEqual(['d261120.l110901', 'odd "name"']);
    expect(Buffer.from((await files[0]?.arrayBuffer()) ?? new ArrayBuffer(0)).equals(bytes)).toBe(true);
  });
});

describe('assertReadable', () => {
  it('names the first file that cannot be sent', async () => {
    const good = file('good', 'x');
    await expect(assertReadable([good])).resolves.toBeUndefined();
    await expect(assertReadable([good, join(folder, 'gone')])).rejects.toThrow(
      `${join(folder, 'gone')} does not exist`,
    );
    await expect(assertReadable([folder])).rejects.toThrow(`${folder} is not a file`);
  });
});
