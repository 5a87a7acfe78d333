import { follow } from './follow';
import type { Server } from './server';

interface Report {
  readonly done: number;
}

const asked: string[] = [];

/** A server whose job has gone on with every look. */
const server = (reports: readonly Report[]): Server => {
  const left = [...reports];
  return { get: (path: string) => Promise.resolve((asked.push(path), left.shift())) } as unknown as Server;
};

const job = {
  path: '/a/1',
  isUnderWay: ({ done }: Report) => done < 2,
  progressText: ({ done }: Report) => `${done} of 2`,
};

async function followed(isTTY: boolean): Promise<{ report: Report; written: string; pauses: number[] }> {
  const pauses: number[] = [];
  let written = '';
  const errors = { isTTY, write: (text: string) => void (written += text) };
  const pause = (ms: number): Promise<void> => Promise.resolve(void pauses.push(ms));
  const report = await follow(server([{ done: 0 }, { done: 1 }, { done: 2 }]), job, { errors, pause });
  return { report, written, pauses };
}

it('looks until the end, and shows a terminal how far it is on one line, which is empty then', async () => {
  const clear = '\r\u001b[2K';
  expect(await followed(true)).toEqual({
    report: { done: 2 },
    written: `${clear}0 of 2${clear}1 of 2${clear}`,
    pauses: [300, 300],
  });
  expect(asked).toEqual(['/a/1', '/a/1', '/a/1']);
});

it('writes nothing where nobody looks', async () => {
  expect(await followed(false)).toMatchObject({ report: { done: 2 }, written: '' });
});
