import { describeWithPublished } from '@contact-sync/testing';
import { type ChangedObject, changedObjects, type IdsOf } from './changed-objects';
import type { EventRow } from './documents';

const TODAY = '2026-11-21';
const row = (eventid: number, object_id: string | null, own: Partial<EventRow> = {}): EventRow => ({
  eventid,
  entityname: 'Navn',
  object_id,
  fromfailedimport: false,
  object_virkningfra: '2020-01-01T00:00:00.000000Z',
  ...own,
});

const withoutEntity = (rows: readonly EventRow[], idsOf: IdsOf = 'register'): Omit<ChangedObject, 'entity'>[] =>
  changedObjects(rows, TODAY, idsOf).map(({ entity: _entity, ...object }) => object);

describe('the events of a stretch', () => {
  it('are the objects that changed, each once, by the last event on it', () => {
    const rows = [row(12, 'b'), row(10, 'a'), row(11, 'b'), row(10, 'a'), row(14, 'a')];
    expect(withoutEntity(rows)).toEqual([
      { objectId: 'b', key: '12' },
      { objectId: 'a', key: '14' },
    ]);
  });

  it('leave out what a failed import said, and what names nobody', () => {
    expect(withoutEntity([row(1, 'a', { fromfailedimport: true }), row(2, null), row(3, '')])).toEqual([]);
  });

  it('name each later day on which a change takes effect, beside the change itself', () => {
    const on = (day: string) => ({ object_virkningfra: `${day}T00:00:00.000000Z` });
    const rows = [row(1, 'a'), row(2, 'a', on('2026-11-22')), row(3, 'a', on('2027-01-01')), row(4, 'b', on(TODAY))];
    expect(withoutEntity(rows)).toEqual([
      { objectId: 'a', key: '1' },
      { objectId: 'a', key: '2', effective: '2026-11-22' },
      { objectId: 'a', key: '3', effective: '2027-01-01' },
      { objectId: 'b', key: '4' },
    ]);
  });

  it('tell objects of one id apart where ids are of an entity', () => {
    const parcel = { entityname: 'Jordstykke' };
    const rows = [row(1, '7', parcel), row(2, '7'), row(3, '7', parcel)];
    expect(changedObjects(rows, TODAY, 'entity')).toEqual([
      { entity: 'Navn', objectId: '7', key: '2' },
      { entity: 'Jordstykke', objectId: '7', key: '3' },
    ]);
    expect(changedObjects(rows, TODAY, 'register')).toEqual([{ entity: 'Jordstykke', objectId: '7', key: '3' }]);
  });

  it('may be without a day, as deletions are', () => {
    expect(withoutEntity([row(1, 'a', { object_virkningfra: null })])).toEqual([{ objectId: 'a', key: '1' }]);
  });
});

const RECORDED = 'specs/datafordeler/data/samples/cvr_events_v2_recorded.json';

describeWithPublished('events as they were recorded', [RECORDED], ([file]) => {
  it('name three units, though deletions carry old sequence numbers', () => {
    const { data } = JSON.parse(new TextDecoder().decode(file)) as {
      data: { CVR_Events: { nodes: readonly EventRow[] } };
    };
    expect(withoutEntity(data.CVR_Events.nodes)).toEqual([
      { objectId: '4010603255', key: '7' },
      { objectId: '4003849238', key: '32' },
      { objectId: '4003849237', key: '49' },
    ]);
  });
});
