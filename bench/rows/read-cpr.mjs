// Reading: a delivery of 100 000 persons to typed records of the mapped types, against Python slicing the same fields.
import { LAYOUTS, MAPPED_RECORD_TYPES, parsePerson, PersonReader } from '@contact-sync/contacts-off4';
import { writeDeliveries } from '@contact-sync/register-simulator';
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sideBySide, temporaryFolder, timed } from '../measure.mjs';

const PERSONS = Number(process.env.BENCH_PERSONS ?? 100_000);
const TURNS = 3;
const CHUNK = 1 << 20;

export const readCpr = {
  title: 'CPR file to typed records, lines/s',
  peer: 'Python slicing the same fields',
  must: 1.2,
  aim: 3,
  async run() {
    const out = temporaryFolder();
    const [file] = await writeDeliveries({ seed: 4, persons: PERSONS, nights: 0, layout: 'lines', out });
    const script = fileURLToPath(new URL('../peers/slice_records.py', import.meta.url));
    const layouts = JSON.stringify(pythonLayouts());
    const { ours, peer } = await sideBySide(
      TURNS,
      async () => {
        const { seconds, result } = await timed(() => readAll(file.path));
        return result.lines / seconds;
      },
      () => {
        const answer = JSON.parse(execFileSync('python3', [script, file.path, layouts], { encoding: 'utf8' }));
        return answer.lines / answer.seconds;
      },
    );
    return { ratio: ours / peer, ours: `${millions(ours)} M lines/s`, theirs: `${millions(peer)} M lines/s` };
  },
};

const millions = (rate) => (rate / 1e6).toFixed(2);

function pythonLayouts() {
  const types = [...MAPPED_RECORD_TYPES];
  return Object.fromEntries(
    types.map((type) => [
      type,
      Object.entries(LAYOUTS[type].fields).map(([name, { start, length }]) => [name, start - 1, start - 1 + length]),
    ]),
  );
}

/** Every person of the file as records of the mapped types, dates and marks checked; the person is then let go. */
function readAll(path) {
  const reader = new PersonReader({ form: 'lines' });
  const wanted = new Set(MAPPED_RECORD_TYPES);
  const file = openSync(path, 'r');
  const chunk = new Uint8Array(CHUNK);
  let lines = 2;
  let records = 0;
  const take = (delivered) => {
    for (const one of delivered) {
      if (one.kind !== 'person') continue;
      lines += one.lines.length;
      records += parsePerson(one, wanted).parsed.length;
    }
  };
  for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk))
    take(reader.push(chunk.subarray(0, read)));
  take(reader.end());
  closeSync(file);
  if (records === 0) throw new Error('nothing was read');
  return { lines, records };
}
