import { InFlight } from './in-flight';

const door = () => {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
};

it('lets no more run than it may', async () => {
  const inFlight = new InFlight(2);
  const doors = [door(), door(), door()];
  const begun: number[] = [];
  const all = (async () => {
    for (const [at, { opened }] of doors.entries()) {
      await inFlight.add(async () => {
        begun.push(at);
        await opened;
      });
    }
    await inFlight.settled();
  })();
  await new Promise(setImmediate);
  expect(begun).toEqual([0, 1]);
  doors[1]?.open();
  await new Promise(setImmediate);
  expect(begun).toEqual([0, 1, 2]);
  doors[0]?.open();
  doors[2]?.open();
  await all;
});

it('stops at the first failure, after what is under way has ended', async () => {
  const inFlight = new InFlight(2);
  const slow = door();
  let ended = false;
  await inFlight.add(async () => {
    await slow.opened;
    ended = true;
  });
  await inFlight.add(() => Promise.reject(new Error('first')));
  await expect(inFlight.add(() => Promise.resolve())).rejects.toThrow('first');
  slow.open();
  await expect(inFlight.settled()).rejects.toThrow('first');
  expect(ended).toBe(true);
});
