import { noPositionals, readArguments } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { findingText, type ConnectionFinding } from '../connection/finding';
import { EXIT } from '../failures';
import { Server } from '../server/server';
import { asJson } from '../text/table';

export const testBfeConnection: Command = {
  name: 'bfe test-connection',
  usage: '',
  summary: 'try whether Datafordeler answers about real property',
  about: [
    'Calls Datafordeler with the authentication profile and the hosts that are chosen for BFE, and tells what came of it. The exit code is 1 where it does not work. Needs the access code DATAADM.',
  ],
  options: [...SERVER_HELP],
  examples: [{ term: 'contact-sync bfe test-connection', text: 'are profile, hosts and versions right?' }],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, SERVER_OPTIONS);
    noPositionals(positionals);
    const server = Server.find(values.url, env);
    const finding = await server.post<ConnectionFinding>('/bfe-lookup/connection-tests', {});
    output.write(values.json === true ? asJson(finding) : findingText(finding));
    return finding.ok ? EXIT.done : EXIT.refused;
  },
};
