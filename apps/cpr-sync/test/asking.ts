import { inTransaction } from '@contact-sync/database';
import { enqueueTasks } from '@contact-sync/messaging';
import type { RunningSimulator } from '@contact-sync/register-simulator';
import { tasksDone, waitFor } from '@contact-sync/testing';
import { AtSimulatedCpr, openSimulatedCpr } from './at-simulated-cpr';
import { DIREKTE } from './simulated-profiles';

interface TaskRow {
  readonly subject: string;
  readonly state: string;
  readonly due_at: Date | null;
  readonly error_code: string | null;
}

type PersonState = NonNullable<ReturnType<RunningSimulator['persons']['find']>>;

/** Persons asked for at the simulator's CPR, by both roads. */
export class Asking extends AtSimulatedCpr {
  private readonly given = new Set<string>();

  static async fresh(env: Readonly<Record<string, string>> = {}): Promise<Asking> {
    return new Asking(await openSimulatedCpr({ name: 'asking', persons: 300, env }));
  }

  /** The doors to the simulator's CPR Direkte and Datafordeler; look-ups take the first. */
  open(): Promise<void> {
    const { graphql: graphqlHost, restCertificate: restHost } = this.simulator.addresses;
    return this.set({ direkteProfile: DIREKTE, authProfile: 'graphql-client-secret', graphqlHost, restHost });
  }

  /** The next person of the simulator's register that is as asked for; each is given once, so that tests do not meet. */
  person(isAsked: (state: PersonState) => boolean = () => true): PersonState {
    for (const number of this.simulator.persons.numbers()) {
      const state = this.simulator.persons.find(number);
      if (state === undefined || this.given.has(number) || !isOrdinary(state) || !isAsked(state)) continue;
      for (const one of this.simulator.persons.numbersOf(number)) this.given.add(one);
      return state;
    }
    throw new Error('the simulator has no such person');
  }

  /** Asks for contacts to be looked up again as contact-desk does. */
  async wantRefresh(...contactIds: readonly string[]): Promise<void> {
    await inTransaction(this.database.pool, (tx) =>
      enqueueTasks(
        tx,
        contactIds.map((contactId) => ({
          type: 'cpr-sync.person.refresh.v1' as const,
          subject: contactId,
          data: { contactId },
        })),
      ),
    );
  }

  /** Waits until the lanes are open again: their probes are due at once. */
  async resumed(): Promise<void> {
    await waitFor(
      async () => {
        await this.rows(
          `with due as (update service_queue.register_lane set next_probe = clock_timestamp())
           select pg_notify('service_queue_due', '')`,
        );
        return (await this.rows('select from service_queue.register_lane')).length === 0;
      },
      { timeout: 20_000, interval: 200, what: 'the lanes to open' },
    );
  }

  /** Waits until no task waits to be done, but those planned for another day. */
  settled(): Promise<void> {
    return tasksDone(this.database.pool);
  }

  /** What the register of contacts shows of one. */
  async contact(contactId: string): Promise<Record<string, unknown>> {
    const [row] = await this.rows<Record<string, unknown>>(
      `select c.name_code, c.name1, c.name2, c.superseded_by::text, c.end_date::text, c.end_source,
              (select a.address1 from contacts.address a where a.contact_id = c.id and a.ordinal = 0) as address1
         from contacts.contact c where c.id = $1`,
      [contactId],
    );
    return row ?? {};
  }

  /** From when and where CPR's newest statement of it is. */
  freshness(contactId: string): Promise<unknown[]> {
    return this.rows(
      `select f.as_of::text, o.road, o.source from contacts.freshness f join contacts.origin o on o.id = f.origin_id
        where f.contact_id = $1 and f.register = 'cpr'`,
      [contactId],
    );
  }

  /** The tasks of a type about a subject, in their order. */
  tasks(type: string, subject: string): Promise<TaskRow[]> {
    return this.rows<TaskRow>(
      `select subject, state, due_at, error_code from service_queue.message
        where kind = 'task' and type = $1 and subject = $2 order by position`,
      [type, subject],
    );
  }
}

/** Lives in Denmark, under the first number, without protection. */
const isOrdinary = ({ status, address, protections, earlierNumbers, validNumber }: PersonState): boolean =>
  status === '01' &&
  address !== null &&
  validNumber === '' &&
  earlierNumbers.length === 0 &&
  protections.every(({ type }) => type !== '0001');
