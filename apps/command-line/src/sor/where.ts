import type { HelpLine } from '../command';
import { UsageError } from '../failures';

/** Options of commands in which `--url` is the address of a file of SOR. */
export const SOR_SERVER_OPTIONS = {
  url: { type: 'string' },
  server: { type: 'string' },
  json: { type: 'boolean' },
} as const;

export const SOR_SERVER_HELP: readonly HelpLine[] = [
  {
    term: '--server URL',
    text: 'where contact-sync answers; else CONTACT_SYNC_URL, else http://127.0.0.1:8080 (--url is the address of the file here)',
  },
  { term: '--json', text: 'print the answer as JSON, for programs' },
];

/** The address of a file as it was given. Throws `UsageError` where it cannot be one: it may be meant for another option. */
export function fileAddress(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:')
    throw new UsageError('--url must be the https address of a file of SOR; --server says where contact-sync answers');
  return url;
}
