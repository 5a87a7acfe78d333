import type { OfficeOptions } from './cpr-office';

/** The area that is every municipality, and persons who live in none. */
export const EVERYWHERE = '*';

export const OFFICE_DEFAULTS: OfficeOptions = {
  customer: '0132',
  changeTask: '013201',
  statusTask: '013202',
  area: [],
  recordTypes: undefined,
  addressingName: 'first-last',
  layout: 'lines',
  emptyFiles: true,
  receipts: false,
  followNumbers: false,
  deleteCode: 'SL',
  inputDeadline: '15:00',
  migratedAfterDays: 30,
};

/** Throws RangeError on what is no customer, task, code or time. */
export function checkOptions(options: OfficeOptions): void {
  const { customer, changeTask, statusTask, area, recordTypes, deleteCode, inputDeadline, migratedAfterDays } = options;
  const check = (fits: boolean, otherwise: string) => {
    if (!fits) throw new RangeError(otherwise);
  };
  check(/^\d{4}$/.test(customer), 'customer has four digits');
  check(
    [changeTask, statusTask].every((task) => /^\d{6}$/.test(task)),
    'a task has six digits',
  );
  check(changeTask !== statusTask, 'the two tasks differ');
  check(
    area.every((code) => code === EVERYWHERE || /^\d{4}$/.test(code)),
    'a municipality has four digits',
  );
  check(recordTypes?.every((type) => /^\d{3}$/.test(type)) ?? true, 'a record type has three digits');
  check(/^[A-Z]{2}$/.test(deleteCode) && deleteCode !== 'OP', 'the code for deleting has two letters and is not OP');
  check(/^([01]\d|2[0-3]):[0-5]\d$/.test(inputDeadline), 'a time is HH:MM');
  check(Number.isInteger(migratedAfterDays) && migratedAfterDays >= 0, 'migratedAfterDays is a whole number');
}
