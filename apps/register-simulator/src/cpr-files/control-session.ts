import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { type SecureContext, TLSSocket } from 'node:tls';
import { DataChannel } from './data-channel';
import type { Face } from './face';
import type { FileServerFault, FileServerFaults } from './file-faults';
import { type FileCommands, fileCommands } from './file-commands';
import type { CprFileShelf } from './file-shelf';

/** A command that came. Of PASS nothing but that it came. */
export interface LoggedCommand {
  readonly command: string;
  readonly argument: string;
  /** First line of the answer; absent while there is none. */
  answer?: string;
}

/** What every session stands on. */
export interface SessionParts {
  readonly face: () => Face;
  readonly shelf: CprFileShelf;
  readonly faults: FileServerFaults;
  readonly secureContext: SecureContext;
  readonly now: () => Date;
  /** Whether these let somebody in. */
  readonly admits: (user: string, password: string) => boolean;
  readonly log: (entry: LoggedCommand) => void;
  /** How long a migrated data set takes to come back, milliseconds. */
  readonly recallMs: () => number;
  readonly stopping: AbortSignal;
}

const IDLE_MS = 300_000;
const MOST_LINE = 4096;

/** One caller's control connection, from its greeting to its end. */
export class ControlSession {
  readonly face: Face;
  place: string;
  byQualifier = false;
  recalls = true;
  restartAt = 0;
  renaming: string | undefined;
  private socket: Socket;
  private secure: boolean;
  private user = '';
  private loggedOn = false;
  private protects = false;
  private channel: DataChannel | undefined;
  private unread = '';
  private turn: Promise<void> = Promise.resolve();
  private current: LoggedCommand | undefined;
  private readonly commands: FileCommands;

  constructor(
    readonly parts: SessionParts,
    socket: Socket,
    secure: boolean,
  ) {
    this.face = parts.face();
    this.place = this.face.home;
    this.socket = socket;
    this.secure = secure;
    this.commands = fileCommands(this);
    this.listen(socket);
    const system = this.face.tellsSize ? 'CPR file server' : 'FTPD1 IBM FTP CS at CPR';
    this.reply(`220 ${system} ready.`);
  }

  /** Says something; several lines as they are. */
  reply(text: string): void {
    if (this.current) this.current.answer ??= text.split('\r\n')[0] ?? '';
    if (this.socket.writable) this.socket.write(`${text}\r\n`);
  }

  /** The caller's data connection. Answers for itself where there can be none. */
  dataChannel(): DataChannel | undefined {
    if (!this.protects) {
      this.reply('521 Data connection cannot be opened with this PROT setting: PROT P is required.');
      return undefined;
    }
    const channel = this.channel;
    this.channel = undefined;
    if (!channel) this.reply('503 Bad sequence of commands: PASV or EPSV first.');
    return channel;
  }

  /** A data connection that a refused transfer has no use for is ended, not broken. */
  dropDataChannel(): void {
    this.channel?.end();
    this.channel = undefined;
  }

  /** Both connections break. */
  breakOff(): void {
    this.close();
  }

  close(): void {
    this.channel?.close();
    this.socket.destroy();
  }

