import {
  addressLines,
  groupContent,
  GUARDIAN,
  type ObservedGroup,
  type Reference,
  referencesTo,
} from '@contact-sync/contacts-model';
import type { Element } from './elements';
import { named } from './family-groups';
import { current, linesOf, type Scene } from './scene';
import { GUARDIANS, GUARDIANSHIPS } from './words';

export function emigration(scene: Scene): ObservedGroup | undefined {
  const elements = current(scene, 'udrejseIndrejser');
  return elements && groupContent({ dates: { Udrejst: elements[0]?.since } });
}

export function disappearance(scene: Scene): ObservedGroup | undefined {
  const elements = current(scene, 'forsvindinger');
  return elements && groupContent({ dates: { Forsvundet: elements[0]?.since } });
}

/** Under guardianship since. Written whatever the setting for guardians says (CPR-5). */
export function guardianship(scene: Scene): ObservedGroup | undefined {
  const elements = current(scene, 'vaergemaal');
  return elements && groupContent({ dates: { Umyndig: elements[0]?.since } });
}

/** The guardian. Without a guardianship, or with a blank start, there is none any more. */
export function guardian(scene: Scene): ObservedGroup | undefined {
  const elements = current(scene, 'vaergemaal');
  if (elements === undefined) return undefined;
  const [element] = elements;
  if (element?.since === undefined) return groupContent({});
  return groupContent({
    info: { Værgemålstype: element.fields.word('vaergemaalstype', GUARDIANSHIPS) },
    references: { Værge: guardianOf(element, scene) },
  });
}

function guardianOf({ fields }: Element, { settings, day }: Scene): Reference[] {
  const start = fields.dated('vaergevirkningfra');
  const { number, name } = named(fields.object('vaerge'));
  switch (fields.word('vaergetype', GUARDIANS) ?? fields.fault('vaergetype')) {
    case 'number':
      // Half an answer would end the guardian who is known.
      if (number === undefined) fields.fault('vaerge');
      return referencesTo(GUARDIAN, { number }, start);
    case 'text': {
      const address = addressLines(linesOf(fields.object('vaergeadresse'), day));
      return referencesTo(GUARDIAN, { name, address, nameType: settings.guardianNameType }, start);
    }
    case 'elsewhere':
    case undefined:
      return [];
  }
}
