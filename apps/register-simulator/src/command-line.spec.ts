import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
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
