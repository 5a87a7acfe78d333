import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IsInt, Max, Min } from 'class-validator';
import { type ConfigClass, FromEnv, Part } from './from-env';
import { AccessConfig, DatabaseConfig, HttpConfig, IntegrationsConfig, LogConfig } from './parts';
import { ConfigurationFaulty, type Environment, readConfig } from './read-config';
import { ServiceConfig } from './service-config';

class Example {
  @Part(DatabaseConfig) database!: DatabaseConfig;
  @Part(HttpConfig) http!: HttpConfig;
  @Part(LogConfig) log!: LogConfig;
  @FromEnv('BATCH_SIZE') @IsInt() @Min(1) batchSize: number = 500;
}

class Extended extends ServiceConfig {
  @Part(IntegrationsConfig) integrations!: IntegrationsConfig;
  @FromEnv('LEASE') @IsInt() @Max(600) lease: number = 20;
}

const good = { DATABASE_URL: 'postgres://u:s3cret@db/x' };

const faultsOf = (env: Environment, config: ConfigClass<object> = Example): readonly string[] => {
  try {
    readConfig(config, env);
  } catch (error) {
    if (error instanceof ConfigurationFaulty) return error.faults;
    throw error;
  }
  return [];
};

describe('readConfig', () => {
  it('reads parts and fields with their declared types, and keeps defaults for what is absent or empty', () => {
    const config = readConfig(Example, { ...good, HTTP_PORT: '8080', HTTP_DOCS: 'false', BATCH_SIZE: '' });
    expect(config.database.url).toBe('postgres://u:s3cret@db/x');
    expect(config.http).toMatchObject({ port: 8080, docs: false, host: '127.0.0.1' });
    expect(config.batchSize).toBe(500);
  });

  it('reports every fault at once, by variable and without values', () => {
    const faults = faultsOf({
      DATABASE_URL: 'mysql://u:s3cret@db',
      HTTP_PORT: '99999',
      BATCH_SIZE: 'lots',
      LOG_LEVEL: 'chatty',
    });
    expect(faults).toEqual([
      'BATCH_SIZE must be a number',
      'DATABASE_URL must be a postgres:// address',
      'HTTP_PORT must not be greater than 65535',
      'LOG_LEVEL must be one of the following values: debug, info, warn, error',
    ]);
    expect(faults.join()).not.toMatch(/s3cret|99999|lots|chatty/);
  });

  it('reads what a class has from the one it extends, and tells its faults before the own ones', () => {
    const env = { ...good, TRANSPORT: 'in-process', ACCESS: 'local', CONTACT_SYNC_DATA: '/d', LEASE: '30' };
    const config = readConfig(Extended, { ...env, INTEGRATIONS: 'on' });
    expect(config).toBeInstanceOf(Extended);
    expect(config.database.url).toBe('postgres://u:s3cret@db/x');
    expect(config.tracing.delayMs).toBe(5_000);
    expect([config.integrations.isOn, config.lease]).toEqual([true, 30]);
    const faulty = { LEASE: '601', INTEGRATIONS: 'maybe', LOG_LEVEL: 'chatty', HTTP_PORT: 'x', OTEL_SDK_DISABLED: '?' };
    expect(faultsOf(faulty, Extended)).toEqual([
      'DATABASE_URL must be a postgres:// address',
      'TRANSPORT must be one of the following values: rabbitmq, in-process',
      'HTTP_PORT must be a number',
      'ACCESS must be one of the following values: local, oidc',
      'LOG_LEVEL must be one of the following values: debug, info, warn, error',
      'OTEL_SDK_DISABLED must be true or false',
      'INTEGRATIONS must be one of the following values: on, off',
      'LEASE must not be greater than 600',
    ]);
  });

  it('reads a secret from a file, and refuses two sources or a file that is not there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'config-'));
    const file = join(folder, 'url');
    writeFileSync(file, 'postgres://from/file\n');
    expect(readConfig(Example, { DATABASE_URL_FILE: file }).database.url).toBe('postgres://from/file');
    expect(faultsOf({ ...good, DATABASE_URL_FILE: file })).toContain(
      'DATABASE_URL and DATABASE_URL_FILE are both given; give one',
    );
    rmSync(folder, { recursive: true });
    expect(faultsOf({ DATABASE_URL_FILE: file })).toContain('DATABASE_URL_FILE names a file that cannot be read');
  });

  it('asks for what each way of access needs', () => {
    const access = (env: Environment) => () => readConfig(AccessConfig, env);
    expect(access({})).toThrow('ACCESS must be one of');
    expect(access({ ACCESS: 'local' })).toThrow('CONTACT_SYNC_DATA is needed');
    expect(access({ ACCESS: 'oidc' })).toThrow(/OIDC_ISSUER must be an address\n\s+OIDC_AUDIENCE must be/);
    expect(access({ ACCESS: 'local', CONTACT_SYNC_TOKEN: 'short' })).toThrow('CONTACT_SYNC_TOKEN must be longer');
    expect(access({ ACCESS: 'local', CONTACT_SYNC_DATA: '/d', HTTP_ALLOWED_HOSTS: 'a, b' })().allowedHosts).toEqual([
      'a',
      'b',
    ]);
  });
});
