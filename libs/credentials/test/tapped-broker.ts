import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** The way to the broker over a tap that remembers everything that passes, and can be cut. */
export interface TappedBroker {
  readonly url: string;
  /** All that went through in both directions. */
  heard(): string;
  cut(): void;
  stop(): Promise<void>;
}

export async function tappedBroker(amqpUrl: string): Promise<TappedBroker> {
  const target = new URL(amqpUrl);
  const heard: Buffer[] = [];
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(target.port || 5672), target.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('data', (part: Buffer) => {
        heard.push(part);
        other.write(part);
      });
      one.on('error', () => undefined);
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(amqpUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  const cut = (): void => open.forEach((socket) => socket.destroy());
  return {
    url: url.toString(),
    heard: () => Buffer.concat(heard).toString('latin1'),
    cut,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}
