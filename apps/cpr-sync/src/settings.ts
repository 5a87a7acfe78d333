import { choice, list, text, toggle, wholeNumber, type ValuesOf } from '@contact-sync/service';

/** The record types a task delivers unless told otherwise: all that say something of a contact. */
const DEFAULT_RECORD_TYPES =
  '001 002 003 004 005 006 007 008 009 010 011 012 013 014 015 016 017 022 052 099 910 997'.split(' ');

/** What an administrator may change about persons from CPR, with defaults and texts. */
export const cprSettings = {
  cprIntegration: toggle({
    default: false,
    text: {
      da: 'CPR-integration: uden den afvises opslag, import og kørsler',
      en: 'CPR integration: without it look-ups, imports and runs are refused',
    },
  }),
  filePersons: choice({
    of: ['known', 'all'],
    default: 'known',
    text: {
      da: 'Hvem importeres fra filer: kun personer, der er kontakter, eller alle (første indlæsning)',
      en: 'Who is imported from files: only persons who are contacts, or everybody (first load)',
    },
  }),
  chainGap: choice({
    of: ['warn', 'stop'],
    default: 'warn',
    text: {
      da: 'Når der mangler en fil i rækken: advar og importér, eller stop',
      en: 'When a file of the chain is missing: warn and import, or stop',
    },
  }),
  pattern: text({
    maxLength: 100,
    default: 'd*.l*',
    text: {
      da: 'Maske for filnavne: * er alle tegn, ? er et; gælder begge trin',
      en: 'Mask of file names: * is any characters, ? is one; for both stages',
    },
  }),
  prefix: text({
    maxLength: 30,
    default: 'imported-',
    text: {
      da: 'Præfiks, som en fil får foran sit navn, når den er behandlet; gælder begge trin',
      en: 'Prefix that a file gets before its name when it has been dealt with; for both stages',
    },
  }),
  recordTypes: list({
    maxItems: 60,
    each: { maxLength: 3, form: { pattern: /\d{3}/, said: 'must be three digits' } },
    default: DEFAULT_RECORD_TYPES,
    text: {
      da: 'Recordtyper, som er bestilt hos CPR. En type, der ikke er bestilt, kan ikke afslutte noget ved at mangle',
      en: 'Record types ordered from CPR. A type that is not ordered cannot end anything by being absent',
    },
  }),
  taskRecordTypes: list({
    maxItems: 50,
    each: {
      maxLength: 250,
      form: {
        pattern: /\d{6}:( ?\d{3})+/,
        said: 'must be a task number, a colon, and record types: 110901: 001 003 008',
      },
    },
    default: [],
    text: {
      da: 'Recordtyper for en enkelt opgave, når de afviger: opgavenummer, kolon, recordtyper',
      en: 'Record types of a single task where they differ: task number, colon, record types',
    },
  }),
  keyConstantLength: wholeNumber({
    min: 0,
    max: 15,
    default: 0,
    text: {
      da: 'Længde af nøglekonstanten bag record 001 i filer uden linjeskift (tegn); 0: findes selv',
      en: 'Length of the key constant after record 001 in files without line ends (characters); 0: found out',
    },
  }),
  guardianNameType: text({
    maxLength: 1,
    form: { pattern: /[A-Z0-9]/, said: 'must be one capital letter or digit' },
    default: 'P',
    text: {
      da: 'Kontakttype for pårørende og værger uden personnummer',
      en: 'Contact type of relatives and guardians without a person number',
    },
  }),
  updateGuardiansAndCustodians: toggle({
    default: true,
    text: {
      da: 'Opdatér værger og forældremyndighedsindehavere',
      en: 'Update legal guardians and parental custodians',
    },
  }),
  endDateForStatus90: toggle({
    default: true,
    text: {
      da: 'Sæt slutdato på kontakter med status 90 (død)',
      en: 'Set the end date of contacts with status 90 (dead)',
    },
  }),
  forceUpdate: toggle({
    default: true,
    text: {
      da: 'Nyere oplysninger fra CPR erstatter manuelle rettelser (ForceUpdate)',
      en: 'Newer data from CPR replace manual edits (ForceUpdate)',
    },
  }),
};

export type CprSettings = ValuesOf<typeof cprSettings>;

/** Why work is refused while the switch is off (CVR-1). */
export const INTEGRATION_OFF = { code: 'cpr-integration-off', text: 'CPR integration is switched off' } as const;

/** The record types that a task delivers: the single task's list where there is one, else the common one. */
export function recordTypesOf(
  taskNumber: string,
  settings: Pick<CprSettings, 'recordTypes' | 'taskRecordTypes'>,
): Set<string> {
  const own = settings.taskRecordTypes.find((entry) => entry.startsWith(`${taskNumber}:`));
  return new Set(own === undefined ? settings.recordTypes : own.slice(taskNumber.length + 1).match(/\d{3}/g));
}
