import { createLogger, runUntilStopped } from '../src';
import { exampleService } from './example-service';

const silent = createLogger({ service: 'test', level: 'silent' });

describe('when a service stops', () => {
  it('answers probes in the original form until then, and is unready while it stops', async () => {
    const service = await exampleService(undefined, {
      checks: [{ name: 'database', run: () => Promise.resolve({ status: 'Healthy' }) }],
    });
    const address = await service.listen();
    const live = await fetch(`${address}/example/liveness`);
    expect([live.status, live.headers.get('content-type'), await live.text()]).toEqual([200, 'text/plain', 'Healthy']);
    const ready = await fetch(`${address}/readiness`);
    expect(ready.status).toBe(200);
    expect(ready.headers.get('content-type')).toBe('application/json');
    expect(ready.headers.get('cache-control')).toBe('no-store, no-cache');
    expect(ready.headers.get('expires')).toBe('Thu, 01 Jan 1970 00:00:00 GMT');
    expect(await ready.text()).toMatch(
      /^\{"status":"Healthy","totalDuration":"00:00:00[.\d]*","entries":\{"self":\{"data":\{\},"duration":"00:00:00","status":"Healthy","tags":\["liveness","readiness"\]\},"database":\{"data":\{\},"duration":"00:00:00\.\d{7}","status":"Healthy","tags":\["readiness"\]\}\}\}$/,
    );
    service.health.beginStopping();
    expect((await fetch(`${address}/readiness`)).status).toBe(503);
    expect((await fetch(`${address}/liveness`)).status).toBe(200);
    await service.stop();
    await expect(fetch(`${address}/liveness`)).rejects.toThrow();
  });

  const signalled = async (parts: Parameters<typeof runUntilStopped>[0], limitMs?: number) => {
    const ended = runUntilStopped(parts, silent, limitMs);
    process.emit('SIGTERM');
    return ended;
  };

  it('stops its parts in order, and goes on where one fails', async () => {
    const order: string[] = [];
    const part = (name: string, fails = false) => ({
      stop: () => {
        order.push(name);
        return fails ? Promise.reject(new Error(name)) : Promise.resolve();
      },
    });
    expect(await signalled([part('a'), part('b')])).toBe(0);
    expect(await signalled([part('c', true), part('d')])).toBe(1);
    expect(order).toEqual(['a', 'b', 'c', 'd']);
  });

  it('gives up on what does not stop in time', async () => {
    expect(await signalled([{ stop: () => new Promise(() => undefined) }], 20)).toBe(1);
  });

  it('a second signal ends the waiting', async () => {
    const ended = runUntilStopped([{ stop: () => new Promise(() => undefined) }], silent);
    process.emit('SIGTERM');
    await new Promise(setImmediate);
    process.emit('SIGINT');
    expect(await ended).toBe(1);
  });
});
