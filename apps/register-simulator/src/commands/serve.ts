import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { EVERYWHERE } from '../cpr-office/office-options';
import { startSimulator, type SimulatorOptions } from '../start-simulator';
import type { Command, Terminal } from './command';
import { share, wholeNumber } from './read-options';

const help = `  register-simulator serve --folder DIR [options]

Plays Datafordeler (CPR, CVR, real property), KMD Logic (CVR), the CPR office (CPR Direkte, file server), the file server of SOR and a WorkZone-style OData target over TLS on 127.0.0.1, until it is stopped.
What happens is written down, and the next start goes on with it.

  --folder DIR            keeps authority, secrets (0600) and what happened; made if it is not there
  --companies N           how many companies on the first day (default 2000); fixed once the folder is made
  --organisations N       how many health organisations on the first day (default 300); fixed likewise
  --properties N          how many real properties on the first day (default 200); fixed likewise
  --persons N             how many person numbers on the first day (default 300); fixed likewise
  --persons-changed SHARE to how many of them something happens on a weekday by itself (default 0.01); fixed likewise
  --cpr-area CODES        municipalities whose persons the CPR office delivers without a subscription, or "all" (default none)
  --seed TEXT             which population (default 1); fixed likewise
  --start YYYY-MM-DD      the first day (default today); fixed likewise
  --port-base P           the first of 24 ports (default: those of the last start, else any free ones)
  --token-seconds N       how long tokens hold (default 300)
  --with-parent           ends when standard input does: with the program that started it, however that ends`;

/** Plays the outside parties until a signal comes. */
export const serve: Command = {
  name: 'serve',
  help,
  read: (args) => {
    const { values } = parseArgs({
      args,
      options: {
        folder: { type: 'string' },
        companies: { type: 'string' },
        organisations: { type: 'string' },
        properties: { type: 'string' },
        persons: { type: 'string' },
        'persons-changed': { type: 'string' },
        'cpr-area': { type: 'string' },
        seed: { type: 'string' },
        start: { type: 'string' },
        'port-base': { type: 'string' },
        'token-seconds': { type: 'string' },
        'with-parent': { type: 'boolean' },
      },
    });
    if (!values.folder) throw new RangeError('--folder names the folder to keep things in and must be given');
    const folder = resolve(values.folder);
    const tokenSeconds = values['token-seconds'];
    const portBase = values['port-base'];
    const options: SimulatorOptions = {
      folder,
      seed: values.seed,
      start: values.start,
      ...(values.companies !== undefined && { companies: wholeNumber('companies', values.companies) }),
      ...(values.organisations !== undefined && {
        organisations: wholeNumber('organisations', values.organisations),
      }),
      ...(values.properties !== undefined && { properties: wholeNumber('properties', values.properties) }),
      ...(values.persons !== undefined && { persons: wholeNumber('persons', values.persons) }),
      personsChanged: share('persons-changed', values['persons-changed']),
      ...(values['cpr-area'] !== undefined && { cprOffice: { area: areaOf(values['cpr-area']) } }),
      ...(portBase !== undefined && { portBase: wholeNumber('port-base', portBase) }),
      ...(tokenSeconds !== undefined && { services: { tokenSeconds: wholeNumber('token-seconds', tokenSeconds) } }),
    };
    return (terminal) => serveUntilStopped(options, folder, values['with-parent'] === true, terminal);
  },
};

const areaOf = (text: string): string[] => (text === 'all' ? [EVERYWHERE] : text.split(','));

async function serveUntilStopped(
  options: SimulatorOptions,
  folder: string,
  withParent: boolean,
  { print }: Terminal,
): Promise<void> {
  // Listened for from the beginning: a signal during the start stops it afterwards.
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  if (withParent) process.stdin.once('end', stop).once('error', stop).resume();
  const simulator = await startSimulator(options);
  const { companies, units } = simulator.world.size;
  print(`${companies} companies with ${units} production units`);
  print(`${simulator.organisations.size} health organisations`);
  print(`${simulator.properties.size.properties} real properties`);
  print(`${simulator.persons.size} persons`);
  for (const [name, address] of Object.entries(simulator.addresses)) print(`${name.padEnd(18)}${address}`);
  print(`authority         ${join(folder, 'authority.pem')}`);
  print(`profiles, secrets ${join(folder, 'profiles.json')}`);
  print('ready');
  if (!stopping.signal.aborted) await once(stopping.signal, 'abort');
  await simulator.stop();
}
