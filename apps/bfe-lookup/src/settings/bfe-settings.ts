import { text, toggle, type ValuesOf } from '@contact-sync/service';

const LETTER = { pattern: /[A-Z0-9]/, said: 'must be one capital letter or digit' };
const HOST = {
  pattern: /https:\/\/[A-Za-z0-9.-]{1,253}(?::\d{1,5})?/,
  said: 'must be https:// and a host, without a path',
};
const VERSION = { pattern: /v[1-9]\d{0,2}/, said: 'must be v and a number, as v3' };
const PROFILE = { pattern: /(?:\S(?:.*\S)?)?/, said: 'must not begin or end with a blank' };

const version = (preset: string, register: { readonly da: string; readonly en: string }) =>
  text({
    maxLength: 4,
    form: VERSION,
    default: preset,
    text: {
      da: `Datafordeler: version af ${register.da} i GraphQL`,
      en: `Datafordeler: version of ${register.en} in GraphQL`,
    },
  });

/** What an administrator may change about real property, with defaults and texts (BFE-1, BFE-2). A profile is the switch. */
export const bfeSettings = {
  authProfile: text({
    maxLength: 100,
    form: PROFILE,
    default: '',
    text: {
      da: 'Profil-ID: godkendelsesprofilen, der bruges hos Datafordeler; tomt: ingen opslag og ingen opdatering',
      en: 'Profile ID: the authentication profile used at Datafordeler; empty: no look-ups and no updates',
    },
  }),
  contactType: text({
    maxLength: 1,
    form: LETTER,
    default: '1',
    text: { da: 'Kontakttype for fast ejendom', en: 'Contact type of real property' },
  }),
  forceUpdate: toggle({
    default: true,
    text: {
      da: 'Nyere oplysninger fra registrene erstatter manuelle rettelser (ForceUpdate)',
      en: 'Newer data from the registers replace manual edits (ForceUpdate)',
    },
  }),
  readOwners: toggle({
    default: false,
    text: {
      da: 'Hent ejeren, myndigheder skriver til, når det er en virksomhed. Kræver adgang til Ejerfortegnelsen',
      en: 'Read the owner to write to, where that is a company. Needs access to Ejerfortegnelsen',
    },
  }),
  companyType: text({
    maxLength: 1,
    form: LETTER,
    default: 'J',
    text: { da: 'Kontakttype for virksomheder, der ejer (Jtype)', en: 'Contact type of companies that own (Jtype)' },
  }),
  followEvents: toggle({
    default: true,
    text: {
      da: 'Følg registrenes hændelser: ejendomme opdateres, når noget om dem ændres (kræver GraphQL)',
      en: 'Follow the events of the registers: properties are updated when something of theirs changes (needs GraphQL)',
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
    default: 'https://certservices.datafordeler.dk',
    text: {
      da: 'Datafordeler: vært for REST med certifikat (lukker 15. januar 2027)',
      en: 'Datafordeler: host of REST with a certificate (closes on 15 January 2027)',
    },
  }),
  matVersion: version('v3', { da: 'MAT (Matriklen)', en: 'MAT (cadastre)' }),
  ebrVersion: version('v1', { da: 'EBR (ejendomsbeliggenhed)', en: 'EBR (location of properties)' }),
  darVersion: version('v3', { da: 'DAR (adresser)', en: 'DAR (addresses)' }),
  dagiVersion: version('v2', { da: 'DAGI (kommuner)', en: 'DAGI (municipalities)' }),
  bbrVersion: version('v3', { da: 'BBR (ejendomsnumre)', en: 'BBR (property numbers)' }),
  flexibleVersion: version('v3', { da: 'flexibleCurrent (ejere)', en: 'flexibleCurrent (owners)' }),
  ejfVersion: version('v1', { da: 'EJF (hændelser om ejere)', en: 'EJF (events on owners)' }),
};

export type BfeSettings = ValuesOf<typeof bfeSettings>;
