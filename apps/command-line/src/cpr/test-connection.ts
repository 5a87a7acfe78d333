import { readArguments } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { findingText, type ConnectionFinding } from '../connection/finding';
import { EXIT, UsageError } from '../failures';
import { Server } from '../server/server';
import { printable } from '../text/printable';
import { asJson, fields } from '../text/table';

const ROADS = ['direkte', 'datafordeler', 'files'] as const;

interface CprFinding extends ConnectionFinding {
  /** The 28 characters that CPR Direkte answered, taken apart. */
  readonly direkte?: {
    readonly customerNumber: string;
    readonly token: string;
    readonly userId: string;
    readonly errorCode: string;
    readonly length: string;
  };
}

/** What a test found, for people; of CPR Direkte with its answer taken apart as the old test did. */
function cprFindingText(finding: CprFinding): string {
  const { direkte, text } = finding;
  if (direkte === undefined) return findingText(finding);
  return `${findingText(finding)}  ${printable(text.da)}\n${fields([
    ['customer number', printable(direkte.customerNumber)],
    ['token', printable(direkte.token)],
    ['user ID', printable(direkte.userId)],
    ['error code', printable(direkte.errorCode)],
    ['length', printable(direkte.length)],
  ])}`;
}

export const testCprConnection: Command = {
  name: 'cpr test-connection',
  usage: '[direkte | datafordeler | files]',
  summary: 'try whether CPR answers: CPR Direkte, Datafordeler, or the file server',
  about: [
    'Logs on with the authentication profile that is chosen for the road, and tells what came of it. Of CPR Direkte it shows the answer taken apart; the token is masked. Once only: a wrong password is not tried again, since CPR would lock the user out. The exit code is 1 where it does not work. Needs the access code DATAADM.',
  ],
  options: [...SERVER_HELP],
  examples: [
    { term: 'contact-sync cpr test-connection', text: 'CPR Direkte' },
    { term: 'contact-sync cpr test-connection files', text: 'the file server of the CPR office' },
  ],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, SERVER_OPTIONS);
    const [given = 'direkte', ...more] = positionals;
    const road = ROADS.find((each) => each === given);
    if (road === undefined || more.length > 0) throw new UsageError(`name one road: ${ROADS.join(', ')}`);
    const finding = await Server.find(values.url, env).post<CprFinding>('/cpr-sync/connection-tests', { road });
    output.write(values.json === true ? asJson(finding) : cprFindingText(finding));
    return finding.ok ? EXIT.done : EXIT.refused;
  },
};
