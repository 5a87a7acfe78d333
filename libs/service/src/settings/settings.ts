import { identifier, inTransaction, type Tx } from '@contact-sync/database';
import type { Pool } from 'pg';
import { type FieldFault, Problem } from '../problems/problem';
import type { Logger } from '../logging/logger';
import type { SettingDefinitions, ValuesOf } from './setting';

/** One change of one setting. `oldValue` is the default where none was stored. */
export interface SettingChange {
  readonly name: string;
  readonly oldValue: unknown;
  readonly newValue: unknown;
  readonly changedAt: string;
  readonly changedBy: string;
}

export interface SettingsOptions<D extends SettingDefinitions> {
  readonly pool: Pool;
  /** The service's own schema, in which `settingsMigration` made the tables. */
  readonly schema: string;
  readonly definitions: D;
  readonly now: () => Date;
  readonly logger: Logger;
  /** Defaults of this installation, where they are not those of the definitions. */
  readonly defaults?: Partial<ValuesOf<D>>;
  /**
   * Runs in the transaction of a change, after the values were found good: enqueue an event about it, or throw a
   * `Problem` to refuse it (rules that concern several settings, or the state of the service).
   */
  readonly onChange?: (tx: Tx, changes: readonly SettingChange[], next: ValuesOf<D>) => Promise<void>;
  /** Milliseconds after which a change made on another replica is seen here. */
  readonly refreshMs?: number;
}

const REFRESH_MS = 5_000;

/** The typed settings of one service. */
export class Settings<D extends SettingDefinitions> {
  private readonly owner: string;
  private values: ValuesOf<D>;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: SettingsOptions<D>) {
    this.owner = identifier(options.schema);
    this.values = this.withDefaults({});
  }

  /** Reads the settings, and keeps reading them until `stop`. Call it before `current`. */
  async start(): Promise<void> {
    this.values = await this.read(this.options.pool);
    this.timer = setInterval(() => void this.refresh(), this.options.refreshMs ?? REFRESH_MS).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** The values as last read: at most a few seconds behind another replica, never behind this one. */
  current(): ValuesOf<D> {
    return this.values;
  }

  /** The values as they stand in the database now. A stored value that the code no longer takes counts as absent. */
  async read(db: Pool | Tx): Promise<ValuesOf<D>> {
    const { rows } = await db.query<{ name: string; value: unknown }>(`select name, value from ${this.owner}.setting`);
    return this.withDefaults(Object.fromEntries(rows.map(({ name, value }) => [name, value])));
  }

  /**
   * Changes settings together, or none: throws a `Problem` (400) naming every one that does not fit. What is already so
   * is no change and leaves no trace. Two callers at once come one after the other.
   */
  async change(wanted: Readonly<Record<string, unknown>>, changedBy: string): Promise<ValuesOf<D>> {
    const next = await inTransaction(this.options.pool, (tx) => this.changeIn(tx, wanted, changedBy));
    this.values = next;
    return next;
  }

  /** As `change`, in a transaction of the caller's; `current` shows it with its next reading. */
  async changeIn(tx: Tx, wanted: Readonly<Record<string, unknown>>, changedBy: string): Promise<ValuesOf<D>> {
    this.refuseUnfit(wanted);
    await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`${this.options.schema}.setting`]);
    const before = await this.read(tx);
    const changedAt = this.options.now();
    const changes = Object.entries(wanted)
      .filter(([name, value]) => JSON.stringify(before[name]) !== JSON.stringify(value))
      .map(([name, newValue]) => ({
        name,
        oldValue: before[name],
        newValue,
        changedAt: changedAt.toISOString(),
        changedBy,
      }));
    if (changes.length === 0) return before;
    await this.write(tx, changes);
    const after = await this.read(tx);
    await this.options.onChange?.(tx, changes, after);
    return after;
  }

  /** The newest changes first. */
  async changes(limit: number): Promise<SettingChange[]> {
    const { rows } = await this.options.pool.query<{
      name: string;
      old_value: unknown;
      new_value: unknown;
      changed_at: Date;
      changed_by: string;
    }>(
      `select name, old_value, new_value, changed_at, changed_by from ${this.owner}.setting_change order by id desc limit $1`,
      [limit],
    );
    return rows.map((row) => ({
      name: row.name,
      oldValue: row.old_value,
      newValue: row.new_value,
      changedAt: row.changed_at.toISOString(),
      changedBy: row.changed_by,
    }));
  }

  private async refresh(): Promise<void> {
    try {
      this.values = await this.read(this.options.pool);
    } catch (error) {
      // The last known values hold; readiness tells of the database.
      this.options.logger.debug({ error }, 'settings not read');
    }
  }

  private async write(tx: Tx, changes: readonly SettingChange[]): Promise<void> {
    const columns = [
      changes.map(({ name }) => name),
      changes.map(({ oldValue }) => JSON.stringify(oldValue)),
      changes.map(({ newValue }) => JSON.stringify(newValue)),
      changes[0]?.changedAt,
      changes[0]?.changedBy,
    ];
    await tx.query(
      `with change as (
         insert into ${this.owner}.setting_change (name, old_value, new_value, changed_at, changed_by)
         select c.name, c.old_value, c.new_value, $4, $5
           from unnest($1::text[], $2::jsonb[], $3::jsonb[]) as c(name, old_value, new_value)
         returning *)
       insert into ${this.owner}.setting (name, value, changed_at, changed_by)
       select name, new_value, changed_at, changed_by from change
       on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
      columns,
    );
  }

  private withDefaults(stored: Readonly<Record<string, unknown>>): ValuesOf<D> {
    const values = Object.entries(this.options.definitions).map(([name, setting]) => {
      const value = stored[name];
      const isUsable = value !== undefined && setting.refuses(value) === undefined;
      return [name, isUsable ? value : this.defaultOf(name)] as const;
    });
    // Each value was checked by the definition that gives its type.
    return Object.fromEntries(values) as ValuesOf<D>;
  }

  /** What a setting is that nobody has set here. */
  defaultOf(name: keyof D & string): unknown {
    return this.options.defaults?.[name] ?? this.options.definitions[name]?.default;
  }

  private refuseUnfit(wanted: Readonly<Record<string, unknown>>): void {
    const errors: FieldFault[] = Object.entries(wanted).flatMap(([name, value]) => {
      const setting = Object.hasOwn(this.options.definitions, name) ? this.options.definitions[name] : undefined;
      const message = setting === undefined ? 'is no setting of this service' : setting.refuses(value);
      return message === undefined ? [] : [{ field: setting === undefined ? '(unknown)' : name, message }];
    });
    if (errors.length > 0) throw new Problem(400, 'The settings were not changed', { code: 'invalid-request', errors });
  }
}
