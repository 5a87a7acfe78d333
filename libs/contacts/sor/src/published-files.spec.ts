import { decide } from '@contact-sync/contacts-model';
import { describeWithPublished } from '@contact-sync/testing';
import { asText, bytesOf, headerOf, scan } from '../test/file';
import { chooseRow } from './mapping/choose-row';
import { observeUnit } from './mapping/observe-unit';
import { readSorRow, type SorRow } from './reading/row';

const DAY = '2026-11-22';

function rowsOf(file: Uint8Array): SorRow[] {
  const header = headerOf(asText(file));
  return scan(file).rows.map(({ place, length }) => {
    const row = readSorRow(file.subarray(place, place + length), header, 'utf-8');
    if ('faults' in row) throw new Error(JSON.stringify(row.faults));
    return row;
  });
}

describeWithPublished('the constructed day', ['specs/sor/data/SorEntity_daily.constructed-fixture.csv'], ([file]) => {
  const header = headerOf(asText(file!));
  const rows = rowsOf(file!);
  const context = {
    day: DAY,
    madeAt: `${DAY}T03:00:00Z`,
    origin: { road: 'file', source: 'fixture' },
    contactType: 'H',
    fingerprint: 'x',
  };

  /** The contact that a unit becomes, in short. */
  const contact = (sorId: string): unknown => {
    const ofUnit = rows.filter((row) => row.sorId === sorId);
    const seen = observeUnit(chooseRow(ofUnit, DAY), header, context);
    if ('held' in seen) return seen;
    expect(seen.remarks).toEqual([]);
    const { changes } = decide(null, seen.observation, { forceUpdate: 'J' });
    const content = Object.assign({}, ...changes.map(({ after }) => after));
    const { fields, address, contactLines, started, ended } = content;
    return [fields.name1, address ?? null, contactLines ?? null, started?.date, ended?.date ?? null];
  };

  const ADDRESS = { address1: 'Eksempelvej 12A', postcode: '8000', city: 'Aarhus C', country_code: 'DK' };
  const LINES = { phoneNo: '12345678', email: 'post@eksempel.invalid' };

  it('has every column we use and none that we do not know', () => {
    expect(header).toMatchObject({ missing: [], unknown: [], repeated: [], delimiter: ';' });
  });

  it('becomes the contacts that it says', () => {
    expect([...new Set(rows.map(({ sorId }) => sorId))].map(contact)).toEqual([
      ['Eksempelhjemmet Æblehaven', ADDRESS, LINES, '2012-03-01', null],
      ['Lukker snart', ADDRESS, LINES, '2012-03-01', '2099-12-31'],
      ['Fremtidig enhed', ADDRESS, LINES, '2099-01-01', null],
      // Its second version follows the first without a gap and has no end.
      ['To versioner (nu)', ADDRESS, LINES, '2012-03-01', null],
      [
        'Navn med ; semikolon og "anførselstegn"',
        { ...ADDRESS, address1: '2. TV, Bygning 4' },
        LINES,
        '2012-03-01',
        null,
      ],
      ['Uden adresse', null, null, '1999-03-25', null],
    ]);
  });

  it('has coordinates', () => {
    expect(rows[0]).toMatchObject({ east: 574654.12, north: 6223405.55 });
  });
});

describeWithPublished('units of MedCom', ['specs/sor/data/medcom-eer-sor-organisations-sample.csv'], ([file]) => {
  it('have ids with right check digits', () => {
    // The header is not SOR's; its name of the name is the one we need.
    const rows = rowsOf(bytesOf(asText(file!).replace(';name;', ';EntityName;')));
    expect(rows).toHaveLength(285);
    expect(rows.flatMap(({ remarks }) => remarks)).toEqual([]);
    expect(rows[1]).toMatchObject({ sorId: '311000016009', cells: { EntityName: 'Aarhus Kommune' } });
  });
});
