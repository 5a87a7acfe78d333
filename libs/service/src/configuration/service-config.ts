import { TracingConfig } from '../tracing/tracing-config';
import { Part } from './from-env';
import { AccessConfig, BrokerConfig, DatabaseConfig, HttpConfig, LogConfig } from './parts';

/** What every service reads from its environment. A service extends it by what it reads besides. */
export class ServiceConfig {
  @Part(DatabaseConfig) database!: DatabaseConfig;
  @Part(BrokerConfig) broker!: BrokerConfig;
  @Part(HttpConfig) http!: HttpConfig;
  @Part(AccessConfig) access!: AccessConfig;
  @Part(LogConfig) log!: LogConfig;
  @Part(TracingConfig) tracing!: TracingConfig;
}
