import { choice, text, toggle, wholeNumber, type ValuesOf } from '@contact-sync/service';

/** Where the Danish Health Data Authority publishes SOR (sor.md chapter 1). */
const FOLDER = 'https://sor-filer.sundhedsdata.dk/sor2_produktion/V1_00/data/';
const URL_LENGTH = 500;
const ADDRESS = { pattern: /https:\/\/\S+/, said: 'must be an https:// address' };

/** What an administrator may change about health organisations from SOR, with defaults and texts (SOR-1). */
export const sorSettings = {
  sorIntegration: toggle({
    default: false,
    text: {
      da: 'SOR-integration: uden den afvises import og kørsler',
      en: 'SOR integration: without it imports and runs are refused',
    },
  }),
  forceFull: toggle({
    default: false,
    text: {
      da: 'Gennemtving fuld synkronisering ved næste opdatering; slås selv fra, når den er lykkedes',
      en: 'Force full synchronization on nearest update; turns itself off when it has succeeded',
    },
  }),
  fullUrl: text({
    maxLength: URL_LENGTH,
    form: ADDRESS,
    default: `${FOLDER}SorEntity_daily.csv`,
    text: {
      da: 'URL til fuld import: CSV, eller zip med SorEntity*.csv',
      en: 'Full import URL: CSV, or a zip with SorEntity*.csv in it',
    },
  }),
  dailyUrl: text({
    maxLength: URL_LENGTH,
    form: ADDRESS,
    default: `${FOLDER}SorEntity_daily.csv`,
    text: {
      da: 'URL til daglig import: CSV, eller zip med SorEntity*.csv',
      en: 'Daily import URL: CSV, or a zip with SorEntity*.csv in it',
    },
  }),
  historyUrl: text({
    maxLength: URL_LENGTH,
    form: { pattern: new RegExp(`(?:${ADDRESS.pattern.source})?`), said: `${ADDRESS.said} or empty` },
    default: `${FOLDER}Sor_complete.zip`,
    text: {
      da: 'URL til filen med historik, som fortæller, hvornår enheder, der er ude af filen, lukkede; tom: ingen',
      en: 'URL of the history file, which tells when units that left the file were closed; empty: none',
    },
  }),
  minimumShare: wholeNumber({
    min: 0,
    max: 100,
    default: 90,
    text: {
      da: 'Procent af rækkerne i sidste gode fil, som en fil mindst skal have, før enheder lukkes',
      en: 'Percent of the rows of the last good file that a file must have before units are closed',
    },
  }),
  closingLimit: wholeNumber({
    min: 0,
    max: 100,
    default: 10,
    text: {
      da: 'Procent af de åbne enheder, der højst må lukkes på én gang, fordi de er ude af filen',
      en: 'Percent of the open units that may close at once because they left the file',
    },
  }),
  forceUpdate: toggle({
    default: true,
    text: {
      da: 'Nyere oplysninger fra SOR erstatter manuelle rettelser (ForceUpdate)',
      en: 'Newer data from SOR replace manual edits (ForceUpdate)',
    },
  }),
  contactType: choice({
    of: ['H'],
    default: 'H',
    text: {
      da: 'Kontakttype for SOR-enheder',
      en: 'Contact type of SOR units',
    },
  }),
};

export type SorSettings = ValuesOf<typeof sorSettings>;

/** Why work is refused while the switch is off (CVR-1). */
export const INTEGRATION_OFF = { code: 'sor-integration-off', text: 'SOR integration is switched off' } as const;
