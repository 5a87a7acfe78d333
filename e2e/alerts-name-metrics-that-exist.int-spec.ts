import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start as startDesk } from '@contact-sync/contact-desk';
import { start as startCprSync } from '@contact-sync/cpr-sync';
import { freshDatabase, type FreshDatabase } from '@contact-sync/testing';
import { TOKEN } from './running/client';
import { OWNERS } from './running/cpr-sync-in-process';

const ROOT = join(__dirname, '..');
const WORDS_OF_PROMQL = new Set(
  'max min sum count rate histogram_quantile by on and le what where register lane run state kind route service status call outcome m'.split(
    ' ',
  ),
);

/** Metrics that an expression names: its words, but for those of the language, labels and texts. */
function metricsIn(expression: string): string[] {
  const words = expression.replaceAll(/"[^"]*"|'[^']*'/g, '').match(/[a-z][a-z_]*/g) ?? [];
  return words.filter((word) => !WORDS_OF_PROMQL.has(word)).map((word) => word.replace(/_(bucket|count|sum)$/, ''));
}

describe('alerts and dashboards', () => {
  let database: FreshDatabase;
  let folder: string;
  let known: Set<string>;

  beforeAll(async () => {
    database = await freshDatabase({ owners: OWNERS });
    folder = await mkdtemp(join(tmpdir(), 'contact-sync-alerts-'));
    const env = {
      DATABASE_URL: database.runUrl,
      TRANSPORT: 'in-process',
      INTEGRATIONS: 'on',
      HTTP_PORT: '0',
      ACCESS: 'local',
      CONTACT_SYNC_DATA: folder,
      CONTACT_SYNC_TOKEN: TOKEN,
      LOG_FILE: join(folder, 'log'),
    };
    known = new Set();
    for (const start of [startCprSync, startDesk]) {
      const service = await start(env);
      for (const [, name = ''] of (await service.metrics.text()).matchAll(/^# TYPE (\S+)/gm)) known.add(name);
      await service.stop();
    }
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  it('every alert names metrics that a service serves, and says what to do', async () => {
    const rules = (await readFile(join(ROOT, 'deploy/prometheus/alerts.yaml'), 'utf8'))
      .split(/^ {6}- alert: /m)
      .slice(1);
    expect(rules.length).toBeGreaterThan(5);
    for (const rule of rules) {
      const named = metricsIn(/^ {8}expr: (.*)$/m.exec(rule)?.[1] ?? '');
      expect(named).not.toEqual([]);
      expect(named.filter((name) => !known.has(name))).toEqual([]);
      expect(rule).toMatch(/^ {10}summary: \S/m);
      expect(rule).toMatch(/^ {10}runbook: \S/m);
    }
  });

  it('so does every panel of the dashboard', async () => {
    const { panels } = JSON.parse(await readFile(join(ROOT, 'deploy/grafana/operations.json'), 'utf8')) as {
      panels: { title: string; targets: { expr: string }[] }[];
    };
    for (const { targets } of panels) {
      const named = targets.flatMap(({ expr }) => metricsIn(expr));
      expect(named).not.toEqual([]);
      expect(named.filter((name) => !known.has(name))).toEqual([]);
    }
  });
});
