import { choice, text, toggle, wholeNumber, type ValuesOf } from '@contact-sync/service';

const LETTER = { pattern: /[A-Z0-9]/, said: 'must be one capital letter or digit' };
const HOST = {
  pattern: /https:\/\/[A-Za-z0-9.-]{1,253}(?::\d{1,5})?/,
  said: 'must be https:// and a host, without a path',
};
const VERSION = { pattern: /v[1-9]\d{0,2}/, said: 'must be v and a number, as v2' };
const PROFILE = { pattern: /(?:\S(?:.*\S)?)?/, said: 'must not begin or end with a blank' };

/** What an administrator may change about companies from CVR, with defaults and texts. Both services of CVR read it (CVR-6). */
export const cvrSettings = {
  cvrIntegration: toggle({
    default: false,
    text: {
      da: 'CVR-integration: opslag og import fra CVR',
      en: 'CVR integration: look-ups and imports from CVR',
    },
  }),
  cvrUpdate: toggle({
    default: false,
    text: {
      da: 'CVR-opdatering: alle virksomheder og produktionsenheder abonneres og holdes ajour. Slås den fra, opsiges abonnementerne',
      en: 'CVR update: every company and production unit is subscribed and kept up to date. Turned off, the subscriptions are cancelled',
    },
  }),
  paused: toggle({
    default: false,
    text: {
      da: 'Sæt CVR-opdatering på pause: ingen hændelser læses, abonnementerne bevares',
      en: 'Pause CVR update: no events are read, the subscriptions are kept',
    },
  }),
  provider: choice({
    of: ['datafordeler', 'logic'],
    default: 'datafordeler',
    text: {
      da: 'Leverandør: Datafordeler eller KMD Logic. Ved skift opsiges abonnementerne hos den gamle først',
      en: 'Provider: Datafordeler or KMD Logic. On a change the subscriptions at the old one are cancelled first',
    },
  }),
  authProfile: text({
    maxLength: 100,
    form: PROFILE,
    default: '',
    text: {
      da: 'Profil-ID: godkendelsesprofilen, der bruges hos leverandøren',
      en: 'Profile ID: the authentication profile used at the provider',
    },
  }),
  odataProfile: text({
    maxLength: 100,
    form: PROFILE,
    default: '',
    text: {
      da: 'Profil-ID for et OData-mål, som ændringer også skrives til; tomt: intet mål',
      en: 'Profile ID of an OData target that changes are written to as well; empty: no target',
    },
  }),
  forceUpdate: toggle({
    default: true,
    text: {
      da: 'Nyere oplysninger fra CVR erstatter manuelle rettelser (ForceUpdate)',
      en: 'Newer data from CVR replace manual edits (ForceUpdate)',
    },
  }),
  companyType: text({
    maxLength: 1,
    form: LETTER,
    default: 'J',
    text: { da: 'Kontakttype for virksomheder (Jtype)', en: 'Contact type of companies (Jtype)' },
  }),
  unitType: text({
    maxLength: 1,
    form: LETTER,
    default: 'V',
    text: { da: 'Kontakttype for produktionsenheder (Ptype)', en: 'Contact type of production units (Ptype)' },
  }),
  lifetimeDates: toggle({
    default: true,
    text: {
      da: 'Start- og ophørsdatoer fra CVR bliver kontaktens start- og slutdato',
      en: 'Start and cessation dates from CVR become the start and end dates of the contact',
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
  cvrVersion: text({
    maxLength: 4,
    form: VERSION,
    default: 'v2',
    text: { da: 'Datafordeler: version af CVR i GraphQL', en: 'Datafordeler: version of CVR in GraphQL' },
  }),
  logicVersion: text({
    maxLength: 4,
    form: VERSION,
    default: 'v1',
    text: { da: 'KMD Logic: version af CVR-tjenesten', en: 'KMD Logic: version of the CVR service' },
  }),
  subscribeRate: wholeNumber({
    min: 1,
    max: 1000,
    default: 20,
    text: {
      da: 'Abonnementer, der oprettes eller opsiges pr. sekund, højst',
      en: 'Subscriptions made or cancelled per second, at most',
    },
  }),
  pollOverlapMinutes: wholeNumber({
    min: 5,
    max: 1440,
    default: 60,
    text: {
      da: 'KMD Logic: minutter før sidste læsning, som hændelser læses igen fra',
      en: 'KMD Logic: minutes before the last reading from which events are read again',
    },
  }),
};

export type CvrSettings = ValuesOf<typeof cvrSettings>;
