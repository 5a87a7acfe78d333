import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One address for several services, as an installation has it: the first step of a path names the service. */
export interface Front {
  readonly url: string;
  stop(): Promise<void>;
}

export async function openFront(services: Readonly<Record<string, string>>): Promise<Front> {
  const server = createServer((incoming, outgoing) => {
    const service = services[incoming.url?.split('/')[1] ?? ''];
    if (service === undefined) return void outgoing.writeHead(404).end();
    const passed = request(new URL(incoming.url ?? '', service), {
      method: incoming.method,
      headers: { ...incoming.headers, host: new URL(service).host },
    });
    passed.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
