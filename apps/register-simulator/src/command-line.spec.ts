import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './command-line';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'simulator-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function ran(...args: string[]): Promise<{ exitCode: number; printed: string[]; complaints: string[] }> {
  const [printed, complaints]: [string[], string[]] = [[], []];
  const terminal = { print: (line: string) => printed.push(line), complain: (line: string) => complaints.push(line) };
  return { exitCode: await run(args, terminal), printed, complaints };
}

describe('register-simulator deliveries', () => {
  it('writes the files and says what is in them', async () => {
    const out = join(folder, 'named');
    const args = ['--seed', 'x', '--persons', '50', '--nights', '2', '--start', '2026-06-12', '--task', '463001'];
    const { exitCode, printed } = await ran('deliveries', ...args, '--out', out);
    expect(exitCode).toBe(0);
    // 12 June 2026 is a Friday.
    expect(readdirSync(out)).toEqual(['d260612.l463002', 'd260615.l463001', 'd260616.l463001']);
    expect(printed[0]).toMatch(/^d260612\.l463002 {2}status {2}\d+ records {2}50 persons {2}\d+ bytes$/);
    expect(printed).toHaveLength(3);
  });

  it('shows its options', async () => {
    for (const args of [['--help'], []]) {
      const { exitCode, printed } = await ran(...args);
      expect([exitCode, printed.join('').includes('--persons')]).toEqual([0, true]);
    }
  });

  it.each([
    [['deliveries'], '--out'],
    [['files', '--out', 'x'], 'the command is'],
    [['deliveries', '--out', 'x', '--persons', 'many'], '--persons'],
    [['deliveries', '--out', 'x', '--layout', 'csv'], '--layout'],
    [['deliveries', '--out', 'x', '--start', '2026-02-30'], 'start'],
    [['deliveries', '--out', 'x', '--task', '12'], 'task'],
    [['deliveries', '--out', 'x', '--fault', 'flood@1'], 'flood'],
    [['deliveries', '--out', 'x', '--changed', '50'], '--changed'],
    [['deliveries', '--out', 'x', '--colour', 'red'], '--colour'],
  ])('refuses %j with the reason', async (args, reason) => {
    const { exitCode, complaints } = await ran(...args);
    expect(exitCode).toBe(2);
    expect(complaints[0]).toContain(reason);
  });

  it('says so when the files cannot be written', async () => {
    const { exitCode, complaints } = await ran('deliveries', '--persons', '5', '--out', '/dev/null/nowhere');
    expect(exitCode).toBe(1);
    expect(complaints[0]).toContain('ENOTDIR');
  });
});

it.each([
  [['--face', 'mac'], '--face'],
  [['--fault', 'flood'], 'flood'],
  [['--fault', 'cut'], 'fault cut'],
  [['--fault', 'hang:5'], 'hang:5'],
])('register-simulator file-server refuses %j with the reason', async (args, reason) => {
  const { exitCode, complaints } = await ran('file-server', '--folder', folder, ...args);
  expect([exitCode, complaints[0]]).toEqual([2, expect.stringContaining(reason)]);
});

describe('register-simulator sor', () => {
  it('writes the files of consecutive days and the archive, the same for the same options', async () => {
    const args = [
      'sor',
      '--units',
      '40',
      '--days',
      '3',
      '--layout',
      'half:900@1',
      '--layout',
      'lf@2',
      '--start',
      '2026-06-12',
    ];
    const outs = [join(folder, 'sor-1'), join(folder, 'sor-2')];
    const [one, other] = [await ran(...args, '--folder', outs[0]!), await ran(...args, '--folder', outs[1]!)];
    expect([one.exitCode, one.complaints, one.printed]).toEqual([0, [], other.printed]);
    const names = [
      'SorEntity_daily_2026-06-12.csv',
      'SorEntity_daily_2026-06-13.csv',
      'SorEntity_daily_2026-06-14.csv',
    ];
    expect(readdirSync(outs[0]!)).toEqual([...names, 'Sor_complete.zip']);
    expect(one.printed[1]).toMatch(/^SorEntity_daily_2026-06-13\.csv {2}\d+ rows {2}900 bytes$/);
    for (const name of names) {
      expect(readFileSync(join(outs[0]!, name)).equals(readFileSync(join(outs[1]!, name)))).toBe(true);
    }
    expect(readFileSync(join(outs[0]!, names[2]!), 'utf8')).not.toContain('\r');
  });

  it.each([
    [['sor'], '--folder'],
    [['sor', '--folder', 'x', '--layout', 'flood'], 'flood'],
    [['sor', '--folder', 'x', '--days', '0'], '--days'],
    [['organisations'], '--folder'],
  ])('refuses %j with the reason', async (args, reason) => {
    const { exitCode, complaints } = await ran(...args);
    expect(exitCode).toBe(2);
    expect(complaints[0]).toContain(reason);
  });
});
