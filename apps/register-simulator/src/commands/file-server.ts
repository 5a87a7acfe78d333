import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ControlClient } from '../control/control-client';
import type { FileServerFault } from '../cpr-files/file-faults';
import type { Command } from './command';
import { oneOf, wholeNumber } from './read-options';

const help = `  register-simulator file-server --folder DIR [--face FACE | --fault FAULT [--command COMMAND] [--times N] | --clear]

Prints how often the CPR office's file server was asked for what; gives it another face, or makes it err.

  --face FACE             zos or unix, for callers that come from now on
  --fault FAULT           slow:MS, hang, away, refuse-login, cut:BYTES, half-file, refuse-rename, no-tls,
                          expired-certificate
  --command COMMAND       of FTP, as RETR; every one that the fault can meet where absent
  --times N               so many times; until cleared where absent
  --clear                 all faults of the file server end`;

interface FileServerAnswer {
  options: { face: string };
  counts: Record<string, number>;
  faults: readonly object[];
}

/** The file server of the CPR office: tells of it, or makes it err. */
export const fileServer: Command = {
  name: 'file-server',
  help,
  read: (args) => {
    const { values } = parseArgs({
      args,
      options: {
        folder: { type: 'string' },
        face: { type: 'string' },
        fault: { type: 'string' },
        command: { type: 'string' },
        times: { type: 'string' },
        clear: { type: 'boolean' },
      },
    });
    if (!values.folder) throw new RangeError('--folder names the folder of the simulator and must be given');
    const folder = resolve(values.folder);
    const call = (method: 'GET' | 'POST' | 'DELETE', path = '', body?: object) =>
      ControlClient.inFolder(folder).call(method, `/control/cpr-files${path}`, body);
    const { face, fault: word, command, times } = values;
    if (values.clear) return async () => void (await call('DELETE', '/faults'));
    if (face !== undefined) {
      const wanted = oneOf('face', ['zos', 'unix'], face);
      return async () => void (await call('POST', '/options', { face: wanted }));
    }
    if (word !== undefined) {
      const rule = {
        fault: parseFileFault(word),
        ...(command !== undefined && { command: command.toUpperCase() }),
        ...(times !== undefined && { times: wholeNumber('times', times) }),
      };
      return async () => void (await call('POST', '/faults', rule));
    }
    return async ({ print }) => {
      const { options, counts, faults } = (await call('GET')) as FileServerAnswer;
      print(`face ${options.face}`);
      for (const [name, count] of Object.entries(counts)) print(`  ${name.padEnd(6)}${count}`);
      for (const each of faults) print(JSON.stringify(each));
    };
  },
};

/** A fault in a word, with a number behind those that take one. */
function parseFileFault(text: string): FileServerFault {
  const [kind = '', amount] = text.split(':');
  switch (kind) {
    case 'slow':
      return { kind, ms: wholeNumber('fault slow', amount ?? '') };
    case 'cut':
      return { kind, after: wholeNumber('fault cut', amount ?? '') };
    case 'hang':
    case 'away':
    case 'refuse-login':
    case 'half-file':
    case 'refuse-rename':
    case 'no-tls':
    case 'expired-certificate':
      if (amount === undefined) return { kind };
      break;
  }
  throw new RangeError(`--fault does not know "${text}"`);
}
