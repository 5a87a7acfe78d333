import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ControlClient } from '../control/control-client';
import type { Command } from './command';
import { wholeNumber } from './read-options';

const help = `  register-simulator persons --folder DIR [--limit N]

Prints person numbers that a simulator which runs has, with name and address: to be looked up, imported and subscribed.

  --limit N               how many (default 30, at most 1000)`;

interface Listed {
  readonly number: string;
  readonly name: string;
  readonly address: string | null;
}

/** Tells some of the persons that are played. */
export const persons: Command = {
  name: 'persons',
  help,
  read: (args) => {
    const { values } = parseArgs({
      args,
      options: { folder: { type: 'string' }, limit: { type: 'string', default: '30' } },
    });
    if (!values.folder) throw new RangeError('--folder names the folder of the simulator and must be given');
    const folder = resolve(values.folder);
    const limit = wholeNumber('limit', values.limit);
    return async ({ print }) => {
      const found = await ControlClient.inFolder(folder).call('GET', `/control/persons?limit=${limit}`);
      for (const { number, name, address } of (found as { persons: Listed[] }).persons) {
        print(`${number}  # ${name}${address === null ? '' : `, ${address}`}`);
      }
    };
  },
};
