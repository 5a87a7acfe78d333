import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Reason } from './typed-words';

class Wish {
  @Reason('say why') readonly purpose!: string;
}

const faults = (purpose: unknown): string[] =>
  validateSync(plainToInstance(Wish, { purpose })).flatMap(({ constraints }) => Object.keys(constraints ?? {}));

it('takes a reason without the blanks around it', () => {
  const wish = plainToInstance(Wish, { purpose: ' case 2026-17 ' });
  expect(wish.purpose).toBe('case 2026-17');
  expect(validateSync(wish)).toEqual([]);
});

it.each([
  ['blanks', '  \t', ['isNotEmpty']],
  ['more than 300 characters', 'x'.repeat(301), ['maxLength']],
  ['a number', 17, ['isString', 'maxLength']],
])('refuses %s as a reason', (_, purpose, expected) => {
  expect(faults(purpose).sort()).toEqual(expected);
});

it('takes 300 characters, however many blanks are around them', () => {
  expect(faults(`   ${'x'.repeat(300)}   `)).toEqual([]);
});
