// Peak memory of the service for a file of 1 GB against one of 10 MB, both with 003 apart.
import { writeDeliveries } from '@contact-sync/register-simulator';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { startImporter } from '../deliveries.mjs';

const BYTES_PER_PERSON = 900;

async function peakFor(megabytes) {
  const importer = await startImporter({ filePersons: 'known' });
  const [file] = await writeDeliveries({
    seed: 3,
    persons: Math.round((megabytes * 1024 * 1024) / BYTES_PER_PERSON),
    nights: 0,
    layout: 'lines',
    addresses: 'apart',
    out: importer.interim,
  });
  const bytes = statSync(join(importer.interim, file.name)).size;
  await importer.importFile(file.name);
  const { peakKilobytes } = await importer.stop();
  return { bytes, peakMegabytes: peakKilobytes / 1024 };
}

export const memory = {
  title: 'memory: file of 1 GB against one of 10 MB',
  peer: 'the service itself on 10 MB',
  must: 32,
  aim: 20,
  unit: 'MB more',
  async run() {
    const small = await peakFor(10);
    const large = await peakFor(Number(process.env.BENCH_MEGABYTES ?? 1024));
    return {
      difference: large.peakMegabytes - small.peakMegabytes,
      ours: `${Math.round(large.peakMegabytes)} MB at ${Math.round(large.bytes / 1048576)} MB of file`,
      theirs: `${Math.round(small.peakMegabytes)} MB at ${Math.round(small.bytes / 1048576)} MB`,
    };
  },
};
