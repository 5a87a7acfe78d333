import { choice, list, text, toggle, wholeNumber, type ValuesOf } from '@contact-sync/service';

/** The record types a task delivers unless told otherwise: all that say something of a contact. */
const DEFAULT_RECORD_TYPES =
  '001 002 003 004 005 006 007 008 009 010 011 012 013 014 015 016 017 022 052 099 910 997'.split(' ');

const PROFILE = { pattern: /(?:\S(?:.*\S)?)?/, said: 'must not begin or end with a blank' };
const HOST = {
  pattern: /https:\/\/[A-Za-z0-9.-]{1,253}(?::\d{1,5})?/,
  said: 'must be https:// and a host, without a path',
};

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
  lookUpRoad: choice({
    of: ['direkte', 'datafordeler'],
    default: 'direkte',
    text: {
      da: 'Hvor personer slås op: CPR Direkte eller Datafordeleren',
      en: 'Where persons are looked up: CPR Direkte or Datafordeler',
    },
  }),
  direkteProfile: text({
    maxLength: 100,
    form: PROFILE,
    default: '',
    text: {
      da: 'CPR Direkte: profil-ID; tomt: ingen onlineopslag og ingen abonnementer online',
      en: 'CPR Direkte: profile ID; empty: no look-ups online and no subscriptions online',
    },
  }),
  fileServerProfile: text({
    maxLength: 100,
    form: PROFILE,
    default: '',
    text: {
      da: 'CPR-filserver: profil-ID; tomt: der hentes ingen filer',
      en: 'CPR file server: profile ID; empty: no files are fetched',
    },
  }),
  authProfile: text({
    maxLength: 100,
    form: PROFILE,
    default: '',
    text: {
      da: 'Datafordeler: profil-ID; tomt: ingen synkronisering derfra',
      en: 'Datafordeler: profile ID; empty: no synchronisation from there',
    },
  }),
  showRelated: toggle({
    default: false,
    text: {
      da: 'Vis relaterede kontakter ved opslag; slået fra vises kun den, der er slået op',
      en: 'Show related contacts in look-ups; off: only the strict match',
    },
  }),
  subscription: toggle({
    default: true,
    text: {
      da: 'Personer, der importeres, får abonnement hos CPR (Subscription)',
      en: 'Persons who are imported are subscribed at CPR (Subscription)',
    },
  }),
  substituteNumbers: choice({
    of: ['refuse', 'allow'],
    default: 'refuse',
    text: {
      da: 'Erstatningsnumre (dag 61-91) sendes aldrig til CPR, eller sendes (kun til en simulator)',
      en: 'Substitute numbers (day 61 to 91) are never sent to CPR, or are (to a simulator only)',
    },
  }),
  onlyOpenCases: toggle({
    default: true,
    text: {
      da: 'Synkronisér kun personer, der er parter på åbne sager',
      en: 'Synchronise only persons who are parties on open cases',
    },
  }),
  privateCompany: toggle({
    default: false,
    text: {
      da: 'Privat virksomhed: brug den private adgang til CPR hos Datafordeleren',
      en: 'Private company: use the private access to CPR at Datafordeler',
    },
  }),
  graphqlHost: text({
    maxLength: 270,
    form: HOST,
    default: 'https://graphql.datafordeler.dk',
    text: { da: 'Datafordeler: vært for GraphQL', en: 'Datafordeler: host of GraphQL' },
  }),
  restHost: text({
    maxLength: 270,
    form: HOST,
    default: 'https://s5-certservices.datafordeler.dk',
    text: {
      da: 'Datafordeler: vært for REST med certifikat (lukker 15. januar 2027)',
      en: 'Datafordeler: host of REST with a certificate (closes on 15 January 2027)',
    },
  }),
  cprVersion: text({
    maxLength: 4,
    form: { pattern: /v[1-9]\d{0,2}/, said: 'must be v and a number, as v2' },
    default: 'v2',
    text: { da: 'Datafordeler: version af CPR i GraphQL', en: 'Datafordeler: version of CPR in GraphQL' },
  }),
  addressingNameOrder: choice({
    of: ['last-first', 'first-last'],
    default: 'last-first',
    text: {
      da: 'Adresseringsnavnets rækkefølge, som er aftalt med CPR for filer og CPR Direkte; Datafordelerens navne vendes derefter',
      en: 'Order of the addressing name as agreed with CPR for files and CPR Direkte; names from Datafordeler are turned to it',
    },
  }),
  loadingEnds: text({
    maxLength: 5,
    form: { pattern: /([01]\d|2[0-3]):[0-5]\d/, said: 'must be a time of day, as 06:00' },
    default: '06:00',
    text: {
      da: 'Datafordeler: klokken, hvor nattens levering fra CPR er indlæst',
      en: "Datafordeler: the time of day by which the night's delivery from CPR is loaded",
    },
  }),
  mvs: toggle({
    default: false,
    text: {
      da: 'MVS: filserveren viser sine filer som z/OS (højst 5000 rækker)',
      en: 'MVS: the file server lists its files as z/OS does (5000 rows at most)',
    },
  }),
  inputDirectory: text({
    maxLength: 100,
    form: PROFILE,
    default: 'ind',
    text: {
      da: 'Filserverens mappe for inputfiler til CPR',
      en: "The file server's directory for input files to CPR",
    },
  }),
  subscribeBy: choice({
    of: ['online', 'file'],
    default: 'online',
    text: {
      da: 'Abonnementer oprettes og slettes online eller med inputfil',
      en: 'Subscriptions are set and deleted online or by input file',
    },
  }),
  deletionCode: text({
    maxLength: 2,
    form: { pattern: /([A-Z]{2})?/, said: 'must be two capital letters, or empty' },
    default: '',
    text: {
      da: 'Inputfilens kode for sletning af et abonnement, aftalt med CPR; tomt: sletning kun online',
      en: 'The code in input files that deletes a subscription, as agreed with CPR; empty: deletion online only',
    },
  }),
  delayDays: wholeNumber({
    min: 0,
    max: 365,
    default: 7,
    text: {
      da: 'Dage, før en person uden åben sag afmeldes (delay_days)',
      en: 'Days before a person without an open case is unsubscribed (delay_days)',
    },
  }),
  delayFrom: choice({
    of: ['lastUpdate', 'subscribed'],
    default: 'lastUpdate',
    text: {
      da: 'Dagene regnes fra seneste opdatering fra CPR eller fra abonnementets start',
      en: 'The days count from the last update from CPR, or from when the person was subscribed',
    },
  }),
  proofYears: wholeNumber({
    min: 1,
    max: 30,
    default: 5,
    text: {
      da: 'År, som det kan dokumenteres, hvorfor en person havde abonnement, efter at det er slettet',
      en: 'Years for which it can be shown why a person was subscribed, after that has ended',
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
