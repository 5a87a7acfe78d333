import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ControlClient } from '../control/control-client';
import { parseFaultWord, type PlacedFault } from '../misbehaving/fault';
import { TARGETS } from '../serving/simulator-context';
import type { Command } from './command';
import { oneOf, wholeNumber } from './read-options';

const help = `  register-simulator faults --folder DIR [--target TARGET --fault FAULT [--path TEXT] [--times N] | --clear]

Places faults on the servers of a simulator that runs, clears them all, or lists them.

  --target TARGET         ${TARGETS.join(', ')},
                          or * for every one
  --fault FAULT           slow:MS, 401, 403, 404, 429:SECONDS, 5xx, reset (before the answer), cut (in the middle),
                          half-json, hang
  --path TEXT             only requests whose path holds the text
  --times N               so many requests; until cleared where absent
  --clear                 all faults end, or those of the target`;

/** Makes servers misbehave. */
export const faults: Command = {
  name: 'faults',
  help,
  read: (args) => {
    const { values } = parseArgs({
      args,
      options: {
        folder: { type: 'string' },
        target: { type: 'string' },
        fault: { type: 'string' },
        path: { type: 'string' },
        times: { type: 'string' },
        clear: { type: 'boolean' },
      },
    });
    if (!values.folder) throw new RangeError('--folder names the folder of the simulator and must be given');
    const folder = resolve(values.folder);
    const target = values.target === undefined ? undefined : oneOf('target', [...TARGETS, '*'], values.target);
    if (values.clear) {
      const which = target === undefined || target === '*' ? '' : `?target=${target}`;
      return async () => void (await ControlClient.inFolder(folder).call('DELETE', `/control/faults${which}`));
    }
    if (values.fault === undefined) {
      return async ({ print }) => {
        const placed = (await ControlClient.inFolder(folder).call('GET', '/control/faults')) as PlacedFault[];
        for (const each of placed) print(JSON.stringify(each));
      };
    }
    if (target === undefined) throw new RangeError('--target says whose fault it is and must be given');
    const fault = parseFaultWord(values.fault);
    if (!fault) throw new RangeError(`--fault does not know "${values.fault}"`);
    const times = values.times === undefined ? undefined : wholeNumber('times', values.times);
    return async () => {
      await ControlClient.inFolder(folder).call('POST', '/control/faults', { target, fault, path: values.path, times });
    };
  },
};
