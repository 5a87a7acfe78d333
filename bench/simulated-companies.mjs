// Plays Datafordeler and KMD Logic for the benchmark: `node simulated-companies.mjs COMPANIES FOLDER`. Writes all numbers into
// numbers.txt of the folder, prints what callers need, answers each line of standard input with the counts of its
// requests (`counts`) or makes the gateway of KMD Logic hang (`hang`), and stops when that closes.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startSimulator } from '@contact-sync/register-simulator';

const [companies, folder] = process.argv.slice(2);
const simulator = await startSimulator({ seed: 'bench', companies: Number(companies), requestsKept: 10 });
const numbers = [];
for (const { kind, number } of simulator.world.identities()) if (kind === 'company') numbers.push(number);
writeFileSync(join(folder, 'numbers.txt'), numbers.join('\n'));
const caFile = join(folder, 'authority.pem');
writeFileSync(caFile, simulator.ca);
console.log(JSON.stringify({ addresses: simulator.addresses, profiles: simulator.profiles, caFile }));

createInterface(process.stdin)
  .on('line', (line) => {
    if (line === 'hang') {
      simulator.faults.add({ target: 'gateway', fault: { kind: 'hang' } });
      simulator.faults.add({ target: 'identity', fault: { kind: 'hang' } });
    }
    const graphql = simulator.requestCount('graphql');
    console.log(JSON.stringify({ graphql, tokens: simulator.requestCount('token-secret') }));
  })
  .on('close', () => void simulator.stop().then(() => process.exit(0)));
