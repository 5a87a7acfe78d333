import { describeWithPublished } from '@contact-sync/testing';
import { buildSchema } from 'graphql';
import { faultsOf } from '../../test/service-rules';
import { eventsBetween, importStatus } from '../events/documents';
import * as documents from './documents';

interface Operation {
  readonly root: string;
  readonly text: string;
}

const { PROPERTIES, ...others } = documents;
const ALL: [string, Operation][] = [
  ...Object.entries(others),
  ...Object.entries(PROPERTIES).flatMap(([name, { byNumbers, everByIds }]): [string, Operation][] => [
    [`${name} by numbers`, byNumbers],
    [`${name} ever`, everByIds],
  ]),
];

const SDL = 'specs/datafordeler/data/sdl';
const FILES = {
  MAT: `${SDL}/MAT_V001.schema.graphql`,
  EBR: `${SDL}/EBR_V001.assembled.graphql`,
  DAR: `${SDL}/DAR_V001.schema.graphql`,
  DAGI: `${SDL}/DAGI_V001.schema.graphql`,
  BBR: `${SDL}/BBR_V001.schema.graphql`,
  EJFCustom: `${SDL}/FLEX_CURRENT_V003.bfe-extract.graphql`,
};

describeWithPublished('every query on real property', Object.values(FILES), (files) => {
  const registers = Object.keys(FILES);
  const schemas = files.map((file) => buildSchema(new TextDecoder().decode(file)));

  it.each(ALL)('%s is valid, by the published schema and by the rules of the service', (_, { root, text }) => {
    const schema = schemas[registers.indexOf(root.split('_')[0] ?? '')];
    if (schema === undefined) throw new Error(`no schema of ${root}`);
    expect(faultsOf(schema, text)).toEqual([]);
    expect(text).toContain(` ${root}(`);
  });
});

describeWithPublished('the events of another register', [`${SDL}/BBR_V003.events-extract.graphql`], ([file]) => {
  const schema = buildSchema(new TextDecoder().decode(file));

  it.each([eventsBetween('BBR'), importStatus])('$root is valid', ({ text }) => {
    expect(faultsOf(schema, text)).toEqual([]);
  });
});

describe('the queries on real property', () => {
  it('select nothing that was removed on 19 April 2026', () => {
    const removed =
      /fredskov|strandbeskyttelse|klitfredning|jordrente|majoratsskov|samletFastEjendom\s*\{|jordstykke\s*\{/i;
    expect(ALL.filter(([, { text }]) => removed.test(text))).toEqual([]);
  });

  it('send a time in every list but those by id', () => {
    const without = ALL.filter(([, { text }]) => !/(registrerings|virknings)tid: \$at/.test(text));
    expect(without.map(([name]) => name).sort()).toEqual([
      'MAT_BygningPaaFremmedGrundFlade ever',
      'MAT_BygningPaaFremmedGrundPunkt ever',
      'MAT_Ejerlejlighed ever',
      'MAT_SamletFastEjendom ever',
      'locationsByIds',
      'relationsByIds',
    ]);
  });
});
