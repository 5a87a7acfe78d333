import { type Dated, groupContent, type InfoValue, type ObservedGroup, yearOf } from '@contact-sync/contacts-model';
import { present, text } from '../texts';
import { elementsOf } from './elements';
import { current, numberOf, type Scene } from './scene';
import { CREDIT_WARNING, DEAD, GENDERS, NAME_AND_ADDRESS, NOT_TOLD, PROTECTIONS } from './words';

/** Name and address protection since the earliest start; other types as dated information. Carried before all else. */
export function protection(scene: Scene): ObservedGroup {
  const starts: Dated[] = [];
  const types: InfoValue[] = [];
  for (const { fields, since } of current(scene, 'beskyttelser') ?? []) {
    const type = fields.word('beskyttelsestype', PROTECTIONS) ?? fields.fault('beskyttelsestype');
    if (type === NAME_AND_ADDRESS) starts.push(since ?? yearOf(scene.asOf));
    else if (type !== undefined && type !== CREDIT_WARNING) types.push(present<InfoValue>({ value: type, since }));
  }
  return groupContent({
    protection: starts.sort((a, b) => compareText(a.date, b.date))[0],
    info: { Beskyttelsestype: types.sort(byValueThenDate) },
    undelivered: { info: { Beskyttelsestype: NOT_TOLD } },
  });
}

/** Whether name and address are protected, whatever the person's own contact says. */
export function isProtected(scene: Scene): boolean {
  return protection(scene).protection !== undefined;
}

/** Earlier numbers of the same human being. The private sector is told the valid one only. */
export function numbers({ person, number }: Scene): ObservedGroup {
  const earlier = (elementsOf(person, 'personnumre') ?? []).flatMap(({ fields, state }) =>
    state === 'historisk' ? (numberOf(fields) ?? []) : [],
  );
  return groupContent({ earlierNumbers: [...new Set(earlier)].filter((one) => one !== number).sort() });
}

/** Datafordeler does not tell the position; one that is shown stays. */
export function identity({ person, number }: Scene): ObservedGroup {
  return groupContent({
    info: { GældendePNR: number, Køn: person.word('koen', GENDERS) },
    dates: { Fødselsdag: person.dated('foedselsdato') },
    undelivered: { fields: ['position'] },
  });
}

/** The status, and the end of the contact for the dead (CPR-3). */
export function status({ status: code, statusSince, asOf, settings }: Scene): ObservedGroup {
  const ends = settings.endDateForStatus90 && code === DEAD;
  return groupContent({
    info: { Status: code },
    dates: { Statusfra: statusSince },
    ended: ends ? (statusSince ?? yearOf(asOf)) : undefined,
  });
}

/** First and middle names, and the surname. Everybody but a child without a name has one: none says nothing. */
export function name(scene: Scene): ObservedGroup | undefined {
  const fields = current(scene, 'navne')?.[0]?.fields;
  if (fields === undefined) return undefined;
  const given = ['fornavne', 'mellemnavn'].flatMap((part) => fields.text(part) ?? []).join(' ');
  const name1 = text(given, 'name1', scene.remark);
  const name2 = text(fields.text('efternavn'), 'name2', scene.remark);
  return name1 === undefined && name2 === undefined ? undefined : groupContent({ fields: { name1, name2 } });
}

/**
 * The addressing name. Delivered as `Surname,First M`; in the other order where that is agreed with CPR for files, so that
 * the same name does not change with the road.
 */
export function addressingName(scene: Scene): ObservedGroup | undefined {
  const delivered = current(scene, 'navne')?.[0]?.fields.text('adresseringsnavn');
  const inOrder = scene.settings.addressingNameOrder === 'first-last' ? firstNameFirst(delivered) : delivered;
  const column = text(inOrder, 'text', scene.remark);
  return column === undefined ? undefined : groupContent({ fields: { text: column } });
}

/** A surname holds no comma (field-mapping-notes, 3). */
const firstNameFirst = (delivered: string | undefined): string | undefined =>
  delivered?.replace(/^([^,]+),\s*(.+)$/, '$2 $1');

function byValueThenDate(a: InfoValue, b: InfoValue): number {
  return compareText(a.value, b.value) || compareText(a.since?.date ?? '', b.since?.date ?? '');
}

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
