/**
 * What is wrong with a file on our own side, or with what came as a whole. `disk-full`, `not-writable`, `not-readable`:
 * our disk. `too-large`: more bytes than allowed. `zip-…`: a zip that is damaged, cut, encrypted, packed in a way that
 * nobody else packs, or does not hold exactly one file of the name that is looked for.
 */
export type SorFileFaultCode =
  | 'disk-full'
  | 'not-writable'
  | 'not-readable'
  | 'too-large'
  | 'zip-damaged'
  | 'zip-encrypted'
  | 'zip-packing'
  | 'zip-without-file'
  | 'zip-several-files';

/** A file that could not be written or read. What is told of it is in plain words and may be shown to an administrator. */
export class SorFileFault extends Error {
  constructor(
    readonly code: SorFileFaultCode,
    readonly said: string,
    options?: ErrorOptions,
  ) {
    super(`${code}: ${said}`, options);
    this.name = 'SorFileFault';
  }
}

/** An error of writing in our words; what is no error of the file system is thrown on as it came. */
export function writeFault(error: unknown): unknown {
  const code = systemCode(error);
  switch (code) {
    case undefined:
      return error;
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new SorFileFault('disk-full', 'there is no room left where the file is written', { cause: error });
    default:
      return new SorFileFault('not-writable', `the file cannot be written (${code})`, { cause: error });
  }
}

/** An error of reading in our words; what is no error of the file system is thrown on as it came. */
export function readFault(error: unknown): unknown {
  const code = systemCode(error);
  return code === undefined
    ? error
    : new SorFileFault('not-readable', `the file cannot be read (${code})`, { cause: error });
}

function systemCode(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'syscall' in error && 'code' in error
    ? String(error.code)
    : undefined;
}
