import { decide, type Contact, type Observation } from '@contact-sync/contacts-model';
import { A, COLUMNS, headerWith, rowOf, type Values } from '../../test/file';
import type { SorColumn } from '../reading/columns';
import { observeClosing, observeUnit, type SorContext } from './observe-unit';

const CONTEXT: SorContext = {
  day: '2026-11-22',
  madeAt: '2026-11-22T03:10:00.000Z',
  origin: { road: 'file', source: 'SorEntity_daily.csv', lines: [2] },
  contactType: 'H',
  fingerprint: 'f00dcafe1234',
};

const UNIT: Values = {
  EntityName: 'Eksempelhjemmet Æblehaven',
  FirstFromDate: '2012-03-01',
  UpdatedAt: '2024-05-02',
  PostalAddressStreetName: 'Eksempelvej',
  PostalAddressStreetBuildingId: '12A',
  PostalAddressFloorId: '2',
  PostalAddressSuiteId: 'TV',
  PostalAddressAdditionalAddressInfo: 'Bygning 4',
  PostalAddressPostCodeId: '8000',
  PostalAddressDistrictName: 'Aarhus C',
  PostalAddressCountryIdCode: 'dk',
  VirtualAddressTelephoneNumber: '12345678',
  VirtualAddressEmailAddress: 'post@eksempel.invalid',
};

function observed(values: Values, columns: readonly SorColumn[] = COLUMNS) {
  const seen = observeUnit(rowOf(values, columns), headerWith(columns), CONTEXT);
  if ('held' in seen) throw new Error(seen.held.text);
  return seen;
}

const groups = (values: Values, columns?: readonly SorColumn[]) => observed(values, columns).observation.groups;
const without = (...gone: SorColumn[]): SorColumn[] => COLUMNS.filter((column) => !gone.includes(column));
const address1 = (values: Values) => groups({ EntityName: 'A', ...values }).main_address?.address?.address1;

describe('a unit', () => {
  it('is told in full', () => {
    expect(observed(UNIT)).toEqual({
      observation: {
        register: 'sor',
        subject: { nameType: 'H', nameCode: A },
        clock: '20261122 20240502000000 20261122031000 f00dcafe',
        asOf: '2026-11-22',
        origin: CONTEXT.origin,
        fingerprint: 'f00dcafe1234',
        groups: {
          name: { fields: { name1: 'Eksempelhjemmet Æblehaven' } },
          main_address: {
            address: {
              address1: 'Eksempelvej 12A, 2. TV, Bygning 4',
              postcode: '8000',
              city: 'Aarhus C',
              country_code: 'DK',
            },
            undelivered: { address: ['address2', 'address3', 'municipality'] },
          },
          contact_lines: {
            contactLines: { phoneNo: '12345678', email: 'post@eksempel.invalid' },
            undelivered: { contactLines: ['fax'] },
          },
          lifetime: { started: { date: '2012-03-01' } },
        },
      },
      remarks: [],
    });
  });

  it('without an address, a telephone or dates has none', () => {
    expect(groups({ EntityName: 'A' })).toEqual({
      name: { fields: { name1: 'A' } },
      main_address: { undelivered: { address: ['address2', 'address3', 'municipality'] } },
      contact_lines: { undelivered: { contactLines: ['fax'] } },
      lifetime: {},
    });
  });

  it('that is still to come, or to close, is told with its days', () => {
    expect(groups({ ...UNIT, FirstFromDate: '2099-01-01', ToDate: '2099-12-31' }).lifetime).toEqual({
      started: { date: '2099-01-01' },
      ended: { date: '2099-12-31' },
    });
  });

  it.each(['', '  ', '"="""""', '\u0001'])('without a name is held: %j', (EntityName) => {
    expect(observeUnit(rowOf({ ...UNIT, EntityName }), headerWith(), CONTEXT)).toEqual({
      held: { code: 'no-name', field: 'EntityName', text: 'EntityName is empty.' },
    });
  });

  it('keeps what is odd about its row among the remarks', () => {
    expect(observed({ ...UNIT, SorId: '710001000016005' }).remarks).toMatchObject([{ code: 'check-digit' }]);
  });

  it('is cut at 150 characters, and that is told', () => {
    const { observation, remarks } = observed({
      EntityName: 'Æ'.repeat(151),
      PostalAddressStreetName: 'V'.repeat(149),
      PostalAddressStreetBuildingId: '12',
      VirtualAddressEmailAddress: 'e'.repeat(150),
    });
    expect(observation.groups.name?.fields?.name1).toBe('Æ'.repeat(150));
    expect(observation.groups.main_address?.address?.address1).toBe('V'.repeat(149));
    expect(observation.groups.contact_lines?.contactLines?.email).toBe('e'.repeat(150));
    expect(remarks).toEqual([
      { code: 'cut', field: 'EntityName', text: 'EntityName is longer than 150 characters and was cut.' },
      {
        code: 'cut',
        field: 'PostalAddressStreetName',
        text: 'PostalAddressStreetName is longer than 150 characters and was cut.',
      },
    ]);
  });
});

