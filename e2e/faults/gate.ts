import { Client } from 'pg';

const LOCK = 1;

/**
 * Keeps an import in its midst, however fast it is: when some persons are stored, and a thousand more that are being
 * stored at that moment, no others are while the gate is closed. It opens by itself when the server is killed.
 */
export class Gate {
  private session: Client | undefined;

  private constructor(private readonly url: string) {}

  static async closed(url: string): Promise<Gate> {
    const gate = new Gate(url);
    const session = await gate.close();
    await session.query(`
      create function public.wait_at_gate() returns trigger language plpgsql as $$
        begin
          if exists (select from cpr.imported_person) then perform pg_advisory_xact_lock_shared(${LOCK}); end if;
          return null;
        end $$;
      create trigger wait_at_gate before insert on cpr.imported_person
        for each statement execute function public.wait_at_gate();`);
    return gate;
  }

  async close(): Promise<Client> {
    const session = new Client({ connectionString: this.url, application_name: 'gate' });
    session.on('error', () => undefined);
    await session.connect();
    await session.query('select pg_advisory_lock($1)', [LOCK]);
    return (this.session = session);
  }

  async open(): Promise<void> {
    await this.session?.end().catch(() => undefined);
    this.session = undefined;
  }
}
