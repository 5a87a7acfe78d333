import fc from 'fast-check';
import { resolveNumbers } from './numbers';
import type { KnownNumber, NumberedContact } from './numbers';

const X = '6101800001';
const Y = '6201800002';
const Z = '6301800003';

const clock = (day: number): string => `202405${String(day).padStart(2, '0')}00003 d24050${day}.l110901 hash`;
const said = (day: number, validNumber: string): { validNumber: string; clock: string } => ({
  validNumber,
  clock: clock(day),
});
const number = (one: Partial<KnownNumber> & { number: string }): KnownNumber => ({ claims: [], ...one });
const contact = (id: string, firstNumber: string, more: Partial<NumberedContact> = {}): NumberedContact => ({
  id,
  firstNumber,
  placeholder: false,
  partyOnOpenCase: false,
  ...more,
});

describe('resolveNumbers', () => {
  it('renames the only contact in place', () => {
    const numbers = [number({ number: X, contactId: '1', own: said(2, Y) }), number({ number: Y })];
    expect(resolveNumbers(numbers, [contact('1', X)])).toEqual({
      live: [{ number: Y, contactId: '1', previousNumbers: [X] }],
      superseded: [],
      held: [],
    });
  });

  it('lets the lower id survive with the valid number when both are contacts', () => {
    const numbers = [number({ number: X, contactId: '9', own: said(2, Y) }), number({ number: Y, contactId: '10' })];
    const { live, superseded } = resolveNumbers(numbers, [contact('9', X), contact('10', Y)]);
    expect(live).toEqual([{ number: Y, contactId: '9', previousNumbers: [X] }]);
    expect(superseded).toEqual([{ contactId: '10', byNumber: Y, number: X }]);
  });

  it.each([
    ['a placeholder never survives', { placeholder: true }, {}],
    ['a party on an open case survives', {}, { partyOnOpenCase: true }],
  ])('%s', (_rule, ofLower, ofHigher) => {
    const numbers = [number({ number: X, contactId: '1', own: said(2, Y) }), number({ number: Y, contactId: '2' })];
    const contacts = [contact('1', X, ofLower), contact('2', Y, ofHigher)];
    const { live, superseded } = resolveNumbers(numbers, contacts);
    expect(live.map((one) => one.contactId)).toEqual(['2']);
    expect(superseded).toEqual([{ contactId: '1', byNumber: Y, number: X }]);
  });

  it('follows chains to their end', () => {
    const numbers = [
      number({ number: X, own: said(1, Y) }),
      number({ number: Y, own: said(2, Z) }),
      number({ number: Z, contactId: '3' }),
    ];
    expect(resolveNumbers(numbers, [contact('3', Z)]).live).toEqual([
      { number: Z, contactId: '3', previousNumbers: [X, Y] },
    ]);
  });

  it('takes an earlier number from the 022 of the valid one', () => {
    const numbers = [number({ number: X, claims: [said(2, Y)] }), number({ number: Y, contactId: '2' })];
    expect(resolveNumbers(numbers, [contact('2', Y)]).live[0]?.previousNumbers).toEqual([X]);
  });

  it('lets a newer word of the number itself undo the claim of another', () => {
    const numbers = [
      number({ number: X, own: said(3, X), claims: [said(2, Y)] }),
      number({ number: Y, contactId: '2' }),
    ];
    const { live } = resolveNumbers(numbers, [contact('2', Y)]);
    expect(live.find((one) => one.number === X)).toMatchObject({ previousNumbers: [] });
    expect(live.find((one) => one.number === Y)).toMatchObject({ contactId: '2', previousNumbers: [] });
  });

  it('gives both contacts back when the survivor had taken the number of the other', () => {
    // 1 was made for X and survived under Y; 2 was made for Y and was superseded by it.
    const numbers = [
      number({ number: X, contactId: '1', own: said(3, X) }),
      number({ number: Y, contactId: '2', own: said(3, Y) }),
    ];
    const { live, superseded } = resolveNumbers(numbers, [contact('1', X), contact('2', Y)]);
    expect(superseded).toEqual([]);
    expect(live.find((one) => one.number === X)).toMatchObject({ contactId: '1' });
    expect(live.find((one) => one.number === Y)).toMatchObject({ contactId: '2' });
  });

  it('gives the other number a contact of its own when a rename in place is undone', () => {
    const numbers = [
      number({ number: X, contactId: '1', own: said(3, X) }),
      number({ number: Y, contactId: '1', own: said(2, Y) }),
    ];
    const { live } = resolveNumbers(numbers, [contact('1', X)]);
    expect(live.find((one) => one.number === X)).toMatchObject({ contactId: '1' });
    expect(live.find((one) => one.number === Y)).toEqual({
      number: Y,
      previousNumbers: [],
    });
  });

  it('lets the newer of two opposite changes hold', () => {
    const numbers = [
      number({ number: X, contactId: '1', own: said(1, Y) }),
      number({ number: Y, contactId: '1', own: said(2, X) }),
    ];
    const { live, held } = resolveNumbers(numbers, [contact('1', X)]);
    expect(live).toEqual([{ number: X, contactId: '1', previousNumbers: [Y] }]);
    expect(held).toEqual([]);
  });

  it('holds a circle within one delivery', () => {
    const numbers = [number({ number: X, own: said(2, Y) }), number({ number: Y, own: said(2, X) })];
    const { live, held } = resolveNumbers(numbers, []);
    expect(held).toEqual([{ numbers: [X, Y], reason: 'cycle' }]);
    expect(live).toEqual([]);
  });

  it('holds a number that one delivery gives to two persons', () => {
    const numbers = [
      number({ number: X, own: said(2, Y), claims: [said(2, Z)] }),
      number({ number: Y, contactId: '2' }),
      number({ number: Z, contactId: '3' }),
    ];
    const { live, held } = resolveNumbers(numbers, [contact('2', Y), contact('3', Z)]);
    expect(held).toEqual([{ numbers: [X, Z], reason: 'fork' }]);
    expect(live).toEqual([]);
  });

  it('does not make a contact of a number that is only mentioned', () => {
    expect(resolveNumbers([number({ number: X })], []).live).toEqual([]);
  });

  it('does not depend on the order in which numbers and contacts are given', () => {
    const numbers = [
      number({ number: X, contactId: '1', own: said(1, Y), claims: [said(2, Z)] }),
      number({ number: Y, contactId: '2', own: said(2, Z) }),
      number({ number: Z, contactId: '3' }),
    ];
    const contacts = [contact('1', X), contact('2', Y), contact('3', Z)];
    const sorted = (given: ReturnType<typeof resolveNumbers>): unknown => ({
      live: [...given.live].sort((a, b) => (a.number < b.number ? -1 : 1)),
      superseded: [...given.superseded].sort((a, b) => (a.contactId < b.contactId ? -1 : 1)),
    });
    fc.assert(
      fc.property(
        fc.shuffledSubarray(numbers, { minLength: 3 }),
        fc.shuffledSubarray(contacts, { minLength: 3 }),
        (someNumbers, someContacts) => {
          expect(sorted(resolveNumbers(someNumbers, someContacts))).toEqual(sorted(resolveNumbers(numbers, contacts)));
        },
      ),
    );
  });
});
