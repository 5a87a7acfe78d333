import { addressesIn, firstDayIn } from '../simulator/simulator';
import { changeSettings, contactSyncOf, type RegistersOptions } from './registers';

const FOLDER = '/sor2_produktion/V1_00/data';

/** A part of what `GET /sor-import/imports/:id` answers. */
interface ImportReport {
  readonly day?: string;
  readonly rows?: number;
  readonly counts?: Readonly<Record<string, number>>;
}

interface Imports {
  readonly imports: readonly { readonly state: string }[];
}

/**
 * Shows SOR's file of some days ago being imported, and then today's: units opened, changed and closed in the days between,
 * and those that are gone got the day that SOR's history gives.
 */
export async function importOrganisations(options: RegistersOptions): Promise<void> {
  const { folder, say } = options;
  const contactSync = contactSyncOf(options);
  const data = `${addressesIn(folder)['sorFiles'] ?? ''}${FOLDER}`;
  const daily = `${data}/SorEntity_daily.csv`;
  const historyUrl = `${data}/Sor_complete.zip`;
  await changeSettings('sor-import', { fullUrl: daily, dailyUrl: daily, historyUrl }, options);
  const importFile = async (...wish: string[]): Promise<void> => {
    const report = JSON.parse(await contactSync('sor', 'import', ...wish, '--json')) as ImportReport;
    say(`  ${report.day ?? ''}  ${told(report)}`);
  };
  say("SOR's file of all units of health care, and the one that came when some days had been missed:");
  const { imports } = JSON.parse(await contactSync('sor', 'imports', '--json')) as Imports;
  // An older file than the last one is refused: a first run that was broken off goes on with today's.
  if (!imports.some(({ state }) => state === 'imported'))
    await importFile('--url', `${data}/SorEntity_daily_${firstDayIn(folder)}.csv`);
  await importFile();
}

function told({ rows = 0, counts = {} }: ImportReport): string {
  const { created = 0, changed = 0, closed = 0, unchanged = 0 } = counts;
  return `${rows} rows: ${created} units new, ${changed} changed, ${closed} closed, ${unchanged} as they were`;
}
