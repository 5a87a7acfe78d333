import { present } from '../texts';
import { named } from './family-groups';
import type { Fields } from './fields';
import { current, type Scene } from './scene';
import { CIVIL_STATUSES, CUSTODY, PARENTS, WITH_SPOUSE } from './words';

/** A relative as an answer names them. Whether name and address are protected is told of the person alone. */
export interface NamedRelation {
  readonly role: 'spouse' | 'child' | 'mother' | 'father' | 'custodian' | 'guardian';
  readonly number?: string;
  readonly name?: string;
}

/** The relatives that count now; mothers and fathers who hold custody stand as parents. For a look-up: nothing is stored. */
export function relatedPersons(scene: Scene): NamedRelation[] {
  const civil = current(scene, 'civilstande')?.[0]?.fields;
  const hasSpouse = WITH_SPOUSE.has(civil?.word('civilstandstype', CIVIL_STATUSES) ?? '');
  return [
    ...(hasSpouse ? relation('spouse', civil?.object('aegtefaelle')) : []),
    ...each(scene, 'boern', (fields) => relation('child', fields.object('barn'))),
    ...each(scene, 'foraeldreoplysninger', (fields) => {
      const role = fields.word('foraelderrolle', PARENTS);
      return role === undefined ? [] : relation(role, fields.object('foraelder'));
    }),
    ...each(scene, 'foraeldremyndighedsoplysninger', (fields) => {
      const type = fields.word('foraeldremyndighedsrelation', CUSTODY);
      const isOther = type === '0005' || type === '0006';
      return isOther ? relation('custodian', fields.object('foraeldremyndighedsindehaver')) : [];
    }),
    ...each(scene, 'vaergemaal', (fields) => relation('guardian', fields.object('vaerge'))),
  ].sort((a, b) => compareText(textOf(a), textOf(b)));
}

function each(scene: Scene, list: string, of: (fields: Fields) => NamedRelation[]): NamedRelation[] {
  return (current(scene, list) ?? []).flatMap(({ fields }) => of(fields));
}

function relation(role: NamedRelation['role'], relative: Fields | undefined): NamedRelation[] {
  const { number, name } = named(relative);
  return number === undefined && name === undefined ? [] : [present<NamedRelation>({ role, number, name })];
}

const ORDER: readonly NamedRelation['role'][] = ['spouse', 'child', 'mother', 'father', 'custodian', 'guardian'];

const textOf = ({ role, number = '', name = '' }: NamedRelation): string => `${ORDER.indexOf(role)} ${number} ${name}`;

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
