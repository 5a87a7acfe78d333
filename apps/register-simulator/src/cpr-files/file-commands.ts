import { setTimeout as wait } from 'node:timers/promises';
import type { ControlSession } from './control-session';
import type { DataChannel } from './data-channel';
import type { FileServerFault } from './file-faults';
import type { Location } from './face';
import type { StoredFile } from './stored-file';
import { writtenAt } from './unix-face';

/** What a caller who has logged on can ask. */
export interface FileCommands {
  answer(command: string, argument: string, fault: FileServerFault | undefined): Promise<void>;
  /** Gives up the transfer under way; ABOR itself is answered in its turn. */
  abort(): void;
}

type Answer = (argument: string, fault: FileServerFault | undefined) => Promise<void> | void;

const TRANSFERS = new Set(['LIST', 'NLST', 'RETR', 'STOR']);
const PART = 64 * 1024;
/** Parts of a slow transfer, so that it takes a few times the wait and not thousands. */
const SLOW_PARTS = 4;

/** The commands about files. Nothing is ever deleted: DELE is refused. */
export function fileCommands(session: ControlSession): FileCommands {
  const { face, parts } = session;
  const { shelf } = parts;
  let underWay: DataChannel | undefined;

  const say = (text: string) => session.reply(text);
  const noSuch = (argument: string) => say(`550 ${argument} does not exist.`);
  const move = (argument: string) => {
    const changed = face.change(session.place, argument);
    if (!changed) return say('550 The working directory cannot be changed to that.');
    session.place = changed.place;
    return say(changed.said);
  };
  const found = (argument: string): { at: Location; file: StoredFile } | undefined => {
    const at = face.locate(session.place, argument);
    const file = at && shelf.find(at.folder, at.name);
    return at && file && { at, file };
  };

  /** Sends over the data connection between two answers. */
  const transfer = async (before: string, after: string, over: (channel: DataChannel) => Promise<void>) => {
    const channel = session.dataChannel();
    if (!channel) return;
    underWay = channel;
    say(before);
    try {
      await over(channel);
      say(after);
    } catch {
      say('426 Connection closed; transfer aborted.');
    } finally {
      underWay = undefined;
      channel.close();
    }
  };

  const slowly = async function* (bytes: Uint8Array, ms: number) {
    const size = Math.max(1, Math.ceil(bytes.length / SLOW_PARTS));
    for (let at = 0; at < bytes.length; at += size) {
      yield bytes.subarray(at, at + size);
      await wait(ms, undefined, { signal: parts.stopping, ref: false });
    }
  };
  const inParts = function* (bytes: Uint8Array) {
    for (let at = 0; at < bytes.length; at += PART) yield bytes.subarray(at, at + PART);
  };

  const sendOrBreak = async (channel: DataChannel, bytes: Uint8Array, fault: FileServerFault | undefined) => {
    if (fault?.kind === 'cut') {
      await channel.breakOff(bytes.subarray(0, fault.after));
      return session.breakOff();
    }
    return channel.send(fault?.kind === 'slow' ? slowly(bytes, fault.ms) : inParts(bytes));
  };

  const list = async (argument: string, lines: 'lines' | 'names', fault: FileServerFault | undefined) => {
    const wanted = face.list(session.place, argument, { byQualifier: session.byQualifier }, parts.now());
    if ('refusal' in wanted) return say(wanted.refusal);
    const text = wanted[lines].map((line) => `${line}\r\n`).join('');
    const bytes = Buffer.from(text, 'latin1');
    return transfer(face.texts.list, face.texts.listed, (channel) => sendOrBreak(channel, bytes, fault));
  };

  const retrieve: Answer = async (argument, fault) => {
    const restart = session.restartAt;
    session.restartAt = 0;
    const wanted = found(argument);
    if (!wanted) return noSuch(argument);
    const { at, file } = wanted;
    if (file.kind === 'migrated') {
      if (!session.recalls) return say(`550 Data set ${at.called} is migrated and NOAUTORECALL is set.`);
      await wait(parts.recallMs(), undefined, { signal: parts.stopping, ref: false });
    } else if (file.kind !== 'file') {
      return say(`550 ${at.called} is not a sequential data set on direct access storage.`);
    }
    shelf.open(at.folder, at.name);
    const whole = fault?.kind === 'half-file' ? file.bytes.subarray(0, file.bytes.length >> 1) : file.bytes;
    const bytes = whole.subarray(restart);
    return transfer(
      `${face.texts.sending} ${at.called} (${bytes.length} bytes)`,
      '250 Transfer completed successfully.',
      (channel) => sendOrBreak(channel, bytes, fault),
    );
  };

  const store: Answer = async (argument, fault) => {
    const at = face.locate(session.place, argument);
    if (!at || !shelf.takes(at.folder, at.name)) {
      return say(`553 ${argument} cannot be stored: only input files dYYMMDD.iNNNNNN are, in ind.`);
    }
    return transfer(`${face.texts.storing} ${at.called}`, '250 Transfer completed successfully.', async (channel) => {
      const bytes = await channel.receive(fault?.kind === 'cut' ? fault.after : undefined);
      if (fault?.kind === 'cut') return session.breakOff();
      if (bytes === undefined) throw new Error('the caller has gone');
      shelf.store(at.folder, at.name, bytes);
    });
  };

  const renameTo: Answer = (argument, fault) => {
    const from = session.renaming === undefined ? undefined : found(session.renaming);
    session.renaming = undefined;
    if (!from) return say('503 Bad sequence of commands: RNFR first.');
    if (fault?.kind === 'refuse-rename') return say('550 Rename failed: the file is in use.');
    const to = face.locate(session.place, argument);
    if (!to) return say(`501 Invalid data set name "${argument}".  Use MVS Dsname conventions.`);
    if (to.folder !== from.at.folder) return say('553 A file is renamed within its folder.');
    try {
      shelf.rename(to.folder, from.at.name, to.name);
      return say(`250 ${from.at.called} renamed to ${to.called}`);
    } catch (error) {
      if (error instanceof RangeError) return say(`550 Rename failed: ${error.message}.`);
      throw error;
    }
  };

  const site = (argument: string) => {
    const word = argument.trim().toUpperCase();
    if (face.tellsSize) return say('500 Unknown SITE command.');
    if (word === 'DIRECTORYMODE' || word === 'DATASETMODE') session.byQualifier = word === 'DIRECTORYMODE';
    else if (word === 'AUTORECALL' || word === 'NOAUTORECALL') session.recalls = word === 'AUTORECALL';
    else return say(`200-Unrecognized parameter '${word}' on SITE command.\r\n200 SITE command was accepted`);
    return say('200 SITE command was accepted');
  };

  const told = (argument: string, what: (file: StoredFile) => string) => {
    if (!face.tellsSize) return say('501 command aborted -- FTP server not configured for it');
    const wanted = found(argument);
    return wanted ? say(`213 ${what(wanted.file)}`) : noSuch(argument);
  };

  const answers: Readonly<Record<string, Answer>> = {
    PWD: () => say(face.where(session.place)),
    CWD: (argument) => move(argument),
    CDUP: () => move('..'),
    TYPE: (argument) =>
      say(/^[AI]( N)?$/i.test(argument) ? `200 Representation type is ${argument}` : '504 Not that type.'),
    STRU: (argument) => say(/^F$/i.test(argument) ? '200 Data structure is File' : '504 Not that structure.'),
    MODE: (argument) => say(/^S$/i.test(argument) ? '200 Data transfer mode is Stream' : '504 Not that mode.'),
    OPTS: (argument) => say(/^UTF8/i.test(argument) && face.tellsSize ? '200 Always.' : '501 Option not understood.'),
    SITE: (argument) => site(argument),
    LIST: (argument, fault) => list(argument, 'lines', fault),
    NLST: (argument, fault) => list(argument, 'names', fault),
    SIZE: (argument) => told(argument, (file) => String(file.bytes.length)),
    MDTM: (argument) => told(argument, (file) => writtenAt(file).toISOString().replace(/\D/g, '').slice(0, 14)),
    REST: (argument) => {
      if (!/^\d{1,15}$/.test(argument)) return say('501 REST takes a number.');
      session.restartAt = Number(argument);
      return say(`350 Restart position accepted (${argument}).`);
    },
    RETR: retrieve,
    STOR: store,
    RNFR: (argument) => {
      session.renaming = found(argument) ? argument : undefined;
      if (session.renaming === undefined) return noSuch(argument);
      return say('350 RNFR accepted. Please supply new name for RNTO.');
    },
    RNTO: renameTo,
    DELE: () => say('550 Nothing is deleted here.'),
    ABOR: () => say('226 Abort successful.'),
  };

  return {
    answer: async (command, argument, fault) => {
      const known = Object.hasOwn(answers, command) ? answers[command] : undefined;
      if (known) await known(argument, fault);
      else say('500 unknown command');
      if (TRANSFERS.has(command)) session.dropDataChannel();
    },
    abort: () => underWay?.close(),
  };
}
