/** An invented person (day 61 to 91) for a delivery made by hand; fields of 001 and 008, and the move-in date. */
export interface InventedPerson {
  readonly pnr: string;
  readonly name?: string;
  readonly surname?: string;
  readonly street?: string;
  /** 001 PNRGAELD, with status 60. */
  readonly replacedBy?: string;
  /** 022 records. */
  readonly earlier?: readonly string[];
  /** Whole records put after the person's own. */
  readonly more?: readonly string[];
  /** Record types to leave out. */
  readonly without?: readonly string[];
}

/** The n-th invented number. */
export const pnr = (n: number): string =>
  `61${String(1 + (Math.floor(n / 10_000) % 12)).padStart(2, '0')}80${String(n % 10_000).padStart(4, '0')}`;

/** The record with text put at a position that counts from 1. */
export const at = (record: string, start: number, text: string): string =>
  record.padEnd(start - 1).slice(0, start - 1) + text;

/** A person's records with positions as in the register's description, 003 among them or given apart. */
export function recordsOf(person: InventedPerson): string[] {
  const {
    pnr: number,
    name = 'Åse',
    surname = 'Østergård',
    street = 'Skovvej 1',
    replacedBy = '',
    without = [],
  } = person;
  const status = replacedBy === '' ? '01' : '60';
  const records = [
    at(`001${number}${replacedBy.padEnd(10)}${status}000000000000 K1980-01-21`, 51, '1980-01-21'),
    at(`002${number}08511234001`, 70, '200003010900'),
    at(at(at(`003${number}${name} ${surname}`, 116, street), 184, '9000Aalborg'), 208, '08511234001'),
    at(at(`008${number}${name}`, 106, surname), 147, '198001211200'),
    `012${number}U`,
    ...(person.earlier ?? []).map((earlier) => `022${number}${earlier}1980-01-21 2026-03-01`),
    ...(person.more ?? []),
  ];
  return records.filter((record) => !without.includes(record.slice(0, 3)));
}

export interface FileOptions {
  readonly task?: string;
  /** `YYYYMMDD`. */
  readonly date?: string;
  readonly previous?: string;
  /** Adds a 099 to each person: a change extract. */
  readonly change?: boolean;
  /** All 003 after all persons. */
  readonly apart?: boolean;
  /** Puts this count into 999 instead of the right one. */
  readonly count?: number;
  /** Records after all persons: 910, 997. */
  readonly tail?: readonly string[];
}

/** The lines of a delivery. */
export function deliveryLines(persons: readonly InventedPerson[], options: FileOptions = {}): string[] {
  const {
    task = '110901',
    date = '20260302',
    previous = '00000000',
    change = false,
    apart = false,
    tail = [],
  } = options;
  const all = persons.flatMap((person) => [
    ...recordsOf(person),
    ...(change ? [`099${person.pnr}${date}0900A01`] : []),
  ]);
  const isAddress = (record: string): boolean => record.startsWith('003');
  const body = [...(apart ? [...all.filter((record) => !isAddress(record)), ...all.filter(isAddress)] : all), ...tail];
  return [
    `0000000000000${task}${date}${previous}`,
    ...body,
    `9999999999999${String(options.count ?? body.length).padStart(8, '0')}`,
  ];
}

/** A delivery in line form. */
export const delivery = (persons: readonly InventedPerson[], options: FileOptions = {}): Buffer =>
  Buffer.from(`${deliveryLines(persons, options).join('\n')}\n`, 'latin1');
