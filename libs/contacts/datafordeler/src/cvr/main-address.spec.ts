import { address } from '../../test/rows';
import { mainAddress } from './main-address';
import type { AdresseringRow } from './rows';

const mapped = (own: Partial<AdresseringRow>) => mainAddress(address(own), () => undefined);

/** Without a road in Denmark. */
const NO_ROAD = {
  CVRAdresse_vejnavn: null,
  CVRAdresse_husnummerFra: null,
  CVRAdresse_postnummer: null,
  CVRAdresse_postdistrikt: null,
  CVRAdresse_kommunekode: null,
  CVRAdresse_landekode: null,
};

describe('an address of CVR', () => {
  it.each<[string, Partial<AdresseringRow>, string]>([
    ['a house number', { CVRAdresse_husnummerFra: '12A' }, 'Halfdansgade 12A'],
    ['house numbers from and to', { CVRAdresse_husnummerTil: '10' }, 'Halfdansgade 8-10'],
    ['the same number twice', { CVRAdresse_husnummerTil: '8' }, 'Halfdansgade 8'],
    ['no house number', { CVRAdresse_husnummerFra: null }, 'Halfdansgade'],
    ['a post box beside the road', { CVRAdresse_postboks: '15' }, 'Halfdansgade 8'],
  ])('has %s in its first line', (_, own, line) => {
    expect(mapped(own)?.address1).toBe(line);
  });

  it.each<[string | null, string | null, string | undefined]>([
    ['1', 'tv', '1. tv'],
    ['1.', '1', '1. 1'],
    ['st', 'th', 'st. th'],
    ['02', null, '2.'],
    [null, 'mf', 'mf'],
    [' ', '', undefined],
  ])('has floor %p and door %p in its second line', (floor, door, line) => {
    expect(mapped({ CVRAdresse_etagebetegnelse: floor, CVRAdresse_doerbetegnelse: door })?.address2).toBe(line);
  });

  it('has c/o in its third line', () => {
    expect(mapped({ coNavn: ' Bogholderiet  ' })?.address3).toBe('Bogholderiet');
  });

  it.each([
    ['101', '0101'],
    ['0461', '0461'],
    ['0', undefined],
    ['0000', undefined],
    ['x', undefined],
    [null, undefined],
  ])('writes municipality %p as %p', (code, municipality) => {
    expect(mapped({ CVRAdresse_kommunekode: code })?.municipality).toBe(municipality);
  });

  it('is a post box where there is no road', () => {
    expect(mapped({ ...NO_ROAD, CVRAdresse_postboks: '15', CVRAdresse_postnummer: '2300' })).toEqual({
      address1: 'Postboks 15',
      postcode: '2300',
      country_code: 'DK',
    });
  });

  it('is taken from its free text abroad, with c/o on a line of its own', () => {
    const abroad = { CVRAdresse_landekode: 'se', CVRAdresse_adresseFritekst: 'Storgatan 1\r\nBox 12\n\n211 34 Malmö' };
    expect(mapped({ ...NO_ROAD, ...abroad })).toEqual({
      address1: 'Storgatan 1',
      address2: 'Box 12',
      address3: '211 34 Malmö',
      country_code: 'SE',
    });
    expect(mapped({ ...NO_ROAD, ...abroad, coNavn: 'Ekonomi' })).toEqual({
      address1: 'Storgatan 1',
      address2: 'Box 12, 211 34 Malmö',
      address3: 'Ekonomi',
      country_code: 'SE',
    });
  });

  it('is of no known country where free text has none', () => {
    expect(mapped({ ...NO_ROAD, CVRAdresse_adresseFritekst: 'Storgatan 1' })).toEqual({ address1: 'Storgatan 1' });
  });

  it('keeps to the road where a Danish address has free text as well', () => {
    expect(mapped({ CVRAdresse_adresseFritekst: 'noget andet' })?.address1).toBe('Halfdansgade 8');
  });

  it('is none where nothing but the country is told', () => {
    expect(mapped({ ...NO_ROAD, CVRAdresse_landekode: 'DK' })).toBeUndefined();
  });

  it('holds no control characters and says what it cut', () => {
    const remarks: string[] = [];
    const row = address({ coNavn: `a\u0000b${'c'.repeat(200)}` });
    expect(mainAddress(row, (text) => remarks.push(text))?.address3).toBe(`a b${'c'.repeat(147)}`);
    expect(remarks).toEqual(['address3 is longer than 150 characters and was cut']);
  });
});
