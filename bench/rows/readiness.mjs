// Readiness of cvr-subscription while KMD Logic hangs: the slowest of 200 answers.
import { startCompanyServices } from '../companies.mjs';

const ASKED = 200;
const LIMIT_MS = 50;

export const readiness = {
  title: `readiness while KMD Logic hangs: the slowest of ${ASKED} answers`,
  peer: `${LIMIT_MS} ms`,
  must: 1,
  aim: 5,
  async run() {
    const services = await startCompanyServices(100);
    await services.makeProfile('logic', 'kmd-logic');
    await services.call('PATCH', 'cvr-subscription', 'settings', { authProfile: 'logic', provider: 'logic' });
    await services.ask('hang');
    await services.call('PATCH', 'cvr-subscription', 'settings', { cvrUpdate: true }).catch(() => undefined);
    const address = `${services.url('cvr-subscription')}/CvrSubscriptionService/readiness`;
    const times = [];
    for (let asked = 0; asked < ASKED; asked += 1) {
      const began = performance.now();
      await (await fetch(address)).text();
      times.push(performance.now() - began);
    }
    times.sort((a, b) => a - b);
    await services.stop();
    const slowest = times.at(-1);
    return {
      ratio: LIMIT_MS / slowest,
      ours: `${slowest.toFixed(1)} ms, half of them within ${times[ASKED / 2].toFixed(1)} ms`,
      theirs: `${LIMIT_MS} ms`,
    };
  },
};
