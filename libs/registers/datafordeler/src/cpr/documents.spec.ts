import { Kind, parse, visit } from 'graphql';
import { personsByNumbers } from './documents';

/** Whoever is named in an answer: the person, and relatives. */
const PERSONS = ['nodes', 'aegtefaelle', 'barn', 'foraelder', 'foraeldremyndighedsindehaver', 'vaerge'];

it.each(['PublicSector', 'PrivateSector'] as const)(
  'the query of %s asks for the protection of everybody who is named, and holds no number',
  (sector) => {
    const { root, text } = personsByNumbers(sector);
    const named: string[] = [];
    const unprotected: string[] = [];
    visit(parse(text), {
      Field: ({ name, alias, selectionSet }) => {
        expect(alias).toBeUndefined();
        if (!PERSONS.includes(name.value)) return;
        named.push(name.value);
        const asked = selectionSet?.selections.flatMap((one) => (one.kind === Kind.FIELD ? one.name.value : []));
        if (!asked?.includes('beskyttelser')) unprotected.push(name.value);
      },
    });
    expect(unprotected).toEqual([]);
    expect(named.sort()).toEqual(sector === 'PublicSector' ? [...PERSONS].sort() : ['nodes']);
    expect(text).toContain(`  ${root}(`);
    expect(text).not.toMatch(/\d{6}/);
  },
);
