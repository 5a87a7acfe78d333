import { existsSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runProgram } from '../program';
import { firstDayIn } from '../simulator/simulator';
import { playCaseSystem } from './case-system';
import { followCompanies } from './companies';
import { makeDeliveries } from './deliveries';
import { FirstRunFailed } from './failed';
import { importOrganisations } from './organisations';
import { chooseCpr, importNights, residents, showPersons } from './persons';
import { makeProfiles } from './profiles';
import { importProperties } from './properties';
import { contactSyncOf, type RegistersOptions } from './registers';
import { nextRuns } from './next-runs';
import { publishedEvents } from './published-events';
import { eventExamples, type FileReport, fileHeading, fileLine, type PublishedEvent } from './report';

const COMMAND_LINE = join(__dirname, '..', '..', '..', '..', 'bin', 'contact-sync.js');

export interface FirstRunOptions {
  /** Of the running front. */
  readonly url: string;
  readonly token: string;
  readonly dataFolder: string;
  /** Names of the services behind the front. */
  readonly services: readonly string[];
  /** The folder of the running simulator; absent where none plays the registers. */
  readonly simulatorFolder?: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

const PARTIES = 2;
/** Of changes that are imported where no CPR office delivers them. */
const NIGHTS = 2;

const doneFile = (dataFolder: string): string => join(dataFolder, 'example', 'done.json');

/** Whether the example was imported to its end by this or an earlier run. */
export const firstRunDone = (dataFolder: string): boolean => existsSync(doneFile(dataFolder));

/**
 * Shows the product at work: a first load of invented persons and the nights of changes since then, a look-up and the
 * subscriptions, companies that are followed, two days of health organisations, and real property, all by the command line
 * over the REST API, as anybody would. Broken off,
 * it starts over at the next start; files that came in already are then left alone by the product itself.
 */
export async function firstRun({
  url,
  token,
  dataFolder,
  services,
  simulatorFolder: folder,
  say,
  signal,
}: FirstRunOptions): Promise<void> {
  const registers = folder === undefined ? undefined : { url, token, folder, say, signal };
  if (registers !== undefined) {
    await makeProfiles(contactSyncOf(registers), registers.folder);
    await chooseCpr(registers);
  }
  const files = await makeDeliveries({
    folder: join(dataFolder, 'example', 'deliveries'),
    ...(folder === undefined ? { nights: NIGHTS } : { nights: 0, start: firstDayIn(folder) }),
    signal,
  });
  say(fileHeading());
  const reports = await importFiles(files, { url, token, say, signal });
  if (registers !== undefined) {
    const told = reports.map(({ file }) => file);
    reports.push(...(await importNights(told, registers)));
  }

  // Events leave in order, and the end of a run is the last of each file.
  const finished = (events: readonly PublishedEvent[]): boolean =>
    events.filter(({ type }) => type.endsWith('synchronisation.finished.v1')).length >= reports.length;
  const events = await publishedEvents({ url, token, signal, until: finished });
  say('');
  say(`Published ${events.length} events for other systems. They name contacts by id, never by name or number:`);
  for (const line of eventExamples(events)) say(line);

  const parties = await residents(personsCreated(events), PARTIES, { url, token, signal });
  say('');
  say(await playCaseSystem({ url, token, parties, signal }));
  if (registers !== undefined) {
    const shows = [
      (all: RegistersOptions) => showPersons(parties, all),
      followCompanies,
      importOrganisations,
      importProperties,
    ];
    for (const show of shows) {
      say('');
      await show(registers);
    }
  }
  say('');
  say('What runs by itself from now on (by the clocks of Denmark):');
  for (const line of await nextRuns({ url, token, services, signal })) say(line);
  writeFileSync(doneFile(dataFolder), `${JSON.stringify(reports, undefined, 2)}\n`, { mode: 0o600 });
}

/** Imports files by the command line; of the first one everybody, of the others who is a contact then. */
async function importFiles(
  files: readonly string[],
  { url, token, say, signal }: Omit<RegistersOptions, 'folder'>,
): Promise<FileReport[]> {
  const reports: FileReport[] = [];
  for (const [at, file] of files.entries()) {
    const persons = at === 0 ? 'all' : 'known';
    const printed = await runProgram(
      process.execPath,
      [COMMAND_LINE, 'cpr', 'import', file, '--persons', persons, '--json'],
      { env: { CONTACT_SYNC_URL: url, CONTACT_SYNC_TOKEN: token }, signal },
    );
    const [report] = JSON.parse(printed) as FileReport[];
    if (report === undefined) throw new FirstRunFailed(`nothing is known of ${basename(file)} after its import`);
    reports.push(report);
    say(fileLine(report));
  }
  return reports;
}

/** Persons with a number, in the order they became contacts. */
function personsCreated(events: readonly PublishedEvent[]): string[] {
  return events.flatMap(({ type, subject, data }) =>
    type.endsWith('contact.created.v1') && data?.nameType === 'C' ? [subject] : [],
  );
}
