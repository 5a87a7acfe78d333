// Runs the services that keep companies, in one process as the standalone application does. Prints their addresses, and its
// peak memory when standard input closes.
import { start as startAuthProfile } from '@contact-sync/auth-profile';
import { start as startCvrSubscription } from '@contact-sync/cvr-subscription';
import { start as startCvrUpdate } from '@contact-sync/cvr-update';

const services = [];
for (const start of [startAuthProfile, startCvrSubscription, startCvrUpdate]) services.push(await start(process.env));
console.log(JSON.stringify(Object.fromEntries(services.map(({ name, url }) => [name, url]))));
process.stdin.resume();
process.stdin.on('end', () => {
  void Promise.all(services.map((service) => service.stop())).then(() => {
    console.log(JSON.stringify({ peakKilobytes: process.resourceUsage().maxRSS }));
    process.exit(0);
  });
});
