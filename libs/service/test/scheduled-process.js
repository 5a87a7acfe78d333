// A replica of a service with one schedule, in a process that can be killed. Its clock runs so many times faster than
// others do, so that half a minute between two looks passes in a test. It prints what it does.
const { openPool } = require('@contact-sync/database');
const { createLogger, daily, Runs, Schedules } = require('@contact-sync/service');

const { DATABASE_URL, SCHEMA, REPLICA, START, SPEED, HOLDS } = process.env;
const speed = Number(SPEED);
const began = performance.now();
const clock = {
  now: () => new Date(Date.parse(START) + (performance.now() - began) * speed),
  after: (ms, call) => {
    const timer = setTimeout(call, ms / speed);
    return () => clearTimeout(timer);
  },
};

async function main() {
  const pool = openPool(DATABASE_URL, { max: 2, applicationName: REPLICA });
  const logger = createLogger({ service: REPLICA, level: 'silent' });
  const runs = new Runs({ pool, schema: SCHEMA, replica: REPLICA, logger, leaseMs: 1000 });
  const work = async () => {
    process.stdout.write('begun\n');
    if (HOLDS === '1') await new Promise(() => undefined);
  };
  const text = { da: 'Natligt job', en: 'Nightly job' };
  const definitions = [{ name: 'nightly', text, rule: daily('02:30'), runMissed: false, work }];
  await new Schedules({ pool, schema: SCHEMA, runs, definitions, clock, logger }).start();
  process.stdout.write('looks\n');
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
