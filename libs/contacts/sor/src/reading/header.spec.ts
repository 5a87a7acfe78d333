import { bytesOf, headerOf } from '../../test/file';
import { readSorHeader } from './header';

const fault = (file: Uint8Array): unknown => {
  const read = readSorHeader(file, { whole: true });
  return read !== 'more' && 'fault' in read ? read.fault : read;
};

describe('the names of columns', () => {
  it('are known by letters and digits alone, whatever is around them', () => {
    const header = headerOf('\ufeffsor_id;"ENTITYNAME"; Todate ;="UpdatedAt";"=""Postal-Address Street Name"""\n');
    expect([...header.columns]).toEqual([
      ['SorId', 0],
      ['EntityName', 1],
      ['ToDate', 2],
      ['UpdatedAt', 3],
      ['PostalAddressStreetName', 4],
    ]);
  });

  it('may be those of the legacy file', () => {
    const header = headerOf('SOR-kode;Enhedsnavn;SOR-type;Telefon;E-mail;P_Postnummer;P_By;Ophørtdato;B_By;CVR\n');
    expect([...header.columns.keys()]).toEqual([
      'SorId',
      'EntityName',
      'SorType',
      'VirtualAddressTelephoneNumber',
      'VirtualAddressEmailAddress',
      'PostalAddressPostCodeId',
      'PostalAddressDistrictName',
      'ToDate',
      'VisitingAddressDistrictName',
      'InstitutionOwnerCvrNumberId',
    ]);
    expect(header.unknown).toEqual([]);
  });

  it('tell which are unknown, which stand twice and which of ours are missing', () => {
    const header = headerOf('Farve;SorId;EntityName;ToDate;Entity Name;Højde;FirstFromDate;FromDate;UpdatedAt\n');
    expect(header).toMatchObject({ unknown: ['Farve', 'Højde'], repeated: ['Entity Name'] });
    expect(header.columns.get('EntityName')).toBe(2);
    expect(header.missing).toEqual([
      'PostalAddressStreetName',
      'PostalAddressStreetBuildingId',
      'PostalAddressFloorId',
      'PostalAddressSuiteId',
      'PostalAddressAdditionalAddressInfo',
      'PostalAddressPostCodeId',
      'PostalAddressDistrictName',
      'PostalAddressCountryIdCode',
      'VirtualAddressTelephoneNumber',
      'VirtualAddressEmailAddress',
    ]);
  });

  it('are read in Windows-1252 where they are no UTF-8', () => {
    const read = readSorHeader(Uint8Array.from(Buffer.from('SorId;EntityName;H\xf8jde\n', 'latin1')));
    expect(read).toMatchObject({ header: { unknown: ['Højde'] } });
  });
});

describe('the delimiter', () => {
  it.each([
    ['SorId;EntityName;"A,B,C,D"', ';'],
    ['SorId,EntityName,ToDate', ','],
    ['SorId\tEntityName\tToDate', '\t'],
  ])('is the most frequent one outside quotation marks: %j', (text, delimiter) => {
    expect(headerOf(`${text}\n`).delimiter).toBe(delimiter);
  });
});

describe('the end of the header', () => {
  const NAMES = 'SorId;EntityName';

  it.each([
    ['a line feed', `${NAMES}\nx`, 17, false],
    ['both', `${NAMES}\r\nx`, 18, false],
    ['a carriage return', `${NAMES}\rx\ry`, 17, true],
    ['the end of the file', NAMES, 16, false],
    ['a mark before it', `\ufeff${NAMES}\r\nx`, 21, false],
    ['blank lines and the delimiter of Excel before it', `\r\nsep=;\r\n${NAMES}\r\nx`, 27, false],
  ])('may be %s', (_, text, length, carriageReturns) => {
    expect(headerOf(text)).toMatchObject({ length, carriageReturns });
  });

  it('is waited for', () => {
    expect(readSorHeader(bytesOf(NAMES))).toBe('more');
    // A line feed may follow.
    expect(readSorHeader(bytesOf(`${NAMES}\r`))).toBe('more');
    expect(readSorHeader(new Uint8Array(0))).toBe('more');
    expect(readSorHeader(bytesOf('\ufeff'))).toBe('more');
  });
});

describe('what is refused by its beginning', () => {
  it.each([
    ['nothing', '', 'empty'],
    ['a mark alone', '\ufeff', 'empty'],
    ['blank lines', '\r\n \n', 'empty'],
    ['a web page', '<!DOCTYPE html>\n<html>', 'web-page'],
    ['a web page with a mark', '\ufeff<html>\n', 'web-page'],
    ['a zip file', 'PK\u0003\u0004…\n', 'zip'],
    ['a row', '710001000016004;Klinik\n', 'no-header'],
    ['an endless line', 'x'.repeat(70_000), 'columns-missing'],
    ['NUL bytes', 'Sor\0Id;EntityName\n', 'not-text'],
    ['another table', 'Id;Navn\n', 'columns-missing'],
  ])('%s', (_, text, code) => {
    expect(fault(bytesOf(text))).toBe(code);
  });

  it('UTF-16 and gzip', () => {
    expect(fault(Uint8Array.from(Buffer.from('\ufeffSorId;EntityName\n', 'utf16le')))).toBe('not-text');
    expect(fault(Uint8Array.from(Buffer.from('SorId;EntityName\n', 'utf16le')))).toBe('not-text');
    expect(fault(Uint8Array.of(0xfe, 0xff, 0, 0x53))).toBe('not-text');
    expect(fault(Uint8Array.of(0x1f, 0x8b, 8, 0))).toBe('not-text');
  });

  it('an endless line, of which more could come', () => {
    expect(readSorHeader(bytesOf('x'.repeat(70_000)))).toMatchObject({ fault: 'no-header' });
  });

  it('says which column is missing and what was found, shortened and harmless', () => {
    expect(readSorHeader(bytesOf(`SorId;Navn\u0007;${'x'.repeat(50)}\n`))).toEqual({
      fault: 'columns-missing',
      said: 'The first line has no column EntityName, without which nothing can be imported.',
      found: ['SorId', 'Navn?', `${'x'.repeat(40)}…`],
    });
  });
});
