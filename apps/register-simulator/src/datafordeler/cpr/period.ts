import { momentAt } from '../../persons/danish-time';
import { stamp } from '../../companies/moments';
import { dayOf } from '../../population/calendar';

/** From when to when something holds, and what is known of that. `virkningtil` is not included. */
export interface Period {
  readonly status: string;
  readonly virkningfra: string | null;
  readonly virkningfrausikkerhedsmarkering: boolean;
  readonly virkningtil: string | null;
  readonly virkningtilusikkerhedsmarkering: boolean;
}

/**
 * A registered moment (`YYYY-MM-DD`, or twelve digits with 00 and 99 for what is not known) as the service writes it: UTC,
 * of Danish time; what is not known of the day is its first, of the hour its beginning. Null where there is none.
 */
export function dafMoment(registered: string): string | null {
  const [, year, month, day, hour = '00', minute = '00'] =
    /^(\d{4})(\d{2})(\d{2})(\d{2})?(\d{2})?$/.exec(registered.replaceAll('-', '')) ?? [];
  if (year === undefined || year === '0000') return null;
  const on = dayOf(Number(year), Math.max(1, Number(month)), Math.max(1, Number(day)));
  return stamp(momentAt(on, `${hour}:${minute === '99' ? '00' : minute}`));
}

/** Whether something of a registered moment is not known. */
const isPartial = (registered: string): boolean => /^\d{4}(00|..00)|99$/.test(registered.replaceAll('-', ''));

/** The date of a registered moment, `YYYY-MM-DD`; null where there is none. */
export function dateOnly(registered: string): string | null {
  const digits = registered.replaceAll('-', '');
  if (!/^\d{8}/.test(digits)) return null;
  const part = (at: number) => (digits.slice(at, at + 2) === '00' ? '01' : digits.slice(at, at + 2));
  return `${digits.slice(0, 4)}-${part(4)}-${part(6)}`;
}

export function period(status: string, from: string, more: { uncertain?: boolean; to?: string } = {}): Period {
  const { uncertain = false, to = '' } = more;
  return {
    status,
    virkningfra: dafMoment(from),
    virkningfrausikkerhedsmarkering: uncertain || isPartial(from),
    virkningtil: dafMoment(to),
    virkningtilusikkerhedsmarkering: isPartial(to),
  };
}
