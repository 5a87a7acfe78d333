import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { RunningSimulator } from '../src';

/** What came until the connection ended, in how many packets. */
export interface Heard {
  text: string;
  packets: number;
}

/** Opens a connection, trusting the simulator's authority and nobody else. */
export function direkteSocket({ ca, addresses }: RunningSimulator, road: 'direkte' | 'direkteProxy'): Socket {
  const [host = '', port = ''] = addresses[road].split(':');
  return road === 'direkte'
    ? connectTls({ host, port: Number(port), ca, servername: host })
    : connectPlain({ host, port: Number(port) });
}

/** Sends these characters, and that they are the last ones where that is wished; reads until the connection ends. */
export function hear(socket: Socket, sent: string, last = false): Promise<Heard> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    socket.on('data', (part: Buffer) => parts.push(part));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve({ text: Buffer.concat(parts).toString('latin1'), packets: parts.length }));
    socket.write(Buffer.from(sent, 'latin1'));
    if (last) socket.end();
  });
}

/** The fields of an answer by their places (cpr-direkte.md 3.2 and 4.2). */
export function takenApart(text: string) {
  return {
    customer: text.slice(0, 4),
    abonType: text.slice(4, 5),
    dataType: text.slice(5, 6),
    token: text.slice(6, 14),
    userId: text.slice(14, 22),
    error: text.slice(22, 24),
    length: text.slice(24, 28),
    data: text.slice(28),
  };
}
