// The second day of SOR: a file of all units of which 1 % changed, some opened and some closed, against COPY of the same
// file into a text table. A third day with the very same file tells what is written when nothing is new.
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { psql, temporaryDatabase, timed } from '../measure.mjs';
import { startSorImport, writeDays } from '../sor-files.mjs';

const UNITS = Number(process.env.BENCH_UNITS ?? 200_000);
/** About half of what happens shows in the fields that are mapped: so that one in a hundred units is changed. */
const CHANGED = 0.02;

export const sorSecondDay = {
  title: `SOR, second day: ${UNITS / 1000} 000 units, 1 % changed, with closings`,
  peer: '`psql \\copy` of the file into a text table',
  must: 0.3,
  aim: 0.6,
  async run() {
    const files = await writeDays({ units: UNITS, days: 4, changed: CHANGED });
    const service = await startSorImport();
    await service.importFile(files[0]);
    const days = [];
    for (const file of files.slice(1)) days.push({ file, ...(await service.importFile(file)) });
    days.sort((one, other) => one.seconds - other.seconds);
    const ours = days[Math.floor(days.length / 2)];
    const last = files.at(-1);
    const before = await logPosition(service.database.url);
    const same = await service.importFile({ day: dayAfter(last.day), path: last.path });
    const written = (await logPosition(service.database.url)) - before;
    await service.stop();

    const peer = await temporaryDatabase();
    const header = readFileSync(ours.file.path, 'utf8')
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/, 1)[0]
      .split(';');
    psql(peer.url, `create table unit (${header.map((name) => `"${name}" text`).join(', ')})`);
    const copied = await timed(() =>
      psql(peer.url, `\\copy unit from '${ours.file.path}' with (format csv, delimiter ';', header)`),
    );
    await peer.drop();
    const { created = 0, changed = 0, closed = 0 } = ours.report.counts;
    return {
      ratio: copied.seconds / ours.seconds,
      ours: `${Math.round(ours.report.rows / ours.seconds)} rows/s (${created} new, ${changed} changed, ${closed} closed); the same file again ${same.seconds.toFixed(2)} s and ${Math.round(written / 1024)} kB of log`,
      theirs: `${copied.seconds.toFixed(2)} s, ours ${ours.seconds.toFixed(2)} s`,
    };
  },
};

const dayAfter = (day) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** How many bytes the server has ever written to its log. */
async function logPosition(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(`select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 as bytes`);
  await client.end();
  return rows[0].bytes;
}
