import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ControlClient } from '../control/control-client';
import { parseDirekteFault } from '../cpr-direkte/direkte-fault';
import type { Command } from './command';
import { oneOf, wholeNumber } from './read-options';

const FILE_FAULTS = ['late', 'missing', 'twice', 'cut', 'wrong-count'] as const;
const ACCOUNT_ACTIONS = ['expire', 'unlock', 'withdraw-tokens'] as const;

const help = `  register-simulator cpr --folder DIR [--direkte-fault FAULT [--on KIND] [--times N] | --file-fault FAULT [--day DAY] | …]

Prints what the CPR office of a simulator that runs has on its server, and how CPR Direkte was asked; or spoils them.

  --direkte-fault FAULT   error:CODE, slow:MS, hang, split:BYTES, cut:BYTES, reset:BYTES, longer:BYTES
  --on KIND               of logon or look-up alone
  --times N               so many requests; until cleared where absent
  --file-fault FAULT      ${FILE_FAULTS.join(', ')}: of the change extract of the next run
  --day YYYY-MM-DD        of the run of that day
  --release               files that are missing are shown
  --account ACTION        ${ACCOUNT_ACTIONS.join(', ')}
  --clear                 all these faults end`;

interface OfficeAnswer {
  subscriptions: number;
  files: readonly { name: string; bytes: number; producedOn: string; migrated: boolean }[];
}

interface DirekteAnswer {
  account: { userId: string; wrongPasswords: number; locked: boolean; expired: boolean };
  counts: Record<string, number>;
}

/** Tells of the CPR office, or makes it err. */
export const cpr: Command = {
  name: 'cpr',
  help,
  read: (args) => {
    const { values } = parseArgs({
      args,
      options: {
        folder: { type: 'string' },
        'direkte-fault': { type: 'string' },
        on: { type: 'string' },
        times: { type: 'string' },
        'file-fault': { type: 'string' },
        day: { type: 'string' },
        release: { type: 'boolean' },
        account: { type: 'string' },
        clear: { type: 'boolean' },
      },
    });
    if (!values.folder) throw new RangeError('--folder names the folder of the simulator and must be given');
    const folder = resolve(values.folder);
    const call = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) =>
      ControlClient.inFolder(folder).call(method, `/control/${path}`, body);
    const { 'direkte-fault': word, 'file-fault': fileFault, account, on, day, times } = values;
    if (values.clear) {
      return async () => {
        await call('DELETE', 'cpr-direkte/faults');
        await call('DELETE', 'cpr-office/faults');
      };
    }
    if (word !== undefined) {
      const fault = parseDirekteFault(word);
      if (!fault) throw new RangeError(`--direkte-fault does not know "${word}"`);
      const rule = { fault, on, ...(times !== undefined && { times: wholeNumber('times', times) }) };
      return async () => void (await call('POST', 'cpr-direkte/faults', rule));
    }
    if (fileFault !== undefined) {
      const kind = oneOf('file-fault', FILE_FAULTS, fileFault);
      return async () => void (await call('POST', 'cpr-office/faults', { kind, day }));
    }
    if (account !== undefined) {
      const action = oneOf('account', ACCOUNT_ACTIONS, account);
      return async () => void (await call('POST', 'cpr-direkte/account', { action }));
    }
    if (values.release) return async () => void (await call('POST', 'cpr-office/release'));
    return async ({ print }) => {
      const office = (await call('GET', 'cpr-office')) as OfficeAnswer;
      const direkte = (await call('GET', 'cpr-direkte')) as DirekteAnswer;
      print(`${office.subscriptions} subscriptions`);
      for (const { name, bytes, producedOn, migrated } of office.files) {
        print(`${name}  ${producedOn}  ${bytes} bytes${migrated ? ', migrated' : ''}`);
      }
      const { userId, wrongPasswords, locked, expired } = direkte.account;
      const state = locked ? ', locked' : expired ? ', password expired' : '';
      print(`CPR Direkte: user ${userId}, ${wrongPasswords} wrong passwords in a row${state}`);
      for (const [kind, count] of Object.entries(direkte.counts)) print(`  ${kind.padEnd(14)}${count}`);
    };
  },
};
