// CVR update switched on for 100 000 companies at Datafordeler: each subscribed, read through the batched GraphQL road and
// applied. What counts is how often the register is called.
import { startCompanyServices } from '../companies.mjs';

const COMPANIES = Number(process.env.BENCH_COMPANIES ?? 100_000);
const LOOK_EVERY_MS = 250;

export const updateCompanies = {
  title: `CVR: register calls for each 100 of ${COMPANIES / 1000} 000 companies that are followed and updated`,
  peer: 'one call for each company and fact: 700',
  must: 9,
  aim: 8,
  fewest: true,
  async run() {
    const services = await startCompanyServices(COMPANIES);
    try {
      await services.makeProfile('bench', 'graphql-client-secret');
      const settings = { authProfile: 'bench', graphqlHost: services.addresses.graphql, subscribeRate: 1000 };
      await services.call('PATCH', 'cvr-subscription', 'settings', settings);
      const before = await services.ask();
      const began = performance.now();
      await services.call('PATCH', 'cvr-subscription', 'settings', { cvrUpdate: true });
      while (!(await allUpdated(services.sql))) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      const seconds = (performance.now() - began) / 1000;
      const calls = (await services.ask()).graphql - before.graphql;
      await assertUpdated(services.sql);
      const { peakKilobytes } = await services.stop();
      return {
        calls: (calls * 100) / COMPANIES,
        ours: `${calls} calls, ${Math.round(COMPANIES / seconds)} companies/s, ${Math.round(peakKilobytes / 1024)} MB at most`,
        theirs: `${seconds.toFixed(0)} s for all, the simulator on the same cores`,
      };
    } catch (error) {
      await services.stop().catch(() => undefined);
      throw error;
    }
  },
};

/** Each has been read from the register, and no task is left. */
async function allUpdated(sql) {
  const { rows } = await sql.query(
    `select (select count(*) from contacts.freshness where register = 'cvr') >= $1
        and not exists (select from service_queue.message where kind = 'task' and state not in ('done', 'obsolete')) as done`,
    [COMPANIES],
  );
  return rows[0].done;
}

async function assertUpdated(sql) {
  const { rows } = await sql.query(
    `select count(*)::int as typed from contacts.contact where name_type = 'J' and name1 like 'Virksomhed %'`,
  );
  if (rows[0].typed > 0) throw new Error(`${rows[0].typed} companies have no name of the register`);
}
