import { type Context, context, createContextKey } from '@opentelemetry/api';

const SERVICE = createContextKey('the service whose work it is');

/** A context in which work is that of a service: several may live in one process. */
export function ofService(of: Context, service: string): Context {
  return of.setValue(SERVICE, service);
}

/** Runs work, and whatever it begins, as that of a service. */
export function asService<T>(service: string, work: () => T): T {
  return context.with(ofService(context.active(), service), work);
}

export function serviceIn(of: Context): string | undefined {
  return of.getValue(SERVICE) as string | undefined;
}
