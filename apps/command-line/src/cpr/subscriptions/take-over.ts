import { noPositionals, readArguments } from '../../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../../command';
import { EXIT, UsageError, type ExitCode } from '../../failures';
import { follow, type Followed } from '../../server/follow';
import { Server } from '../../server/server';
import { assertReadable, multipart } from '../../server/upload';
import type { Surroundings } from '../../surroundings';
import { asJson, counted } from '../../text/table';
import type { Seeding, TakeOverRun } from './subscription';
import { seedingText, takeOverText } from './take-over-text';

const SUBSCRIPTIONS = '/cpr-sync/subscriptions';

export const takeOverSubscriptions: Command = {
  name: 'cpr subscriptions take-over',
  usage: '(--all | --file NUMBERS)',
  summary: 'take over the subscriptions that CPR has already',
  about: [
    'For an authority whose subscriptions were made by another system. --file reads a list of all numbers that CPR has subscribed: contacts in it become subscribed, all others not; a list that is empty or has bad lines ends nobody. --all takes everybody as subscribed whom CPR ever told of. Nothing is sent to CPR. Needs the access code DATAADM.',
    'The file is sent as it is read, and no line of it is ever printed: lines are told by their places.',
  ],
  options: [
    { term: '--all', text: 'everybody whom CPR ever told of' },
    { term: '--file NUMBERS', text: 'a person number a line, or the lines of type 06 that were sent to CPR' },
    ...SERVER_HELP,
  ],
  examples: [
    { term: 'contact-sync cpr subscriptions take-over --file numbers.txt', text: 'a list from the CPR office' },
  ],
  async run(args, surroundings) {
    const { values, positionals } = readArguments(args, {
      ...SERVER_OPTIONS,
      all: { type: 'boolean' },
      file: { type: 'string' },
    });
    noPositionals(positionals);
    const { all, file, json = false } = values;
    if ((all === true) === (file !== undefined)) throw new UsageError('give either --all or --file NUMBERS');
    if (file !== undefined) await assertReadable([file]);
    const server = Server.find(values.url, surroundings.env);
    return file === undefined
      ? takeOverAll(server, json, surroundings)
      : takeOverListed(server, file, json, surroundings);
  },
};

const takingOver = (runId: string): Followed<TakeOverRun> => ({
  path: `/cpr-sync/runs/${encodeURIComponent(runId)}`,
  isUnderWay: ({ state }) => state === 'running',
  progressText: ({ progress: { done } }) => `${counted(done, 'person', 'persons')} looked at`,
});

async function takeOverAll(server: Server, json: boolean, surroundings: Surroundings): Promise<ExitCode> {
  const { runId } = await server.post<{ runId: string }>(`${SUBSCRIPTIONS}/take-over`, {});
  const run = await follow(server, takingOver(runId), surroundings);
  surroundings.output.write(json ? asJson(run) : takeOverText(run));
  return run.state === 'finished' ? EXIT.done : EXIT.refused;
}

async function takeOverListed(
  server: Server,
  file: string,
  json: boolean,
  { output }: Surroundings,
): Promise<ExitCode> {
  // Asked before the first byte is sent: a sign-in that is refused half-way through a large file shows as a cut line.
  await server.get(SUBSCRIPTIONS, { limit: 1 });
  const seeding = await server.postStream<Seeding>(`${SUBSCRIPTIONS}/seed`, multipart({}, [file]));
  output.write(json ? asJson(seeding) : seedingText(seeding));
  return seeding.ended === undefined ? EXIT.refused : EXIT.done;
}
