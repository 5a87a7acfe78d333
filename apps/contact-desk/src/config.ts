import { AccessConfig, DatabaseConfig, FromEnv, HttpConfig, LogConfig, Part } from '@contact-sync/service';
import { IsIn, IsInt, IsString, Matches, Max, Min, ValidateIf } from 'class-validator';

export const TRANSPORTS = ['rabbitmq', 'in-process'] as const;

/** Everything contact-desk reads from its environment. */
export class ContactDeskConfig {
  @Part(DatabaseConfig) database!: DatabaseConfig;
  @Part(HttpConfig) http!: HttpConfig;
  @Part(AccessConfig) access!: AccessConfig;
  @Part(LogConfig) log!: LogConfig;

  /** How messages travel: over a broker, or from table to handler inside one process. */
  @FromEnv('TRANSPORT')
  @IsIn(TRANSPORTS)
  transport!: (typeof TRANSPORTS)[number];

  /** rabbitmq: the broker. */
  @FromEnv('AMQP_URL', { secret: true })
  @ValidateIf((config: ContactDeskConfig) => config.transport === 'rabbitmq')
  @Matches(/^amqps?:\/\//, { message: 'amqpUrl must be an amqp:// or amqps:// address' })
  amqpUrl?: string;

  /** Days for which finished messages are kept, events for replay among them. */
  @FromEnv('QUEUE_RETENTION_DAYS')
  @IsInt()
  @Min(1)
  @Max(3650)
  retentionDays: number = 30;

  /** Key that seals the cursors of lists: 32 bytes as base64, the same for every replica. Else one is kept in the data folder. */
  @FromEnv('CURSOR_KEY', { secret: true })
  @ValidateIf((config: ContactDeskConfig) => config.access.dataFolder === undefined || config.cursorKey !== undefined)
  @Matches(/^[A-Za-z0-9+/]{43}=$/, {
    message: 'cursorKey must be 32 bytes as base64; it is needed where there is no CONTACT_SYNC_DATA',
  })
  cursorKey?: string;

  /** The exchange and the beginning of the queue names, for several installations on one broker. */
  @FromEnv('AMQP_EXCHANGE')
  @IsString()
  exchange: string = 'contact-sync';
}
