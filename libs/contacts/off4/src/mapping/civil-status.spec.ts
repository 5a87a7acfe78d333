import type { ObservedGroup } from '@contact-sync/contacts-model';
import { groupsOf } from '../../test/observed';
import { moment, number, on, OTHER, person, PNR, value } from '../../test/sentences';

describe('spouse', () => {
  const civil = (record: object): ObservedGroup | undefined =>
    groupsOf(person({}, ['012', { PNR, 'HAENSTART-CIVILSTAND': moment('2020-02-02'), ...record }])).civil_status;

  it.each(['G', 'P'])('%s names the spouse of now', (CIVST) => {
    expect(civil({ CIVST, AEGTEPNR: OTHER })).toEqual({
      info: { Civilstand: value(CIVST) },
      dates: { 'Civst.fra': on('2020-02-02') },
      references: { Ægtefælle: [{ slot: 'spouse', relative: number(OTHER), start: on('2020-02-02') }] },
    });
  });

  it.each(['U', 'F', 'E', 'O', 'L', 'D'])('%s ends the reference on the day of the event', (CIVST) => {
    const group = civil({ CIVST, AEGTEPNR: OTHER });
    expect(group?.references).toBeUndefined();
    expect(group?.referencesEnd).toEqual(on('2020-02-02'));
  });

  it('by name, and by neither', () => {
    expect(civil({ CIVST: 'G', AEGTEPNR: '0000000000', AEGTENVN: 'Øst,Åge' })?.references).toEqual({
      Ægtefælle: [
        {
          slot: 'spouse',
          relative: { kind: 'name', nameType: 'P', name: 'Øst,Åge', relation: 'Ægtefælle til' },
          start: on('2020-02-02'),
        },
      ],
    });
    expect(civil({ CIVST: 'G', AEGTEPNR: '0000000000' })).not.toHaveProperty('references');
  });
});
