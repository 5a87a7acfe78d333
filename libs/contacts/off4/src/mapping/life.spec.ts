import type { ObservedGroup } from '@contact-sync/contacts-model';
import { groupsOf } from '../../test/observed';
import { person, PNR, value } from '../../test/sentences';

describe('birth registration', () => {
  const birth = (record: object, authorities = new Map([['8333', 'Vor Frue Sogn']])): ObservedGroup | undefined =>
    groupsOf(person({}, ['009', { PNR, ...record }]), { authorities }).birth_registration;

  it("the record's text goes before the list, the list before nothing", () => {
    const known = { 'START_MYNKOD-FØDESTED': '8333' };
    expect(birth({ ...known, 'MYNTXT-FØDESTED': 'Et sogn' })?.info).toEqual({
      Fødregkode: value('8333'),
      'Fødreg.myn.': value('Et sogn'),
    });
    expect(birth(known)?.info).toEqual({ Fødregkode: value('8333'), 'Fødreg.myn.': value('Vor Frue Sogn') });
    expect(birth(known, new Map())?.info).toEqual({ Fødregkode: value('8333') });
    expect(birth({ 'START_MYNKOD-FØDESTED': '0000' })).toEqual({});
  });
});
