import 'reflect-metadata';

/** What one field of a configuration class reads from the environment. */
export interface EnvField {
  readonly property: string;
  readonly name: string;
  readonly secret: boolean;
  readonly type: unknown;
}

/** A configuration class: fields read with `@FromEnv`, parts with `@Part`, rules by class-validator, defaults as initial values. */
export type ConfigClass<T extends object> = new () => T;

export interface EnvPart {
  readonly property: string;
  readonly part: ConfigClass<object>;
}

const fields = new WeakMap<object, EnvField[]>();
const parts = new WeakMap<object, EnvPart[]>();

/**
 * Reads a field from the environment variable `name`, converted to the field's declared type (string, number, boolean,
 * or string[] from a comma-separated list). An empty variable counts as absent, which leaves the default. With `secret`
 * the value may also stand in a file, named by `<name>_FILE`.
 */
export function FromEnv(name: string, { secret = false }: { readonly secret?: boolean } = {}): PropertyDecorator {
  return (target, property) => {
    const type: unknown = Reflect.getMetadata('design:type', target, property);
    const own = fields.get(target) ?? [];
    own.push({ property: String(property), name, secret, type });
    fields.set(target, own);
  };
}

/** Makes another configuration class a part of this one. Give the class itself, for an interface leaves no trace. */
export function Part(part: ConfigClass<object>): PropertyDecorator {
  return (target, property) => {
    const own = parts.get(target) ?? [];
    own.push({ property: String(property), part });
    parts.set(target, own);
  };
}

export const fieldsOf = (config: ConfigClass<object>): EnvField[] => inherited(fields, config);
export const partsOf = (config: ConfigClass<object>): EnvPart[] => inherited(parts, config);

/** What a class has from the one it extends, then its own: the order in which faults are told. */
function inherited<T>(of: WeakMap<object, T[]>, config: ConfigClass<object>): T[] {
  const found: T[] = [];
  for (
    let each = config.prototype as object | null;
    each !== null;
    each = Object.getPrototypeOf(each) as object | null
  ) {
    found.unshift(...(of.get(each) ?? []));
  }
  return found;
}
