import { type Context, context, createContextKey } from '@opentelemetry/api';

const SERVICE = createContextKey('the service whose work it is');

/** Runs work, and whatever it begins, as that of a service: several may live in one process. */
export function asService<T>(service: string, work: () => T): T {
  return context.with(context.active().setValue(SERVICE, service), work);
}

export function serviceIn(of: Context): string | undefined {
  return of.getValue(SERVICE) as string | undefined;
}
