import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { createOrganisationWorld } from '../organisations/create-organisation-world';
import { parseSorLayout, SOR_LAYOUT_KINDS, type SorLayout } from '../organisations/layouts';
import { type WrittenFile, writeDailyFile } from '../organisations/write-daily-file';
import { writeHistoryZip } from '../organisations/write-history-zip';
import type { Command, Terminal } from './command';
import { share, wholeNumber } from './read-options';

const help = `  register-simulator sor --folder DIR [options]

Writes SOR's daily files of consecutive days, SorEntity_daily_YYYY-MM-DD.csv, and Sor_complete.zip as of the last of them.
The same options always write the same bytes. The units and their SOR ids belong to nobody.

  --folder DIR            folder for the files; made if it is not there
  --seed TEXT             which units (default 1)
  --units N               how many on the first day (default 300)
  --days N                how many days (default 2)
  --start YYYY-MM-DD      the first day (default 2026-03-02)
  --changed SHARE         about how many of all units something happens to each day (default 0.01)
  --layout LAYOUT[@DAY]   spoils the file of a day, counted from 0, or of every day. May be repeated.
                          ${SOR_LAYOUT_KINDS.slice(0, 7).join(', ')},
                          ${SOR_LAYOUT_KINDS.slice(7, 13).join(', ')},
                          ${SOR_LAYOUT_KINDS.slice(13).join(', ')};
                          half:BYTES, first-rows:N, renamed-column:NAME, missing-column:NAME`;

interface Wish {
  readonly folder: string;
  readonly seed: string;
  readonly units: number;
  readonly days: number;
  readonly start: string;
  readonly changed: number | undefined;
  readonly layouts: readonly { readonly layout: SorLayout; readonly at: number | undefined }[];
}

/** Writes the files of SOR. */
export const sor: Command = {
  name: 'sor',
  help,
  read: (args) => {
    const wish = parse(args);
    return (terminal) => write(wish, terminal);
  },
};

async function write({ folder, seed, units, days, start, changed, layouts }: Wish, { print }: Terminal): Promise<void> {
  const world = createOrganisationWorld({ seed, organisations: units, start, changed });
  await mkdir(folder, { recursive: true });
  for (let at = 0; at < days; at++) {
    if (at > 0) world.turn();
    const path = join(folder, `SorEntity_daily_${world.day}.csv`);
    const wanted = layouts.filter((each) => (each.at ?? at) === at).map(({ layout }) => layout);
    print(lineFor(await writeDailyFile({ world, path, layouts: wanted })));
  }
  print(lineFor(await writeHistoryZip({ world, path: join(folder, 'Sor_complete.zip') })));
}

function lineFor({ path, rows, bytes }: WrittenFile): string {
  return `${basename(path)}  ${rows} rows  ${bytes} bytes`;
}

function parse(args: string[]): Wish {
  const { values } = parseArgs({
    args,
    options: {
      folder: { type: 'string' },
      seed: { type: 'string', default: '1' },
      units: { type: 'string', default: '300' },
      days: { type: 'string', default: '2' },
      start: { type: 'string', default: '2026-03-02' },
      changed: { type: 'string' },
      layout: { type: 'string', multiple: true, default: [] },
    },
  });
  if (!values.folder) throw new RangeError('--folder names the folder for the files and must be given');
  const days = wholeNumber('days', values.days);
  if (days < 1) throw new RangeError('--days takes a number from 1 on');
  return {
    folder: values.folder,
    seed: values.seed,
    units: wholeNumber('units', values.units),
    days,
    start: values.start,
    changed: share('changed', values.changed),
    layouts: values.layout.map(layoutNamed),
  };
}

function layoutNamed(text: string): { layout: SorLayout; at: number | undefined } {
  const [word = '', day] = text.split('@');
  const layout = parseSorLayout(word);
  if (!layout) throw new RangeError(`--layout does not know "${text}"`);
  return { layout, at: day === undefined ? undefined : wholeNumber('layout', day) };
}
