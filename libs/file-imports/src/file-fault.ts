import { decideRecovery, type Problem } from '@contact-sync/messaging';

/** Node gives file errors the codes that a gone socket has too; only they name a path. */
export function isFileFault(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'path' in error && 'syscall' in error && error.syscall !== 'connect';
}

/** What is said of an import that ended in a way nobody foresaw. `folder`: where the files lie, in words. */
export function unforeseen(error: unknown, folder: string): Problem {
  if (isFileFault(error)) {
    const code = error.code ?? 'no code';
    return { code: error.code ?? 'file', text: `a file of the ${folder} could not be used (${code})` };
  }
  const recovery = decideRecovery(error, 1, 0);
  return 'problem' in recovery ? recovery.problem : { code: 'unforeseen', text: 'the import stopped' };
}
