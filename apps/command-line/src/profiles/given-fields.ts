import { readFile, stat } from 'node:fs/promises';
import { UsageError } from '../failures';
import { Keyboard } from '../keyboard/keyboard';
import type { Surroundings } from '../surroundings';
import type { NeededWhere, ProfileKind } from './profile';

const MOST_BYTES = 256 * 1024;

/** What a command line says of a profile's fields. */
export interface FieldWords {
  /** `FIELD=VALUE`, for what is no secret. */
  readonly plain: readonly string[];
  /** Fields whose values are asked for. */
  readonly asked: readonly string[];
  /** `FIELD=FILE`. */
  readonly files: readonly string[];
  /** A PKCS#12 file. */
  readonly certificate: string | undefined;
}

/**
 * The fields of a profile, by name. A secret comes from a file, the keyboard or a pipe, never from a word of the command line,
 * which every user of the machine may see. Throws `UsageError`, which never repeats a value.
 */
export async function givenFields(
  kind: ProfileKind,
  words: FieldWords,
  surroundings: Pick<Surroundings, 'input' | 'errors'>,
): Promise<Record<string, string>> {
  const isSecret = new Map(kind.fields.map(({ name, secret }) => [name, secret]));
  const given: Record<string, string> = {};
  for (const word of words.plain) {
    const [field, value] = split(word, 'FIELD=VALUE', isSecret);
    if (isSecret.get(field) === true)
      throw new UsageError(
        `${field} is a secret and does not belong on the command line, where other users of the machine and the shell history see it. Give --secret ${field} or --secret-file ${field}=FILE`,
      );
    given[field] = value;
  }
  for (const word of words.files) {
    const [field, file] = split(word, '--secret-file FIELD=FILE', isSecret);
    given[field] = (await readSmall(file)).toString('utf8').replace(/\r?\n$/, '');
  }
  const pkcs12 = kind.fields.find(({ form }) => form === 'pkcs12');
  if (words.certificate !== undefined) {
    if (pkcs12 === undefined) throw new UsageError(`profiles of the kind ${kind.kind} hold no certificate`);
    given[pkcs12.name] = (await readSmall(words.certificate)).toString('base64');
  }
  const asked = [...new Set(words.asked)].filter((field) => given[field] === undefined);
  for (const field of asked)
    if (isSecret.get(field) !== true) throw new UsageError(`--secret ${field}: there is no such secret`);
  return { ...given, ...(await askFor(asked, surroundings)) };
}

/** The secrets that a new profile needs with these `FIELD=VALUE` words, and the password of a certificate. */
export const neededSecrets = ({ fields }: ProfileKind, plain: readonly string[]): string[] => {
  const hasFile = fields.some(({ form }) => form === 'pkcs12');
  const isNeededWith = (where: NeededWhere): boolean =>
    plain.includes(`${where.field}=${where.is}`) ||
    (fields.some(({ name, default: value }) => name === where.field && value === where.is) &&
      !plain.some((word) => word.startsWith(`${where.field}=`)));
  return fields
    .filter(({ secret, form }) => secret && form !== 'pkcs12')
    .filter(({ required, neededWhere }) => required || hasFile || (neededWhere && isNeededWith(neededWhere)))
    .map(({ name }) => name);
};

function split(word: string, form: string, known: ReadonlyMap<string, boolean>): [string, string] {
  const equals = word.indexOf('=');
  const field = word.slice(0, Math.max(0, equals));
  // What stands there may be anything: a field is named only where it is one.
  if (!known.has(field)) throw new UsageError(`what is no option must be ${form}, with a field of the kind`);
  return [field, word.slice(equals + 1)];
}

async function askFor(
  fields: readonly string[],
  surroundings: Pick<Surroundings, 'input' | 'errors'>,
): Promise<Record<string, string>> {
  if (fields.length === 0) return {};
  const keyboard = new Keyboard(surroundings);
  try {
    if (!keyboard.isTyped) return piped(await keyboard.all(), fields);
    const answers: Record<string, string> = {};
    for (const field of fields) answers[field] = await keyboard.ask(field);
    return answers;
  } finally {
    await keyboard.close();
  }
}

/** `FIELD=VALUE` lines, one for each field that is asked for. */
function piped(text: string, fields: readonly string[]): Record<string, string> {
  const answers: Record<string, string> = {};
  for (const line of text.split(/\r?\n/)) {
    const field = fields.find((each) => line.startsWith(`${each}=`));
    if (field !== undefined) answers[field] = line.slice(field.length + 1);
    else if (line !== '') throw new UsageError(`standard input must hold lines FIELD=VALUE, of ${fields.join(', ')}`);
  }
  return answers;
}

async function readSmall(file: string): Promise<Buffer> {
  try {
    if ((await stat(file)).size > MOST_BYTES) throw new UsageError(`${file} is larger than 256 kB`);
    return await readFile(file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    throw new UsageError(code === 'ENOENT' ? `${file} does not exist` : `${file} cannot be read (${code})`);
  }
}
