import { readFileSync } from 'node:fs';
import { validateSync } from 'class-validator';
import { type ConfigClass, type EnvField, fieldsOf, partsOf } from './from-env';

/** The environment as given: `process.env`, or what the standalone application makes for each of its services. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The configuration is not usable. The message lists every fault by the name of its variable, and no values. */
export class ConfigurationFaulty extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`the configuration cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'ConfigurationFaulty';
  }
}

/**
 * Reads and checks a service's configuration. Throws `ConfigurationFaulty` with every fault at once; a service that
 * meets it does not start. Values are never part of a fault, since many are secrets.
 */
export function readConfig<T extends object>(config: ConfigClass<T>, env: Environment): T {
  const faults: string[] = [];
  const read = readPart(config, env, faults);
  if (faults.length > 0) throw new ConfigurationFaulty(faults);
  return read;
}

function readPart<T extends object>(config: ConfigClass<T>, env: Environment, faults: string[]): T {
  const read = new config();
  const unread = new Set<string>();
  for (const field of fieldsOf(config)) {
    const raw = rawValue(field, env, faults);
    if (raw === undefined) continue;
    const value = converted(field, raw);
    if (value === undefined) {
      faults.push(`${field.name} must be ${expected(field.type)}`);
      unread.add(field.property);
    } else {
      Object.assign(read, { [field.property]: value });
    }
  }
  for (const { property, part } of partsOf(config)) {
    Object.assign(read, { [property]: readPart(part, env, faults) });
    unread.add(property);
  }
  faults.push(...broken(config, read, unread));
  return read;
}

function rawValue({ name, secret }: EnvField, env: Environment, faults: string[]): string | undefined {
  const direct = env[name] || undefined;
  const file = secret ? env[`${name}_FILE`] || undefined : undefined;
  if (file === undefined) return direct;
  if (direct !== undefined) {
    faults.push(`${name} and ${name}_FILE are both given; give one`);
    return undefined;
  }
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch {
    faults.push(`${name}_FILE names a file that cannot be read`);
    return undefined;
  }
}

function converted({ type }: EnvField, raw: string): unknown {
  switch (type) {
    case Number:
      return /^-?\d+(\.\d+)?$/.test(raw) ? Number(raw) : undefined;
    case Boolean:
      return raw === 'true' ? true : raw === 'false' ? false : undefined;
    case Array:
      return raw
        .split(',')
        .map((each) => each.trim())
        .filter((each) => each !== '');
    default:
      return raw;
  }
}

const expected = (type: unknown): string => (type === Number ? 'a number' : 'true or false');

/** What class-validator finds, said with the names an operator knows. */
function broken<T extends object>(config: ConfigClass<T>, read: T, unread: ReadonlySet<string>): string[] {
  const names = new Map(fieldsOf(config).map(({ property, name }) => [property, name]));
  return validateSync(read, { forbidUnknownValues: false })
    .filter(({ property }) => !unread.has(property))
    .flatMap(({ property, constraints }) =>
      Object.values(constraints ?? {}).map((message) => message.replace(property, names.get(property) ?? property)),
    );
}
