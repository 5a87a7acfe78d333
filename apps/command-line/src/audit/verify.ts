import { noPositionals, readArguments } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { UsageError } from '../failures';
import { follow } from '../server/follow';
import { Server } from '../server/server';
import { asJson } from '../text/table';
import { verification, verificationCode, verificationText } from './verification';

const ROOT = /^(\d{4}-\d{2}-\d{2}):([0-9a-fA-F]{64})$/;

export const verifyAudit: Command = {
  name: 'audit verify',
  usage: '[--root DAY:HASH]...',
  summary: 'prove that the record of who saw whom is as it was written',
  about: [
    'Compares every row of the record with the chain that was made over it when it was written, and every daily root. Finds rows that were changed, removed, inserted or moved, and tells the place. Exit code 1 when something is not as it was written.',
    'A chain that was written anew as a whole fits itself. Give a root that was kept elsewhere (from audit roots, from the event audit.rooted.v1) and the chain must contain it. Needs the access code AUDIT.',
  ],
  options: [{ term: '--root DAY:HASH', text: 'a root that was kept; may be given several times' }, ...SERVER_HELP],
  examples: [
    { term: 'contact-sync audit verify', text: 'the whole record' },
    { term: 'contact-sync audit verify --root 2026-11-20:$(cat root-of-2026-11-20)', text: 'against a root on paper' },
  ],
  async run(args, surroundings) {
    const { values, positionals } = readArguments(args, {
      ...SERVER_OPTIONS,
      root: { type: 'string', multiple: true },
    });
    noPositionals(positionals);
    const roots = (values.root ?? []).map(readRoot);
    const server = Server.find(values.url, surroundings.env);
    const { runId } = await server.post<{ runId: string }>('/contact-desk/audit/verifications', { roots });
    const found = await follow(server, verification(runId), surroundings);
    surroundings.output.write(values.json === true ? asJson(found) : verificationText(found));
    return verificationCode(found);
  },
};

function readRoot(text: string): { day: string; hash: string } {
  const [, day, hash] = ROOT.exec(text) ?? [];
  if (day === undefined || hash === undefined) {
    throw new UsageError('--root must be a day, a colon and 64 hexadecimal digits, as "audit roots" prints them');
  }
  return { day, hash };
}
