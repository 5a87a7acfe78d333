/** An invented person number (day 61 to 91). */
export const number = (n: number): string => `610180${String(n).padStart(4, '0')}`;

/** Text put into a record at positions that count from 1. */
function record(type: string, pnr: string, ...fields: readonly (readonly [at: number, text: string])[]): string {
  return fields.reduce((line, [at, text]) => line.padEnd(at - 1).slice(0, at - 1) + text, `${type}${pnr}`);
}

const person = (pnr: string, name: string): string[] => [
  record('001', pnr, [24, '01000000000000'], [39, 'K1980-01-21'], [51, '1980-01-21']),
  record('008', pnr, [14, name], [106, 'Østergård'], [147, '198001211200']),
  record('012', pnr, [14, 'U']),
];

/** A delivery from the CPR office in line form: a status extract of these persons. */
export function delivery(date: string, names: readonly string[], { count }: { readonly count?: number } = {}): Buffer {
  const records = names.flatMap((name, n) => person(number(n + 1), name));
  const lines = [
    `0000000000000110901${date}00000000`,
    ...records,
    `9999999999999${String(count ?? records.length).padStart(8, '0')}`,
  ];
  return Buffer.from(`${lines.join('\n')}\n`, 'latin1');
}
