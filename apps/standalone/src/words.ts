import { join } from 'node:path';

/** What one needs to know when everything is up: where to look, and how to stop. */
export function whereToLook({
  url,
  dataFolder,
  signInLink,
  isDefault,
}: {
  readonly url: string;
  readonly dataFolder: string;
  readonly signInLink: string;
  /** The command line finds address and token by itself. */
  readonly isDefault: boolean;
}): string[] {
  return [
    'Try the command line, in another terminal and in this folder:',
    ...(isDefault ? [] : [`  export CONTACT_SYNC_URL=${url} CONTACT_SYNC_DATA=${dataFolder}`]),
    '  npx contact-sync contacts find --type C --name Jensen --purpose "trying it out"',
    '  npx contact-sync cvr lookup 1003387453',
    '  npx contact-sync cvr status',
    '  npx contact-sync events tail --from start --limit 5',
    '  npx contact-sync --help',
    '',
    `contact-sync is running at ${url}`,
    `  sign in with a browser  ${signInLink}`,
    '                          (once, within 15 minutes; npx contact-sync login prints another)',
    `  API documentation       ${url}/contact-desk/docs; the page has the others`,
    `  data, token, logs       ${dataFolder}`,
    `                          ${join(dataFolder, 'logs', 'services.log')}`,
    '  stop                    Ctrl-C; the next npm start continues with the same data',
  ];
}
