import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { Json } from '../changes/flat-schema';
import { closed } from './closed-schemas';

/** Validates against schemas of one document; answers with what does not fit: places and rules, never values. */
export class Validator {
  // The documents say more than schemas do (examples, descriptions); whether they are sound, their own parsers say.
  private readonly ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
  private readonly known = new Map<string, ValidateFunction>();

  constructor(document: Json) {
    const { schemas } = document['components'] as { schemas: Record<string, unknown> };
    this.components = {
      schemas: Object.fromEntries(Object.entries(schemas).map(([name, one]) => [name, closed(one)])),
    };
  }

  private readonly components: Json;

  faults(schema: unknown, value: unknown): string[] {
    const key = JSON.stringify(schema);
    const validate = this.known.get(key) ?? this.ajv.compile({ allOf: [closed(schema)], components: this.components });
    this.known.set(key, validate);
    validate(value);
    return (validate.errors ?? []).map(said);
  }
}

function said({ instancePath, message, params }: ErrorObject): string {
  const extra = 'additionalProperty' in params ? ` (${String(params['additionalProperty'])})` : '';
  return `${instancePath === '' ? 'it' : instancePath} ${message ?? 'does not fit'}${extra}`;
}
