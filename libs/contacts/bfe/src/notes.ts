import { clean } from '@contact-sync/contacts-datafordeler';
import type { CadastralRow } from './property-life';
import { statusOf } from './property-life';

/** The register's words of the agricultural duty. */
const AGRICULTURE: Readonly<Record<string, string>> = {
  familiebrug: 'Landbrugspligt, familiebrug',
  landbrug: 'Landbrugspligt',
  landbrugudenbygning: 'Landbrugspligt, uden bygning',
};

/** What the register notes of a property, in a fixed order (label `Notering`). */
export function notesOf(row: CadastralRow): string[] {
  const notes = [...ownNotes(row), statusOf(row) === 'foreløbig' && 'Foreløbig'];
  return notes.filter((note) => note !== undefined && note !== false);
}

function ownNotes(row: CadastralRow): (string | undefined | false)[] {
  switch (row.kind) {
    case 'land':
      return [
        agriculture(row.landbrugsnotering),
        row.erFaelleslod === true && 'Fælleslod',
        row.arbejderbolig === true && 'Arbejderbolig',
        row.udskiltVej === true && 'Udskilt vej',
        row.hovedejendomOpdeltIEjerlejligh === true && 'Opdelt i ejerlejligheder',
      ];
    case 'flat':
      return [row.iBygningPaaFremmedGrund === true && 'I bygning på fremmed grund'];
    case 'building-on-foreign-land':
      return [row.opdeltIEjerlejligheder === true && 'Opdelt i ejerlejligheder', row.paaHavet === true && 'På havet'];
  }
}

function agriculture(note: string | null | undefined): string | undefined {
  const said = clean(note);
  // A word that is new to us is shown as the register says it.
  return said === undefined ? undefined : (AGRICULTURE[said.toLowerCase()] ?? `Landbrugsnotering: ${said}`);
}
