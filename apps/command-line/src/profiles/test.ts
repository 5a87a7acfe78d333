import { readArguments } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { EXIT, UsageError } from '../failures';
import { Server } from '../server/server';
import { printable } from '../text/printable';
import { asJson, moment } from '../text/table';
import { findProfile, PROFILES, RIGHTS } from './profile';

/** What a test of a profile found. */
interface Finding {
  readonly ok: boolean;
  readonly code: string;
  readonly text: { readonly da: string; readonly en: string };
  readonly said?: string;
  readonly tokenExpiresAt?: string;
}

/** A finding for people. */
export function findingText({ ok, text, said, tokenExpiresAt }: Finding): string {
  const more = [
    ...(said === undefined ? [] : [`the other side said: ${printable(said)}`]),
    ...(tokenExpiresAt === undefined ? [] : [`the token holds until ${moment(tokenExpiresAt)}`]),
  ];
  return `${[`${ok ? 'OK' : 'NOT OK'}: ${text.en}`, ...more].join('\n  ')}\n`;
}

export const testProfile: Command = {
  name: 'profiles test',
  usage: 'NAME [--address URL]',
  summary: 'try whether a profile opens its door',
  about: [
    `Gets a token with the profile, or looks at its certificate, and calls the register where an address is given. What is found is told in plain words; the exit code is 1 where it does not work. ${RIGHTS}`,
  ],
  options: [
    {
      term: '--address URL',
      text: 'a service of the register to call, such as https://graphql.datafordeler.dk/CVR/v2',
    },
    ...SERVER_HELP,
  ],
  examples: [{ term: 'contact-sync profiles test "CVR drift"', text: 'does the token host give a token?' }],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, { ...SERVER_OPTIONS, address: { type: 'string' } });
    if (positionals.length > 1) throw new UsageError('name one profile');
    const server = Server.find(values.url, env);
    const { id } = await findProfile(server, positionals[0]);
    const finding = await server.post<Finding>(
      `${PROFILES}/${id}/test`,
      values.address === undefined ? {} : { address: values.address },
    );
    output.write(values.json === true ? asJson(finding) : findingText(finding));
    return finding.ok ? EXIT.done : EXIT.refused;
  },
};
