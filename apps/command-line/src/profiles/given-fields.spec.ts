import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { UsageError } from '../failures';
import type { Input } from '../surroundings';
import { type FieldWords, givenFields, neededSecrets } from './given-fields';
import type { ProfileKind } from './profile';

const text = { da: 'x', en: 'x' };
const field = (name: string, more: Partial<ProfileKind['fields'][number]> = {}): ProfileKind['fields'][number] => ({
  name,
  text,
  form: 'text',
  secret: false,
  required: true,
  ...more,
});
const OAUTH: ProfileKind = {
  kind: 'oauth',
  text,
  configurationTypes: ['CVR'],
  fields: [field('clientId'), field('clientSecret', { secret: true }), field('secretExpires', { required: false })],
};
const CERTIFICATE: ProfileKind = {
  ...OAUTH,
  kind: 'certificate',
  fields: [
    field('certificate', { secret: true, form: 'pkcs12' }),
    field('password', { secret: true, required: false }),
  ],
};
const NONE: FieldWords = { plain: [], asked: [], files: [], certificate: undefined };

async function given(
  kind: ProfileKind,
  words: Partial<FieldWords>,
  typed: readonly string[] = [],
  isTTY = false,
): Promise<{ fields: Record<string, string>; shown: string }> {
  let shown = '';
  const input: Input = Object.assign(Readable.from(typed.map((each) => Buffer.from(each))), { isTTY });
  const errors = { write: (said: string) => (shown += said) };
  return { fields: await givenFields(kind, { ...NONE, ...words }, { input, errors }), shown };
}

describe('the fields of a profile', () => {
  let folder: string;
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'given-fields-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('come from words, and an empty one takes a field away', async () => {
    const { fields } = await given(OAUTH, { plain: ['clientId=a=b', 'secretExpires='] });
    expect(fields).toEqual({ clientId: 'a=b', secretExpires: '' });
  });

  it('a secret is no word of the command line, and is not repeated', async () => {
    await expect(given(OAUTH, { plain: ['clientSecret=h3mmelig'] })).rejects.toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('h3mmelig') }) as Error,
    );
    await expect(given(OAUTH, { plain: ['clientSecret=h3mmelig'] })).rejects.toThrow(/does not belong/);
    await expect(given(OAUTH, { plain: ['h3mmelig'] })).rejects.toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('h3mmelig') }) as Error,
    );
  });

  it('a secret is read from a file, without the line break at its end', async () => {
    const file = join(folder, 'secret');
    writeFileSync(file, ' s=1 \n');
    const { fields } = await given(OAUTH, { files: [`clientSecret=${file}`], asked: ['clientSecret'] });
    expect(fields).toEqual({ clientSecret: ' s=1 ' });
    await expect(given(OAUTH, { files: [`clientSecret=${folder}/none`] })).rejects.toThrow(/does not exist/);
  });

  it('a secret is read from a pipe', async () => {
    const { fields } = await given(OAUTH, { asked: ['clientSecret'] }, ['clientSec', 'ret=s=1\n']);
    expect(fields).toEqual({ clientSecret: 's=1' });
    await expect(given(OAUTH, { asked: ['clientSecret'] }, ['h3mmelig\n'])).rejects.toThrow(
      new UsageError('standard input must hold lines FIELD=VALUE, of clientSecret'),
    );
  });

  it('several are asked for at the keyboard, one after the other, and not shown', async () => {
    const kind = { ...OAUTH, fields: [field('one', { secret: true }), field('two', { secret: true })] };
    const { fields, shown } = await given(kind, { asked: ['one', 'two'] }, ['fø', 'rx\u007fst\rse', 'cond\r'], true);
    expect(fields).toEqual({ one: 'først', two: 'second' });
    expect(shown).toBe('one (not shown): \ntwo (not shown): \n');
  });

  it('a certificate goes as base64, and its password is asked for', async () => {
    const certificate = join(folder, 'a.p12');
    writeFileSync(certificate, Buffer.from([0x30, 0xff]));
    expect(neededSecrets(CERTIFICATE, [])).toEqual(['password']);
    const { fields } = await given(CERTIFICATE, { certificate, asked: ['password'] }, ['password=p\n']);
    expect(fields).toEqual({ certificate: 'MP8=', password: 'p' });
    await expect(given(OAUTH, { certificate })).rejects.toThrow(/hold no certificate/);
    writeFileSync(certificate, Buffer.alloc(256 * 1024 + 1));
    await expect(given(CERTIFICATE, { certificate })).rejects.toThrow(/larger than 256 kB/);
  });

  it('a secret that only one way of connecting needs is asked for there', () => {
    const direkte: ProfileKind = {
      ...OAUTH,
      kind: 'cpr-direkte',
      fields: [
        field('transport', { form: 'choice', default: 'tls' }),
        field('password', { secret: true, required: false, neededWhere: { field: 'transport', is: 'tls' } }),
      ],
    };
    expect(neededSecrets(direkte, [])).toEqual(['password']);
    expect(neededSecrets(direkte, ['transport=tls'])).toEqual(['password']);
    expect(neededSecrets(direkte, ['transport=local-proxy'])).toEqual([]);
  });
});
