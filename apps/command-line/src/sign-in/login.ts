import { noPositionals, readArguments } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { EXIT } from '../failures';
import { Server } from '../server/server';
import { asJson } from '../text/table';

export const login: Command = {
  name: 'login',
  usage: '',
  summary: 'print a link that signs a browser in',
  about: [
    "Prints a link to the web page. It works once, for 15 minutes, and signs in the browser that opens it. Only for an installation with ACCESS=local; elsewhere people sign in with the organisation's own sign-in.",
  ],
  options: SERVER_HELP,
  examples: [{ term: 'contact-sync login', text: 'another sign-in link' }],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, SERVER_OPTIONS);
    noPositionals(positionals);
    const server = Server.find(values.url, env);
    const { path } = await server.post<{ path: string }>('/sign-in-links', {});
    const link = new URL(path, server.url).toString();
    output.write(values.json === true ? asJson({ link }) : `${link}\n`);
    return EXIT.done;
  },
};
