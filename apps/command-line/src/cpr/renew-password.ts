import { noPositionals, readArguments } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { EXIT } from '../failures';
import { Server } from '../server/server';
import { asJson } from '../text/table';

export const renewPassword: Command = {
  name: 'cpr renew-password',
  usage: '',
  summary: 'give the user of CPR Direkte a new password',
  about: [
    'Makes a new password, sets it at CPR Direkte and keeps it in the authentication profile. Nobody is shown it. When CPR says that the password has expired this happens by itself. Needs the access code DATAADM.',
  ],
  options: [...SERVER_HELP],
  examples: [{ term: 'contact-sync cpr renew-password', text: 'before the password expires' }],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, SERVER_OPTIONS);
    noPositionals(positionals);
    const answer = await Server.find(values.url, env).post<object>('/cpr-sync/direkte/password', {});
    output.write(values.json === true ? asJson(answer) : 'CPR Direkte has a new password, and the profile keeps it\n');
    return EXIT.done;
  },
};
