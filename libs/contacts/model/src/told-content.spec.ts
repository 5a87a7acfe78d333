import fc from 'fast-check';
import type { GroupContent } from './contact';
import type { ObservedGroup } from './observation';
import { toldContent } from './told-content';

const branche = (...codes: string[]): GroupContent => ({ info: { Branche: codes.map((value) => ({ value })) } });

describe('toldContent', () => {
  it('replaces all of a group that is delivered in full', () => {
    const standing = { contactLines: { phoneNo: '33151515', fax: '33151516' } };
    expect(toldContent({ contactLines: { phoneNo: '44151515' } }, standing)).toEqual({
      contactLines: { phoneNo: '44151515' },
    });
    expect(toldContent({}, standing)).toEqual({});
  });

  it('leaves a fax number that the road cannot deliver, also when it tells of no other line', () => {
    const undelivered = { contactLines: ['fax'] } as const;
    const standing = { contactLines: { phoneNo: '33151515', fax: '33151516' } };
    expect(toldContent({ contactLines: { email: 'post@firma.dk' }, undelivered }, standing)).toEqual({
      contactLines: { email: 'post@firma.dk', fax: '33151516' },
    });
    expect(toldContent({ undelivered }, standing)).toEqual({ contactLines: { fax: '33151516' } });
    expect(toldContent({ contactLines: { phoneNo: '1' }, undelivered }, undefined)).toEqual({
      contactLines: { phoneNo: '1' },
    });
  });

  it('leaves a position that the road cannot deliver, also when it tells of no other column', () => {
    const undelivered = { fields: ['position'] } as const;
    const standing = { fields: { position: 'Skibsbygger', name1: 'Ane' } };
    const told: ObservedGroup = { fields: { name1: 'Anne' }, info: { Køn: [{ value: 'K' }] }, undelivered };
    expect(toldContent(told, standing)).toEqual({
      fields: { name1: 'Anne', position: 'Skibsbygger' },
      info: { Køn: [{ value: 'K' }] },
    });
    expect(toldContent({ undelivered }, standing)).toEqual({ fields: { position: 'Skibsbygger' } });
    expect(toldContent({ undelivered }, { info: { Køn: [{ value: 'K' }] } })).toEqual({});
    expect(toldContent({ fields: { name1: 'Anne' } }, standing)).toEqual({ fields: { name1: 'Anne' } });
  });

  it('leaves c/o and takes the rest of the address', () => {
    const told: ObservedGroup = { address: { address1: 'Nygade 2' }, undelivered: { address: ['address3'] } };
    const standing = { address: { address1: 'Gammelgade 1', address2: '1. th', address3: 'c/o Ane Holm' } };
    expect(toldContent(told, standing)).toEqual({ address: { address1: 'Nygade 2', address3: 'c/o Ane Holm' } });
  });

  it('leaves the name of the place while the contact stays there, and not when it moves', () => {
    const undelivered = { addressUnlessMoved: ['address2'] } as const;
    const place = { address1: 'Søgade 1', postcode: '9000', municipality: '0851', country_code: 'DK' };
    const standing = { address: { ...place, address2: 'Solhavehjemmet', city: 'Aalborg' } };
    const told = (address: object): GroupContent =>
      toldContent({ address: { ...place, ...address }, undelivered }, standing);
    expect(told({ address3: 'c/o Åge' })).toEqual({
      address: { ...place, address2: 'Solhavehjemmet', address3: 'c/o Åge' },
    });
    expect(told({ address1: 'Søgade 3' })).toEqual({ address: { ...place, address1: 'Søgade 3' } });
    expect(told({ postcode: '9200' })).toEqual({ address: { ...place, postcode: '9200' } });
    expect(toldContent({ undelivered }, standing)).toEqual({});
  });

  it('leaves values of a label that the road does not know', () => {
    const types = (...values: string[]): GroupContent => ({ info: { Type: values.map((value) => ({ value })) } });
    const undelivered = { info: { Type: ['0004'] } };
    expect(toldContent({ ...types('0003', '0005'), undelivered }, types('0002', '0004'))).toEqual(
      types('0003', '0004', '0005'),
    );
    expect(toldContent({ undelivered }, types('0002', '0004'))).toEqual(types('0004'));
    expect(toldContent({ undelivered }, types('0002'))).toEqual({});
    expect(toldContent({ ...types('0003'), undelivered }, undefined)).toEqual(types('0003'));
  });

  it('puts the main industry first and leaves the secondary ones', () => {
    const told = { ...branche('620100'), undelivered: { furtherInfo: ['Branche'] } };
    expect(toldContent(told, branche('582900', '620200', '631100'))).toEqual(branche('620100', '620200', '631100'));
    // One that has become the main one does not stand twice.
    expect(toldContent(told, branche('582900', '620100', '631100'))).toEqual(branche('620100', '631100'));
    expect(toldContent({ undelivered: { furtherInfo: ['Branche'] } }, branche('582900'))).toEqual({});
  });

  it('keeps the start of a lifetime of which only the end is told', () => {
    const told: ObservedGroup = { ended: { date: '2026-10-01' }, undelivered: { started: true } };
    expect(toldContent(told, { started: { date: '2012-03-01' } })).toEqual({
      started: { date: '2012-03-01' },
      ended: { date: '2026-10-01' },
    });
    expect(toldContent(told, undefined)).toEqual({ ended: { date: '2026-10-01' } });
    expect(toldContent({ ended: { date: '2026-10-01' } }, { started: { date: '2012-03-01' } })).toEqual({
      ended: { date: '2026-10-01' },
    });
  });

  it('changes nothing the second time', () => {
    const text = fc.constantFrom('a', 'b', 'c');
    const lines = fc.record({ phoneNo: text, fax: text, email: text }, { requiredKeys: [] });
    const codes = fc.uniqueArray(text, { minLength: 1 });
    const fields = fc.record({ position: text, name1: text }, { requiredKeys: [] });
    const address = fc.record({ address1: text, address2: text }, { requiredKeys: [] });
    const parts = fc.record({ lines, codes, fields, address });
    const content = parts.map(({ lines: contactLines, codes: all, fields: columns, address: lived }) => ({
      contactLines,
      address: lived,
      fields: columns,
      ...branche(...all),
    }));
    fc.assert(
      fc.property(content, content, (standing, said) => {
        const told: ObservedGroup = {
          ...said,
          undelivered: {
            fields: ['position'],
            contactLines: ['fax'],
            addressUnlessMoved: ['address2'],
            furtherInfo: ['Branche'],
          },
        };
        const once = toldContent(told, standing);
        expect(toldContent(told, once)).toEqual(once);
      }),
    );
  });
});