describe('the line of an address', () => {
  it.each<[Values, string | undefined]>([
    [{ PostalAddressStreetName: 'Eksempelvej', PostalAddressStreetBuildingId: '12A' }, 'Eksempelvej 12A'],
    [{ PostalAddressStreetName: 'Eksempelvej' }, 'Eksempelvej'],
    [{ PostalAddressFloorId: '2', PostalAddressSuiteId: 'TV' }, '2. TV'],
    [{ PostalAddressStreetName: 'V', PostalAddressFloorId: 'st', PostalAddressSuiteId: '0004' }, 'V, st. 0004'],
    [{ PostalAddressStreetName: 'V', PostalAddressFloorId: '02.' }, 'V, 2.'],
    [{ PostalAddressStreetName: 'V', PostalAddressFloorId: 'Hal B' }, 'V, Hal B'],
    [{ PostalAddressStreetName: 'V', PostalAddressSuiteId: 'th' }, 'V, th'],
    [{ PostalAddressAdditionalAddressInfo: 'Indgang 7' }, 'Indgang 7'],
    [{}, undefined],
  ])('%j', (values, expected) => {
    expect(address1(values)).toBe(expected);
  });
});

describe('a column the file does not have', () => {
  it('leaves its part of the address as it is', () => {
    const undelivered = (...gone: SorColumn[]) => groups(UNIT, without(...gone)).main_address?.undelivered?.address;
    expect(undelivered('PostalAddressPostCodeId')).toContain('postcode');
    expect(undelivered('PostalAddressDistrictName')).toContain('city');
    expect(undelivered('PostalAddressCountryIdCode')).toContain('country_code');
    expect(undelivered('VirtualAddressEmailAddress')).toHaveLength(3);
  });

  it('of the street leaves the line alone; a smaller part lets it be told where there is none', () => {
    expect(groups(UNIT, without('PostalAddressStreetName')).main_address).toEqual({
      address: { postcode: '8000', city: 'Aarhus C', country_code: 'DK' },
      undelivered: { address: ['address2', 'address3', 'municipality', 'address1'] },
    });
    expect(groups(UNIT, without('PostalAddressFloorId')).main_address).toMatchObject({
      address: { address1: 'Eksempelvej 12A, TV, Bygning 4' },
      undelivered: { address: ['address2', 'address3', 'municipality', 'address1'] },
    });
  });

  it('leaves telephone, e-mail, first and last day as they are', () => {
    expect(groups(UNIT, without('VirtualAddressTelephoneNumber')).contact_lines).toEqual({
      contactLines: { email: 'post@eksempel.invalid' },
      undelivered: { contactLines: ['fax', 'phoneNo'] },
    });
    expect(groups(UNIT, without('VirtualAddressEmailAddress')).contact_lines).toEqual({
      contactLines: { phoneNo: '12345678' },
      undelivered: { contactLines: ['fax', 'email'] },
    });
    expect(groups(UNIT, without('FirstFromDate')).lifetime).toEqual({ undelivered: { started: true } });
    expect(groups(UNIT, without('ToDate')).lifetime).toEqual({
      started: { date: '2012-03-01' },
      undelivered: { ended: true },
    });
  });

  it('and no other of its group leaves the whole group alone', () => {
    expect(Object.keys(groups(UNIT, ['SorId', 'EntityName']))).toEqual(['name']);
  });

  it('blanks nothing of a contact', () => {
    const known = contactAfter(observed(UNIT).observation);
    for (const column of COLUMNS.slice(2)) {
      const columns = without(column);
      const { observation } = observed({ ...UNIT, EntityName: 'B' }, columns);
      const later = { ...observation, clock: '20261123', asOf: '2026-11-23' };
      expect(decide(known, later, { forceUpdate: 'J' }).changes.map(({ group }) => group)).toEqual(['name']);
    }
  });
});

describe('a unit that is gone', () => {
  const closing = observeClosing(A, '2026-11-21', CONTEXT);

  it('tells its last day and nothing else', () => {
    expect(closing).toEqual({
      register: 'sor',
      subject: { nameType: 'H', nameCode: A },
      clock: '20261122 00000000000000 20261122031000 closed 2',
      asOf: '2026-11-22',
      origin: CONTEXT.origin,
      fingerprint: 'closed 2026-11-21',
      groups: { lifetime: { ended: { date: '2026-11-21' }, undelivered: { started: true } } },
    });
  });

  it('keeps its first day, and is open again when a later file names it', () => {
    const open = contactAfter({ ...observed(UNIT).observation, clock: '20261101' });
    const decision = decide(open, closing, { forceUpdate: 'J' });
    expect(decision).toMatchObject({ outcome: 'changed', ended: true });
    expect(decision.changes[0]?.after).toEqual({
      started: { date: '2012-03-01' },
      ended: { date: '2026-11-21' },
    });
    const closed = { ...open, content: { ...open.content, lifetime: decision.changes[0]!.after } };
    const back = { ...observed(UNIT).observation, clock: '20261130' };
    expect(decide(closed, back, { forceUpdate: 'J' }).changes).toMatchObject([
      { group: 'lifetime', after: { started: { date: '2012-03-01' } } },
    ]);
  });
});

/** The contact that a first statement makes. */
function contactAfter(observation: Observation): Contact {
  const { changes, moved } = decide(null, observation, { forceUpdate: 'J' });
  return {
    id: 'x',
    key: observation.subject,
    version: 1,
    placeholder: false,
    content: Object.fromEntries(changes.map(({ group, after }) => [group, after])),
    clocks: Object.fromEntries(moved.map((group) => [group, observation.clock])),
    manual: {},
  };
}
