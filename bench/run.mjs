// npm run bench [-- row …] [-- --write]: measures each row beside its peer, prints the table, and with --write puts it
// into docs/performance.md. Ends with 1 when a row is below what it must reach.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { readCpr } from './rows/read-cpr.mjs';
import { firstLoad } from './rows/first-load.mjs';
import { nextNight } from './rows/next-night.mjs';
import { applyEvents } from './rows/apply-events.mjs';
import { publish } from './rows/publish.mjs';
import { consume } from './rows/consume.mjs';
import { commitToHandler } from './rows/commit-to-handler.mjs';
import { memory } from './rows/memory.mjs';
import { auditVerify } from './rows/audit-verify.mjs';
import { readiness } from './rows/readiness.mjs';
import { sorMemory } from './rows/sor-memory.mjs';
import { sorSecondDay } from './rows/sor-second-day.mjs';
import { updateCompanies } from './rows/update-companies.mjs';

const ROWS = {
  read: readCpr,
  'first-load': firstLoad,
  'next-night': nextNight('in place'),
  'next-night-apart': nextNight('apart'),
  apply: applyEvents,
  publish,
  consume,
  delay: commitToHandler,
  memory,
  'audit-verify': auditVerify,
  companies: updateCompanies,
  sor: sorSecondDay,
  'sor-memory': sorMemory,
  readiness,
};

const DOCUMENT = new URL('../docs/performance.md', import.meta.url);
const BEGIN = '<!-- table: written by npm run bench -- --write -->';
const END = '<!-- end of table -->';

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const unknown = wanted.filter((name) => !(name in ROWS));
if (unknown.length > 0) {
  console.error(`no such row: ${unknown.join(', ')}; there are ${Object.keys(ROWS).join(', ')}`);
  process.exit(2);
}

const lines = [];
let below = 0;
for (const [name, row] of Object.entries(ROWS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stderr.write(`${row.title} …\n`);
  const measured = await row.run();
  const [value, text, limits] = verdict(row, measured);
  if (!value) below += 1;
  lines.push(
    `| ${row.title} | ${row.peer} | ${limits} | **${text}**${value ? '' : ' (below)'} | ${measured.ours} | ${measured.theirs} |`,
  );
  process.stderr.write(`  ${text}: ${measured.ours}; peer ${measured.theirs}\n`);
}

/** Rows are ratios to exceed, ratios to stay under (`atMost`), numbers of calls to stay under (`fewest`), or differences to stay under (`unit`). */
function verdict({ must, aim, atMost, fewest, unit }, { ratio, difference, calls }) {
  if (fewest) return [calls <= must, calls.toFixed(2), `≤ ${must} / ${aim}`];
  if (unit !== undefined) return [difference <= must, `${difference.toFixed(0)} ${unit}`, `+${must} / +${aim} ${unit}`];
  if (atMost) return [ratio <= must, `${ratio.toFixed(2)}×`, `≤ ${must}× / ${aim}×`];
  return [ratio >= must, `${ratio.toFixed(2)}×`, `${must}× / ${aim}×`];
}

const machine = `${cpus().length} cores ${cpus()[0]?.model.trim() ?? ''}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
const table = [
  `Measured on ${new Date().toISOString().slice(0, 10)}: ${machine}; PostgreSQL and RabbitMQ on the same machine.`,
  '',
  '| what | compared with | must / aim | reached | ours | peer |',
  '|---|---|---|---|---|---|',
  ...lines,
].join('\n');
console.log(`\n${table}\n`);

if (process.argv.includes('--write')) {
  const text = readFileSync(DOCUMENT, 'utf8');
  const from = text.indexOf(BEGIN);
  const to = text.indexOf(END);
  if (from < 0 || to < 0) throw new Error('docs/performance.md has no place for the table');
  writeFileSync(DOCUMENT, `${text.slice(0, from + BEGIN.length)}\n\n${table}\n\n${text.slice(to)}`);
}
process.exit(below > 0 ? 1 : 0);
