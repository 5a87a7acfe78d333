import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ControlClient } from '../control/control-client';
import type { Command } from './command';
import { wholeNumber } from './read-options';

const help = `  register-simulator companies --folder DIR [--limit N]

Prints the numbers of active companies of a simulator that runs, each followed by its production units: one a line, with a
name after a #, as contact-sync cvr import --file reads them.

  --limit N               how many (default 10, at most 1000)`;

interface Listing {
  readonly companies: readonly { readonly number: string; readonly name: string; readonly units: readonly string[] }[];
}

/** Tells some of the companies that are played. */
export const companies: Command = {
  name: 'companies',
  help,
  read: (args) => {
    const { values } = parseArgs({ args, options: { folder: { type: 'string' }, limit: { type: 'string' } } });
    if (!values.folder) throw new RangeError('--folder names the folder of the simulator and must be given');
    const folder = resolve(values.folder);
    const limit = values.limit === undefined ? 10 : wholeNumber('limit', values.limit);
    return async ({ print }) => {
      const found = await ControlClient.inFolder(folder).call('GET', `/control/companies?limit=${limit}`);
      for (const { number, name, units } of (found as Listing).companies) {
        print(`${number}  # ${name}`);
        for (const unit of units) print(`${unit}  # production unit of ${number}`);
      }
    };
  },
};
