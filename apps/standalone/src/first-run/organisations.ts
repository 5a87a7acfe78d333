import { addressesIn } from '../simulator/simulator';
import { changeSettings, contactSyncOf, type RegistersOptions, simulatorOf } from './registers';

/** Of 300 units. */
const EVENTS = 25;
const FOLDER = '/sor2_produktion/V1_00/data';

/** A part of what `GET /sor-import/imports/:id` answers. */
interface ImportReport {
  readonly day?: string;
  readonly rows?: number;
  readonly counts?: Readonly<Record<string, number>>;
}

/** Shows a sample day of SOR being imported, and the next file, when some units have opened, changed and closed. */
export async function importOrganisations(options: RegistersOptions): Promise<void> {
  const { folder, say } = options;
  const contactSync = contactSyncOf(options);
  const data = `${addressesIn(folder)['sorFiles'] ?? ''}${FOLDER}`;
  const daily = `${data}/SorEntity_daily.csv`;
  await changeSettings(
    'sor-import',
    { fullUrl: daily, dailyUrl: daily, historyUrl: `${data}/Sor_complete.zip` },
    options,
  );
  const importDay = async (): Promise<ImportReport> =>
    JSON.parse(await contactSync('sor', 'import', '--json')) as ImportReport;
  const first = await importDay();
  say(`SOR's file of ${first.day ?? 'today'} has ${first.rows ?? 0} rows: ${told(first)}.`);
  // What happens on a day stands in the file of the day after.
  await simulatorOf(options)('organisations', '--count', String(EVENTS));
  await simulatorOf(options)('organisations', '--turn', '1');
  say(`A night in which ${EVENTS} things happened, and the next file: ${told(await importDay())}.`);
}

function told({ counts = {} }: ImportReport): string {
  const { created = 0, changed = 0, closed = 0, unchanged = 0 } = counts;
  return `${created} units new, ${changed} changed, ${closed} closed, ${unchanged} as they were`;
}
