// The next night: a file of 100 000 persons of whom 1 % changed, against `psql \copy` of the same file into an empty
// text table. Once with 003 in its place and once with all 003 at the end.
import { writeDeliveries } from '@contact-sync/register-simulator';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { startImporter } from '../deliveries.mjs';
import { psql, temporaryDatabase, timed } from '../measure.mjs';

const PERSONS = Number(process.env.BENCH_PERSONS ?? 100_000);

export const nextNight = (addresses) => ({
  title: `next night: ${PERSONS / 1000} 000 persons, 1 % changed, 003 ${addresses}`,
  peer: '`psql \\copy` of the file into an empty text table',
  must: 0.6,
  aim: 1.0,
  async run() {
    const importer = await startImporter();
    const files = await writeDeliveries({
      seed: 2,
      persons: PERSONS,
      nights: 3,
      redelivered: 1,
      changed: 0.01,
      layout: 'lines',
      addresses: addresses === 'apart' ? 'apart' : 'in-place',
      out: importer.interim,
    });
    await importer.importFile(files[0].name);
    const nights = [];
    for (const file of files.slice(1)) nights.push(await importer.importFile(file.name));
    nights.sort((a, b) => a.seconds - b.seconds);
    const ours = nights[Math.floor(nights.length / 2)];
    // Imported files are renamed with the prefix.
    const imported = readdirSync(importer.interim).find((name) => name.endsWith(files[1].name));
    const peer = await temporaryDatabase();
    psql(peer.url, 'create table line (text text)');
    const copied = await timed(() =>
      // A delimiter and a quote that no delivery holds: each line is one value.
      psql(
        peer.url,
        `\\copy line from '${join(importer.interim, imported)}' with (format csv, delimiter E'\\x01', quote E'\\x02', encoding 'latin1')`,
      ),
    );
    await peer.drop();
    await importer.stop();
    return {
      ratio: copied.seconds / ours.seconds,
      ours: `${Math.round(ours.report.persons / ours.seconds)} persons/s (${ours.report.changed} changed)`,
      theirs: `${copied.seconds.toFixed(2)} s, ours ${ours.seconds.toFixed(2)} s`,
    };
  },
});
