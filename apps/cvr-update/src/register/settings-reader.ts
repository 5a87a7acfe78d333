import type { CvrSettings, cvrSettings } from '@contact-sync/registers-cvr';
import type { Settings } from '@contact-sync/service';
import type { Pool } from 'pg';

/** The one settings record of CVR. cvr-subscription serves and changes it; here it is only read, anew each time. */
export class SettingsReader {
  constructor(
    private readonly settings: Settings<typeof cvrSettings>,
    private readonly pool: Pool,
  ) {}

  read(): Promise<CvrSettings> {
    return this.settings.read(this.pool);
  }
}
