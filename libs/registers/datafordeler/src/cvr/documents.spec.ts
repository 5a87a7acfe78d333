import { describeWithPublished } from '@contact-sync/testing';
import { buildSchema } from 'graphql';
import { faultsOf } from '../../test/service-rules';
import { eventsBetween, importStatus } from '../events/documents';
import * as documents from './documents';

const { FACTS, ...others } = documents;
const ALL = Object.entries({ ...others, ...FACTS, importStatus, eventsBetween: eventsBetween('CVR') });

const SCHEMA = 'specs/datafordeler/data/sdl/CVR_V002.assembled.graphql';

describeWithPublished('every query on CVR/v2', [SCHEMA], ([file]) => {
  const schema = buildSchema(new TextDecoder().decode(file));

  it.each(ALL)('%s is valid, by the published schema and by the rules of the service', (_, { root, text }) => {
    expect(faultsOf(schema, text)).toEqual([]);
    expect(text).toContain(` ${root}`);
  });

  it.each([
    ['no filter', 'query Q { CVR_Navn(first: 10) { nodes { vaerdi } } }', 'filter of CVR_Navn missing'],
    [
      'a filter that does not count',
      'query Q { CVR_Navn(where: { and: [{ virkningFra: { gt: "2020-01-01" } }] }) { nodes { vaerdi } } }',
      'filter of CVR_Navn missing',
    ],
    ['an alias', 'query Q { CVR_Navn(where: { CVREnhedsId: { eq: "1" } }) { nodes { navn: vaerdi } } }', 'alias navn'],
    [
      'two roots',
      'query Q { DAF_RegisterImportStatus { lastEventId } CVR_Events { nodes { eventid } } }',
      'not one root field',
    ],
    [
      'a field that is not there',
      'query Q { CVR_Navn(where: { CVREnhedsId: { eq: "1" } }) { nodes { navn } } }',
      'Cannot query field "navn" on type "CVR_Navn".',
    ],
    [
      'a list that is too long',
      `query Q { CVR_Navn(where: { CVREnhedsId: { in: [${'"1",'.repeat(101)}] } }) { nodes { vaerdi } } }`,
      'more than 100 values',
    ],
  ])('a query with %s would be found', (_, text, fault) => {
    expect(faultsOf(schema, text)).toContain(fault);
  });
});

describe('the readings of units and facts', () => {
  const histories = ALL.filter(
    ([name]) => name !== 'importStatus' && name !== 'eventsBetween' && name !== 'namesEqual',
  );

  it.each(histories)('%s asks for every period: no virkningstid, all four times', (_, { text }) => {
    expect(text).not.toContain('virkningstid');
    for (const time of ['registreringFra', 'registreringTil', 'virkningFra', 'virkningTil'])
      expect(text).toContain(time);
  });

  it('there are two of units by number, two by id, and six of facts', () => {
    expect(histories).toHaveLength(10);
  });
});