  private listen(socket: Socket): void {
    socket.setTimeout(IDLE_MS, () => this.leave('421 Nothing was asked for five minutes.'));
    socket.on('data', (bytes: Buffer) => this.take(bytes));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.channel?.close());
  }

  private leave(text: string): void {
    this.reply(text);
    this.socket.end();
  }

  /** Lines, one after the other: the next command waits until the one before is answered. */
  private take(bytes: Buffer): void {
    this.unread += bytes.toString('latin1').replace(/[\xf2\xf4\xff]/g, '');
    if (this.unread.length > MOST_LINE) return this.leave('500 The line is too long.');
    const lines = this.unread.split(/\r?\n/);
    this.unread = lines.pop() ?? '';
    for (const line of lines) {
      // What is under way is given up at once.
      if (/^ABOR$/i.test(line)) this.commands.abort();
      this.turn = this.turn.then(() => this.answer(line)).catch(() => this.close());
    }
  }

  private async answer(line: string): Promise<void> {
    const [, word = '', argument = ''] = /^\s*(\S*) ?(.*)$/s.exec(line) ?? [];
    const command = word.toUpperCase();
    if (command === '' || this.socket.destroyed) return;
    const entry: LoggedCommand = { command, argument: command === 'PASS' ? '***' : argument };
    this.current = entry;
    this.parts.log(entry);
    const fault = this.parts.faults.take(command);
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'away') return this.leave('421 Service not available, closing control connection.');
    if (fault?.kind === 'slow') await wait(fault.ms, undefined, { signal: this.parts.stopping, ref: false });
    if (await this.sessionCommand(command, argument, fault)) return;
    if (!this.loggedOn) return this.reply('530 Please log on with USER and PASS.');
    await this.commands.answer(command, argument, fault);
  }

  /** What can be asked before logging on. Answers whether it was one of these. */
  private async sessionCommand(
    command: string,
    argument: string,
    fault: FileServerFault | undefined,
  ): Promise<boolean> {
    switch (command) {
      case 'AUTH':
        this.auth(argument, fault);
        return true;
      case 'USER':
        this.loggedOn = false;
        this.user = argument;
        this.reply(
          this.secure ? '331 Send password please.' : '530 The control connection must be secured: AUTH TLS first.',
        );
        return true;
      case 'PASS':
        this.pass(argument, fault);
        return true;
      case 'PBSZ':
        this.reply(this.secure ? '200 PBSZ=0' : '503 The control connection is not secured.');
        return true;
      case 'PROT':
        this.prot(argument.toUpperCase());
        return true;
      case 'PASV':
      case 'EPSV':
        if (!this.loggedOn) return false;
        await this.passive(command, argument);
        return true;
      case 'FEAT':
        this.reply(
          ['211-Extensions supported', ...this.face.features.map((each) => ` ${each}`), '211 End'].join('\r\n'),
        );
        return true;
      case 'SYST':
        this.reply(this.face.system);
        return true;
      case 'NOOP':
        this.reply('200 OK');
        return true;
      case 'QUIT':
        this.leave('221 Quit command received. Goodbye.');
        return true;
      default:
        return false;
    }
  }

  private auth(argument: string, fault: FileServerFault | undefined): void {
    if (this.secure) return this.reply('503 The control connection is secured already.');
    if (fault?.kind === 'no-tls') return this.reply('502 AUTH is not supported.');
    if (!/^(TLS|TLS-C|SSL)$/i.test(argument)) return this.reply('504 That mechanism is not supported.');
    const plain = this.socket;
    this.reply('234 Security environment established - ready for negotiation.');
    plain.removeAllListeners('data');
    plain.removeAllListeners('timeout');
    plain.setTimeout(0);
    this.unread = '';
    this.socket = new TLSSocket(plain, { isServer: true, secureContext: this.parts.secureContext });
    this.secure = true;
    this.listen(this.socket);
  }

  private pass(password: string, fault: FileServerFault | undefined): void {
    if (!this.secure) return this.reply('530 The control connection must be secured: AUTH TLS first.');
    this.loggedOn = fault?.kind !== 'refuse-login' && this.parts.admits(this.user, password);
    this.reply(this.loggedOn ? this.face.loggedOn(this.user) : '530 PASS command failed.');
  }

  private prot(level: string): void {
    if (!this.secure) return this.reply('503 The control connection is not secured.');
    if (level !== 'P') return this.reply('534 Data connections must be private: PROT P.');
    this.protects = true;
    this.reply('200 Data connection protection set to private.');
  }

  private async passive(command: 'PASV' | 'EPSV', argument: string): Promise<void> {
    if (/^ALL$/i.test(argument)) return this.reply('200 EPSV ALL.');
    this.channel?.close();
    this.channel = await DataChannel.open(this.parts.secureContext);
    const { port } = this.channel;
    this.reply(
      command === 'EPSV'
        ? `229 Entering Extended Passive Mode (|||${port}|)`
        : `227 Entering Passive Mode (127,0,0,1,${port >> 8},${port & 255})`,
    );
  }
}
