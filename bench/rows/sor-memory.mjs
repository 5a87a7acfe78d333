// Peak memory of sor-import for a file of a million units against one of ten thousand: a first load and the day after it.
import { startSorImport, writeDays } from '../sor-files.mjs';

const UNITS = Number(process.env.BENCH_MANY_UNITS ?? 1_000_000);
const FEW = 10_000;

async function peakFor(units) {
  const files = await writeDays({ units, days: 2, changed: 0.01 });
  const service = await startSorImport();
  const seconds = [];
  for (const file of files) seconds.push((await service.importFile(file)).seconds);
  const { peakKilobytes } = await service.stop();
  return { rows: files[0].rows, bytes: files[0].bytes, seconds, peakMegabytes: peakKilobytes / 1024 };
}

export const sorMemory = {
  title: 'memory: a file of SOR with a million units against one of ten thousand',
  peer: `the service itself on ${FEW} units`,
  must: 32,
  aim: 20,
  unit: 'MB more',
  async run() {
    const small = await peakFor(FEW);
    const large = await peakFor(UNITS);
    const [first, second] = large.seconds;
    return {
      difference: large.peakMegabytes - small.peakMegabytes,
      ours: `${Math.round(large.peakMegabytes)} MB at ${large.rows} rows, ${Math.round(large.bytes / 1048576)} MB of file; first load ${Math.round(large.rows / first)} units/s, second day ${second.toFixed(1)} s`,
      theirs: `${Math.round(small.peakMegabytes)} MB at ${small.rows} rows`,
    };
  },
};
