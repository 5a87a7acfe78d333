import { onceAScrape, type ServiceMetrics } from '@contact-sync/service';
import type { Pool } from 'pg';
import { Gauge } from 'prom-client';
import { COUNT_NAMES, type ImportClosings, type ImportCounts } from '../imports/import-record';

interface Figures {
  readonly waiting: number | null;
  readonly age: number | null;
  readonly rows: number | null;
  readonly counts: ImportCounts | null;
  readonly closings: ImportClosings | null;
}

const FIGURES = `
  select (select extract(epoch from clock_timestamp() - min(requested_at))::float8
            from sor.import where state in ('waiting', 'running') and not preview) as waiting,
         extract(epoch from clock_timestamp() - last.finished_at)::float8 as age, last.row_count::float8 as rows,
         last.counts, last.closings
    from (select) as nothing
    left join (select * from sor.import where state = 'imported' order by finished_at desc limit 1) as last on true`;

/** The last import's age, rows, units by outcome and closings, asked for at each scrape. */
export function importMetrics({ registry }: ServiceMetrics, pool: Pool): void {
  const read = onceAScrape(async () => (await pool.query<Figures>(FIGURES)).rows[0]);
  const gauge = (name: string, help: string, valueOf: (figures: Figures) => number | undefined): void => {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const figures = await read();
        const value = figures && valueOf(figures);
        // Before the first import there is nothing to tell.
        if (value === undefined) this.remove();
        else this.set(value);
      },
    });
  };
  new Gauge({
    name: 'contact_sync_oldest_unapplied_change_seconds',
    help: 'Age of the oldest change that is not applied; 0 when all are',
    labelNames: ['what'],
    registers: [registry],
    async collect() {
      this.set({ what: 'sor-file' }, Math.max(0, (await read())?.waiting ?? 0));
    },
  });
  gauge('sor_last_import_age_seconds', 'Seconds since a file was imported to its end', ({ age }) => age ?? undefined);
  gauge('sor_last_import_rows', 'Rows of the file imported last', ({ rows }) => rows ?? undefined);
  gauge(
    'sor_closings_withheld',
    'Units that left the file imported last and were not closed for that',
    ({ closings }) => (closings === null ? undefined : closings.kind === 'withheld' ? closings.missing : 0),
  );
  new Gauge({
    name: 'sor_last_import_units',
    help: 'Units of the file imported last, by what became of them',
    labelNames: ['outcome'],
    registers: [registry],
    async collect() {
      const counts = (await read())?.counts ?? undefined;
      if (counts === undefined) return;
      for (const outcome of COUNT_NAMES) {
        if (outcome !== 'units' && outcome !== 'events') this.set({ outcome }, counts[outcome]);
      }
    },
  });
}
