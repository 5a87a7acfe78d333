import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunRecord, ShownSchedule } from '@contact-sync/service';
import { TestClock, waitFor } from '@contact-sync/testing';
import type { RemoteFileAnswer, RemoteFilesPage } from '../src/transfer/transfer-api';
import { AtSimulatedCpr, openSimulatedCpr, type OpenedCpr } from './at-simulated-cpr';

/** Files fetched from the simulator's CPR office; office, file server and service go by one clock. */
export class Fetching extends AtSimulatedCpr {
  private constructor(
    readonly clock: TestClock,
    opened: OpenedCpr,
  ) {
    super(opened);
  }

  static async fresh(at: string): Promise<Fetching> {
    const clock = new TestClock(at);
    const simulator = { start: at.slice(0, 10) };
    return new Fetching(clock, await openSimulatedCpr({ name: 'fetching', persons: 60, clock, simulator }));
  }

  /** Fetches, and waits for the end of the run. */
  async fetch(names?: readonly string[]): Promise<RunRecord> {
    const { status, body } = await this.ask<{ runId: string }>('POST', 'remote-files/fetch', names ? { names } : {});
    expect(status).toBe(202);
    return this.runEnded(body.runId);
  }

  runEnded(id: string): Promise<RunRecord> {
    return waitFor(
      async () => {
        const { body } = await this.ask<RunRecord>('GET', `runs/${id}`);
        return body.state === 'running' ? undefined : body;
      },
      { what: 'the end of the transfer', timeout: 20_000 },
    );
  }

  /** The run of a night, at its end. */
  nightOf(due: string): Promise<RunRecord> {
    this.clock.set(due);
    return waitFor(
      async () => {
        const { body } = await this.ask<{ schedules: ShownSchedule[] }>('GET', 'schedules');
        const run = body.schedules.find(({ name }) => name === 'import-deliveries')?.lastRun;
        return run?.dueAt === due && run.state !== 'running' ? run : undefined;
      },
      { what: `the night of ${due}`, timeout: 20_000 },
    );
  }

  /** Puts a file into the interim directory, as somebody who has it otherwise. */
  put(name: string, bytes: Buffer): Promise<void> {
    return writeFile(join(this.folder, 'cpr', 'interim', name), bytes);
  }

  /** How *Remote files* shows a file; undefined where it does not. */
  async remote(name: string): Promise<RemoteFileAnswer | undefined> {
    const { status, body } = await this.ask<RemoteFilesPage>('GET', 'remote-files');
    expect(status).toBe(200);
    return body.files.find((file) => file.name === name);
  }

  /** Names in the interim directory that hold a text. */
  async local(text: string): Promise<string[]> {
    const names = await readdir(join(this.folder, 'cpr', 'interim'));
    return names.filter((name) => name.includes(text)).sort();
  }

  bytes(name: string): Promise<Buffer> {
    return readFile(join(this.folder, 'cpr', 'interim', name));
  }

  /** Waits until nothing is imported any more. */
  async imported(): Promise<void> {
    await waitFor(
      async () => {
        const left = await this.rows(`select from cpr.delivery where state in ('waiting', 'importing')`);
        return left.length === 0;
      },
      { what: 'the imports to end', timeout: 20_000 },
    );
  }

  /** How often a command came to the file server. */
  count(command: string): number {
    return this.simulator.cprFileServer.count(command);
  }
}
