import { findPausedLanes } from '@contact-sync/messaging';
import type { RunningSimulator } from '@contact-sync/register-simulator';
import type { RunRecord, ShownSchedule } from '@contact-sync/service';
import { TestClock, waitFor } from '@contact-sync/testing';
import { AtSimulatedCpr, openSimulatedCpr, type OpenedCpr } from './at-simulated-cpr';

export type PersonState = NonNullable<ReturnType<RunningSimulator['persons']['find']>>;

const TASK = 'cpr-sync.persons.synchronise.v1';

/** Persons synchronised with the simulator's Datafordeler; simulator and service go by one clock. */
export class Synchronising extends AtSimulatedCpr {
  private constructor(
    readonly clock: TestClock,
    opened: OpenedCpr,
  ) {
    super(opened);
  }

  static async fresh(at: string): Promise<Synchronising> {
    const clock = new TestClock(at);
    const opened = await openSimulatedCpr({
      name: 'synchronising',
      persons: 300,
      clock,
      // The clock goes by days, and credentials are not renewed twice in five seconds.
      simulator: { services: { tokenSeconds: 30 * 86_400 } },
      env: { CPR_CALL_LIMIT: '5' },
    });
    const running = new Synchronising(clock, opened);
    const { graphql: graphqlHost, restCertificate: restHost } = running.simulator.addresses;
    await running.set({ graphqlHost, restHost });
    return running;
  }

  /** Every person of the simulator. */
  persons(): PersonState[] {
    return [...this.simulator.persons.numbers()].flatMap((number) => this.simulator.persons.find(number) ?? []);
  }

  /** The run that is due at a time, at its end. */
  runAt(slot: string): Promise<RunRecord> {
    this.clock.set(slot);
    return waitFor(
      async () => {
        const { body } = await this.ask<{ schedules: ShownSchedule[] }>('GET', 'schedules');
        const run = body.schedules.find(({ name }) => name === 'synchronise-persons')?.lastRun;
        if (run?.dueAt === slot && run.state !== 'running') return run;
        throw new Error(`the last run is ${JSON.stringify(run)}`);
      },
      { what: `the run of ${slot}`, timeout: 20_000 },
    );
  }

  /** Waits until every batch has been dealt with. */
  async synchronised(): Promise<void> {
    await waitFor(
      async () => {
        const left = (await this.tasks()).filter(({ state }) => ['open', 'claimed', 'waiting'].includes(state));
        const lanes = (await findPausedLanes(this.database.pool)).map(({ lane, errorCode }) => `${lane}: ${errorCode}`);
        if (left.length > 0) throw new Error(`left are ${JSON.stringify(left)}, paused ${lanes.join()}`);
        return true;
      },
      { what: 'the batches to be read', timeout: 20_000 },
    );
  }

  /** Has a paused lane probed now. */
  async probe(): Promise<void> {
    await this.rows(`update service_queue.register_lane set next_probe = clock_timestamp()`);
  }

  tasks(): Promise<
    { subject: string; state: string; data: { contactIds: string[] }; lane: string | null; code: string | null }[]
  > {
    return this.rows(
      `select subject, state, data, lane, error_code as code from service_queue.message where type = $1 order by position`,
      [TASK],
    );
  }
}
