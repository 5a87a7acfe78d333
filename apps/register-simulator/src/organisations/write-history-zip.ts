import { CsvLines } from './csv-lines';
import type { SorLayout } from './layouts';
import type { OrganisationWorld } from './organisation-world';
import { bytesOf, type WrittenFile } from './write-daily-file';
import { writeZip } from './zip-file';

export interface HistoryZipOptions {
  world: OrganisationWorld;
  path: string;
  /** The day whose file it is; the world's where absent. */
  day?: string;
  /** Of SOREntity.csv; what makes a file shorter is not among them. */
  layouts?: readonly SorLayout[];
}

/** Writes Sor_complete.zip of a day: SOREntity.csv with every version, and which units were replaced. */
export async function writeHistoryZip({
  world,
  path,
  day = world.day,
  layouts = [],
}: HistoryZipOptions): Promise<WrittenFile> {
  const lines = new CsvLines(layouts);
  const bytes = await writeZip(
    path,
    [
      { name: 'SORReplacedEntities.csv', chunks: () => bytesOf(replacements(world, day)) },
      { name: 'SOREntity.csv', chunks: () => bytesOf(lines.of(world.history(day)), layouts) },
    ],
    new Date(`${day}T02:30:00Z`),
  );
  return { path, day, bytes, rows: lines.rows };
}

/** The names of these columns are published nowhere. */
function* replacements(world: OrganisationWorld, day: string): Generator<string> {
  yield 'SorId;ReplacedBySorId;FromDate\r\n';
  for (const { sorId, by, from } of world.replaced(day)) {
    yield `"=""${sorId}""";"=""${by}""";${from}\r\n`;
  }
}
