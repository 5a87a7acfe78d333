import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';

const WAITS_MS = 15_000;

/** A passive data connection: a port of its own on 127.0.0.1 that takes one caller, over TLS. */
export class DataChannel {
  private readonly accepted: Promise<Socket>;
  private socket: Socket | undefined;

  private constructor(
    private readonly server: Server,
    secureContext: SecureContext,
  ) {
    this.accepted = new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('nobody came for the data')), WAITS_MS);
      server.once('connection', (plain) => {
        clearTimeout(timer);
        server.close();
        plain.on('error', () => undefined);
        this.socket = new TLSSocket(plain, { isServer: true, secureContext });
        this.socket.on('error', () => undefined);
        resolve(this.socket);
      });
      server.once('close', () => {
        clearTimeout(timer);
        reject(new Error('closed'));
      });
    });
    // Whoever asks for it later hears of it then.
    this.accepted.catch(() => undefined);
  }

  static async open(secureContext: SecureContext): Promise<DataChannel> {
    const server = createServer();
    const channel = new DataChannel(server, secureContext);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return channel;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** The caller's connection. Throws where nobody came. */
  async caller(): Promise<Socket> {
    return this.accepted;
  }

  /** Everything is sent, and the connection ended. Throws where the caller has gone. */
  async send(parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    const socket = await this.caller();
    for await (const part of parts) await written(socket, part);
    await new Promise<void>((resolve, reject) => {
      socket.once('close', () => reject(new Error('the caller has gone')));
      socket.end(resolve);
    });
  }

  /** Sends and breaks off, without a word of TLS's. */
  async breakOff(part: Uint8Array): Promise<void> {
    await written(await this.caller(), part);
    this.close();
  }

  /**
   * What the caller sends until it ends; undefined where the connection broke, or where more than `most` bytes came, which
   * are read no further.
   */
  async receive(most = Infinity): Promise<Uint8Array | undefined> {
    const socket = await this.caller();
    const parts: Buffer[] = [];
    let length = 0;
    try {
      for await (const part of socket as AsyncIterable<Buffer>) {
        parts.push(part);
        length += part.length;
        if (length > most) return undefined;
      }
    } catch {
      return undefined;
    }
    socket.end();
    return Buffer.concat(parts);
  }

  /** Takes nobody any more; who came is told goodbye. */
  end(): void {
    this.server.close();
    this.socket?.end();
  }

  close(): void {
    this.server.close();
    this.socket?.destroy();
  }
}

function written(socket: Socket, part: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error('the caller has gone'));
    if (socket.destroyed) return gone();
    socket.once('close', gone);
    socket.write(part, (error) => {
      socket.off('close', gone);
      if (error) reject(error);
      else resolve();
    });
  });
}
