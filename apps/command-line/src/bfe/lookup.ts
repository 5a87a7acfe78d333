import { readArguments } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { EXIT, UsageError } from '../failures';
import { Server } from '../server/server';
import { asJson } from '../text/table';
import type { LookUp } from './property';
import { lookUpText } from './property-text';

/** What is to be looked up. Throws `UsageError`. */
export function readLookUpWish(
  bfeNumbers: readonly string[],
  { address, owners = false, purpose }: { address?: string; owners?: boolean; purpose?: string },
): object {
  if ((bfeNumbers.length === 0) === (address === undefined)) throw new UsageError('give BFE numbers, or --address');
  if (owners && (purpose === undefined || purpose.trim() === ''))
    throw new UsageError('--purpose is needed with --owners: owners may be persons, and the look is recorded');
  return {
    ...(address === undefined ? { bfeNumbers } : { address }),
    ...(owners && { owners }),
    ...(purpose !== undefined && { purpose }),
  };
}

export const lookUpProperty: Command = {
  name: 'bfe lookup',
  usage: '(NUMBER... | --address TEXT) [--owners --purpose TEXT]',
  summary: 'show what the registers have of real property now',
  about: [
    'Asks Datafordeler for properties by their BFE numbers, or by how their address begins, and shows what the registers say. Nothing is stored; "contact-sync bfe import" does that. Needs the access code LOOKUP.',
    'Owners need an approved access at Datafordeler. They may be persons: --purpose says why you look and is recorded with your name, and protected persons are shown only with the access code PROTECTED.',
  ],
  options: [
    { term: '--address TEXT', text: 'how the address begins, as "Skovvej 12", instead of numbers' },
    { term: '--owners', text: 'show owners and administrators too' },
    { term: '--purpose TEXT', text: 'why you look; needed with --owners, recorded where it is given' },
    ...SERVER_HELP,
  ],
  examples: [
    { term: 'contact-sync bfe lookup 2154708', text: 'one property' },
    {
      term: 'contact-sync bfe lookup --address "Skovvej 12" --owners --purpose "case 2026-17"',
      text: 'what lies there, and whose it is',
    },
  ],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, {
      ...SERVER_OPTIONS,
      address: { type: 'string' },
      owners: { type: 'boolean' },
      purpose: { type: 'string' },
    });
    const wish = readLookUpWish(positionals, values);
    const answer = await Server.find(values.url, env).post<LookUp>('/bfe-lookup/lookups', wish);
    output.write(values.json === true ? asJson(answer) : lookUpText(answer));
    const missed = answer.unknown !== undefined || answer.ownersMissing !== undefined;
    return answer.found.length === 0 || missed ? EXIT.refused : EXIT.done;
  },
};
