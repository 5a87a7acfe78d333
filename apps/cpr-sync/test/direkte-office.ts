import { createServer as createPlainServer, type Server, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { listening, type TestServer } from '@contact-sync/testing';

/** A person that the office knows: day 61 to 91, so nobody's. */
export const KNOWN = '6707614285';
export const CUSTOMER = '0132';
export const USER = 'WUADIR34';
export const PASSWORD = 'Abcd1234';

/** What comes in place of the usual answer: other bytes, nothing for ever, or the end of the connection. */
export type Instead = Uint8Array | 'silence' | 'end';

/** One answer: a header and data (cpr-direkte.md 3.2, 4.2). Positions are counted by hand, not by the client's code. */
export function answer({
  code = '00',
  token = '        ',
  types = '06',
  data = '',
  user = USER,
}: {
  readonly code?: string;
  readonly token?: string;
  readonly types?: string;
  readonly data?: string;
  readonly user?: string;
}): Buffer {
  const length = String(28 + data.length).padStart(4, '0');
  return Buffer.from(`${CUSTOMER}${types}${token}${user.padEnd(8)}${code}${length}${data}`, 'latin1');
}

/** Records from 000 to 999, 162 characters. */
export const personData = (pnr: string): string =>
  `${'000'.padEnd(35)}${`001${pnr}`.padEnd(106, 'æ')}${'999'.padEnd(21)}`;

/** CPR Direkte at the level of bytes, for one user: one request for each connection, which the server closes. */
export class DirekteOffice {
  password = PASSWORD;
  /** 02: a logon without a new password is refused. */
  expired = false;
  /** So many new passwords are refused as breaking the rules. */
  unruly = 0;
  /** Logons with a wrong password: after a few CPR locks the user out. */
  wrong = 0;
  /** Puts something else in place of an answer; `undefined`: as usual. */
  instead: (request: string) => Instead | undefined = () => undefined;
  /** Sends each byte by itself. */
  inBytes = false;
  /** Never ends a connection. */
  lingers = false;
  /** What waits for it is not answered before it is fulfilled. */
  gate: Promise<void> = Promise.resolve();

  /** The passwords that came, and the new ones with them. */
  readonly logons: { readonly password: string; readonly newPassword: string }[] = [];
  /** The look-ups that came. */
  readonly lookUps: string[] = [];
  readonly tokens = new Set<string>();
  private now = { logons: 0, lookUps: 0 };
  /** How many were under way at the same time. */
  most = { logons: 0, lookUps: 0 };

  private constructor(private server: TestServer | undefined) {}

  /** Over TLS with these options; plain TCP, as a local proxy takes it, without. */
  static async open(tls?: TlsOptions): Promise<DirekteOffice> {
    const office = new DirekteOffice(undefined);
    const take = (socket: Socket): void => office.take(socket);
    const server: Server = tls === undefined ? createPlainServer(take) : createTlsServer(tls, take);
    office.server = await listening(server);
    return office;
  }

  get port(): number {
    return this.server?.port ?? 0;
  }

  get connections(): number {
    return this.server?.connections() ?? 0;
  }

  /** How many requests are under way. */
  get waiting(): number {
    return this.now.logons + this.now.lookUps;
  }

  /** As it was opened, but for its port. */
  reset(): void {
    Object.assign(this, {
      password: PASSWORD,
      expired: false,
      unruly: 0,
      wrong: 0,
      inBytes: false,
      lingers: false,
      gate: Promise.resolve(),
    });
    Object.assign(this, { instead: () => undefined, most: { logons: 0, lookUps: 0 } });
    this.logons.length = 0;
    this.lookUps.length = 0;
    this.tokens.clear();
  }

  async close(): Promise<void> {
    await this.server?.stop();
  }

  private take(socket: Socket): void {
    let request = '';
    socket.on('error', () => undefined);
    socket.on('data', (part: Buffer) => {
      const before = request.length;
      request += part.toString('latin1');
      // A logon has 35 bytes, any other request 39 (cpr-direkte.md 3.1, 4.1).
      const whole = request[9] === '9' ? 35 : 39;
      if (before < whole && request.length >= whole) void this.answerTo(request, socket);
    });
  }

  private async answerTo(request: string, socket: Socket): Promise<void> {
    const kind = request[9] === '9' ? 'logons' : 'lookUps';
    this.now[kind] += 1;
    this.most[kind] = Math.max(this.most[kind], this.now[kind]);
    if (kind === 'logons') this.logons.push({ password: request.slice(19, 27), newPassword: request.slice(27, 35) });
    else this.lookUps.push(request);
    try {
      await this.gate;
      const given = this.instead(request);
      if (given === 'silence') return;
      const bytes = given ?? (kind === 'logons' ? this.logon(request) : this.lookUp(request));
      if (bytes === 'end') return void socket.destroy();
      if (this.lingers) return void socket.write(bytes);
      if (!this.inBytes) return void socket.end(bytes);
      socket.setNoDelay(true);
      for (const byte of bytes) {
        socket.write(Buffer.of(byte));
        await nextTurn();
      }
      socket.end();
    } finally {
      this.now[kind] -= 1;
    }
  }

  private logon(request: string): Buffer {
    const password = request.slice(19, 27).trimEnd();
    const newPassword = request.slice(27, 35).trimEnd();
    const said = (code: string): Buffer => answer({ code, types: '90' });
    if (password !== this.password) {
      this.wrong += 1;
      return said('01');
    }
    if (newPassword === '') {
      if (this.expired) return said('02');
    } else if (this.unruly > 0) {
      this.unruly -= 1;
      return said('03');
    } else {
      this.password = newPassword;
      this.expired = false;
    }
    const token = `Tok${String(this.logons.length).padStart(5, '0')}`;
    this.tokens.add(token);
    return answer({ types: '90', token });
  }

  private lookUp(request: string): Buffer {
    const token = request.slice(11, 19);
    const types = request.slice(9, 11);
    const said = (code: string, data = ''): Buffer => answer({ code, types, token, data });
    // A local proxy has logged on by itself.
    if (token.trim() !== '' && !this.tokens.has(token)) return said('07');
    if (request.slice(29) !== KNOWN) return said('05');
    return said('00', types[1] === '6' ? personData(KNOWN) : '');
  }
}
