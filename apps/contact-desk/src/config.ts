import { FromEnv, ServiceConfig } from '@contact-sync/service';
import { IsInt, Matches, Max, Min, ValidateIf } from 'class-validator';

/** Everything contact-desk reads from its environment. */
export class ContactDeskConfig extends ServiceConfig {
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
}
