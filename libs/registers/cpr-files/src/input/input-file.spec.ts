import { inputFile, inputFileName, inputLine } from './input-file';

const TASK = { taskNumber: '110901' };

// cpr-direkte.md 5.7, by hand.
it.each([
  [{ type: '01', number: '6101801234' } as const, '011109016101801234'],
  [{ type: '06', number: '6101801234' } as const, '06110900OP6101801234'],
  [{ type: '06', number: '6101801234', code: 'SL' } as const, '06110900SL6101801234'],
  [{ type: '07', number: '6101801234' } as const, '071109016101801234'],
])('a line of type $type has 80 characters', (entry, begins) => {
  expect(inputLine(entry, TASK)).toBe(begins + ' '.repeat(80 - begins.length));
});

it('a file is in the order of person numbers, its lines joined by CR LF', () => {
  const file = inputFile(
    [
      { type: '07', number: '6202801234' },
      { type: '06', number: '6202801234' },
      { type: '07', number: '6101801234' },
    ],
    TASK,
  );
  const text = Buffer.from(file).toString('latin1');
  expect(text.split('\r\n').map((line) => line.slice(0, 20).trim())).toEqual([
    '071109016101801234',
    '06110900OP6202801234',
    '071109016202801234',
  ]);
  expect(file).toHaveLength(3 * 80 + 2 * 2);
});

it('is named by the day of the run and the task', () => {
  expect(inputFileName('2026-03-02', '110901')).toBe('d260302.i110901');
});

it.each(['610180123', '61018012345', '61018o1234', ''])('refuses %s without telling it', (number) => {
  expect(() => inputLine({ type: '07', number }, TASK)).toThrow(new RangeError('a person number has ten digits'));
});
