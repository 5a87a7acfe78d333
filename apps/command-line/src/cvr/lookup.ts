import { readArguments } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { EXIT, UsageError } from '../failures';
import { Server } from '../server/server';
import { asJson } from '../text/table';
import type { LookUp } from './unit';
import { lookUpText } from './unit-text';

/** What is to be looked up. Throws `UsageError`. */
export function readLookUpWish(positionals: readonly string[], name: string | undefined): object {
  // A number may be written in groups: 10 15 08 17.
  const number = positionals.join(' ');
  if ((number === '') === (name === undefined)) throw new UsageError('give a CVR number or P-number, or --name');
  return name === undefined ? { number } : { name };
}

export const lookUpUnit: Command = {
  name: 'cvr lookup',
  usage: '(NUMBER | --name NAME) [--purpose TEXT]',
  summary: 'show what CVR has of a company or production unit now',
  about: [
    'Asks CVR for a CVR number (8 digits) or a P-number (10 digits), and shows what it says. Nothing is stored; "contact-sync cvr import" does that. Needs the access code LOOKUP.',
    'CVR finds a name only where it is equal letter for letter, and KMD Logic does not search names at all.',
  ],
  options: [
    { term: '--name NAME', text: 'the whole name instead of a number' },
    { term: '--purpose TEXT', text: 'why you look; recorded with your name where it is given' },
    ...SERVER_HELP,
  ],
  examples: [
    { term: 'contact-sync cvr lookup 1003387453', text: 'a production unit' },
    { term: 'contact-sync cvr lookup --name "KMD A/S"', text: 'everybody of exactly this name' },
  ],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, {
      ...SERVER_OPTIONS,
      name: { type: 'string' },
      purpose: { type: 'string' },
    });
    const wish = { ...readLookUpWish(positionals, values.name), ...(values.purpose && { purpose: values.purpose }) };
    const answer = await Server.find(values.url, env).post<LookUp>('/cvr-update/lookups', wish);
    output.write(values.json === true ? asJson(answer) : lookUpText(answer));
    return answer.found.length === 0 ? EXIT.refused : EXIT.done;
  },
};
