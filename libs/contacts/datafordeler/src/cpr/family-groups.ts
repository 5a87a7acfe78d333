import {
  CHILD,
  FATHER,
  groupContent,
  HOLDER_1,
  HOLDER_2,
  type InfoValue,
  MOTHER,
  type ObservedGroup,
  type Reference,
  referencesTo,
  SPOUSE,
} from '@contact-sync/contacts-model';
import type { Element } from './elements';
import type { Fields } from './fields';
import { current, numberOf, type Scene } from './scene';
import { CIVIL_STATUSES, CUSTODY, PARENTS, WITH_SPOUSE } from './words';

/** Civil status, and the spouse; any code but G and P ends the reference on the day of the event. */
export function civilStatus(scene: Scene): ObservedGroup | undefined {
  const element = current(scene, 'civilstande')?.[0];
  if (element === undefined) return undefined;
  const { fields, since } = element;
  const code = fields.word('civilstandstype', CIVIL_STATUSES) ?? fields.fault('civilstandstype');
  const hasSpouse = code !== undefined && WITH_SPOUSE.has(code);
  // Married to nobody that is told of: that would end the spouse who is known.
  if (hasSpouse && !fields.has('aegtefaelle')) return undefined;
  return groupContent({
    info: { Civilstand: code },
    dates: { 'Civst.fra': since },
    references: { Ægtefælle: hasSpouse ? referencesTo(SPOUSE, named(fields.object('aegtefaelle')), since) : [] },
    referencesEnd: hasSpouse ? undefined : since,
  });
}

export function separation(scene: Scene): ObservedGroup | undefined {
  const fields = current(scene, 'civilstande')?.[0]?.fields;
  if (fields === undefined || !fields.has('separation')) return undefined;
  const separated = fields.object('separation');
  const until = separated?.firstDayWithout('virkningtil');
  const isOver = until !== undefined && until <= scene.day;
  return groupContent({ dates: { Separeret: isOver ? undefined : separated?.dated('virkningfra') } });
}

/** Children, by number. */
export function children(scene: Scene): ObservedGroup | undefined {
  const elements = current(scene, 'boern');
  if (elements === undefined) return undefined;
  const numbers = elements.flatMap(({ fields }) => numberOf(fields.object('barn')) ?? []);
  const references = [...new Set(numbers)].sort().flatMap((number) => referencesTo(CHILD, { number }, undefined));
  return groupContent({ references: { Barn: references } });
}

export function parents(scene: Scene): ObservedGroup | undefined {
  const elements = current(scene, 'foraeldreoplysninger');
  if (elements === undefined) return undefined;
  const { mother, father } = parentsOf(elements);
  return groupContent({
    references: {
      Forældre: [
        ...referencesTo(MOTHER, named(mother?.fields.object('foraelder')), mother?.since),
        ...referencesTo(FATHER, named(father?.fields.object('foraelder')), father?.since),
      ],
    },
  });
}

/** Custody, on the child. A mother or father who holds it is the parent, the same contact as under `Forældre`. */
export function custody(scene: Scene): ObservedGroup | undefined {
  const elements = current(scene, 'foraeldremyndighedsoplysninger');
  const parentElements = current(scene, 'foraeldreoplysninger');
  if (elements === undefined || parentElements === undefined) return undefined;
  const holders = elements
    .flatMap((element) => holderOf(element, parentsOf(parentElements)))
    .sort((a, b) => (a.order < b.order ? -1 : Number(a.order > b.order)));
  const types = [...new Set(holders.map(({ type }) => type))];
  return groupContent({
    info: { Forældremyndighedstype: types.map((value): InfoValue => ({ value })) },
    references: { Forældremyndighed: holders.flatMap(({ references }) => references) },
  });
}

interface Holder {
  readonly type: string;
  readonly order: string;
  readonly references: readonly Reference[];
}

function holderOf({ fields, since }: Element, { mother, father }: Parents): Holder[] {
  const relation = 'foraeldremyndighedsrelation';
  const type = fields.word(relation, CUSTODY) ?? fields.fault(relation);
  const said = named(fields.object('foraeldremyndighedsindehaver'));
  const holder = (references: Reference[]): Holder[] =>
    type === undefined ? [] : [{ type, order: `${type} ${said.number ?? ''} ${fields.canonical()}`, references }];
  switch (type) {
    case '0003':
      return holder(referencesTo(MOTHER, named(mother?.fields.object('foraelder')), since));
    case '0004':
      return holder(referencesTo(FATHER, named(father?.fields.object('foraelder')), since));
    case '0005':
      return holder(referencesTo(HOLDER_1, { number: said.number }, since));
    case '0006':
      return holder(referencesTo(HOLDER_2, { number: said.number }, since));
    case undefined:
      return [];
  }
}

interface Parents {
  readonly mother: Element | undefined;
  readonly father: Element | undefined;
}

/** The one in each place who holds it last: the elements come in that order. */
function parentsOf(elements: readonly Element[]): Parents {
  const roles = elements.map(({ fields }) => fields.word('foraelderrolle', PARENTS) ?? fields.fault('foraelderrolle'));
  return { mother: elements[roles.indexOf('mother')], father: elements[roles.indexOf('father')] };
}

/** How a relative is named: by number, or by a name where there is none. */
export function named(relative: Fields | undefined): { number?: string | undefined; name?: string | undefined } {
  return { number: numberOf(relative), name: relative?.text('navn') };
}
