/** The languages that a citizen may be answered in. */
export const LANGUAGES = ['da', 'en'] as const;

export type Language = (typeof LANGUAGES)[number];

type Words = Readonly<Record<string, string>>;

/** Headings and sentences of the report. */
export const SENTENCES = {
  da: {
    title: 'Oplysninger om personen i kontaktregistret',
    made: 'Udskrevet',
    storedSince: 'Registreret siden',
    withheld:
      'Personen har navne- og adressebeskyttelse: navn og adresse er udeladt, fordi den, der har udskrevet, ikke har adgang til dem.',
    stored: 'Hvad der er registreret',
    sources: 'Hvor det kommer fra',
    changes: 'Hvad der er ændret',
    looks: 'Hvem der har set det, og hvorfor',
    cases: 'Sager, personen er part i',
    held: 'Ændringer, der endnu ikke er registreret',
    subscription: 'Abonnement på ændringer hos CPR',
    none: 'intet',
    nobody: 'ingen',
    cut: 'Der er flere og ældre; de er ikke med her.',
    subscribedSince: 'CPR giver os besked om ændringer siden',
    notSubscribed: 'CPR giver os ikke besked om ændringer.',
    untilCase: 'Det varer, så længe en sag er åben.',
    untilDay: 'Det ophører med den første natlige afgørelse fra og med',
    untilEnding: 'Det er ved at blive afmeldt hos CPR.',
    since: 'fra',
    until: 'til',
    typed: 'rettet af en medarbejder',
    ours: 'kontaktregistret',
  },
  en: {
    title: 'What the contact register holds of the person',
    made: 'Made',
    storedSince: 'Registered since',
    withheld:
      'The person has name and address protection: name and address are left out, since who made this may not see them.',
    stored: 'What is registered',
    sources: 'Where it comes from',
    changes: 'What was changed',
    looks: 'Who has seen it, and why',
    cases: 'Cases the person is a party on',
    held: 'Changes that are not registered yet',
    subscription: 'Subscription to changes at CPR',
    none: 'nothing',
    nobody: 'nobody',
    cut: 'There are more and older ones; they are not shown here.',
    subscribedSince: 'CPR tells us of changes since',
    notSubscribed: 'CPR does not tell us of changes.',
    untilCase: 'This lasts while a case is open.',
    untilDay: 'This ends with the first nightly decision on or after',
    untilEnding: 'CPR is being told to stop.',
    since: 'from',
    until: 'to',
    typed: 'typed by a member of staff',
    ours: 'the contact register',
  },
} as const satisfies Record<Language, Words>;

/** Columns of a contact, in words; custom labels are words already. */
const COLUMNS: Readonly<Record<Language, Words>> = {
  da: {
    name_code: 'Personnummer',
    previous_name_code: 'Tidligere personnummer',
    name1: 'Fornavn og mellemnavn',
    name2: 'Efternavn',
    text: 'Adresseringsnavn',
    position: 'Stilling',
    start_date: 'Startdato',
    end_date: 'Slutdato',
    protection: 'Navne- og adressebeskyttelse siden',
    advertisement: 'Reklamebeskyttelse',
    access_code: 'Adgangskode',
    HA: 'Adresse',
    CPRADR: 'Tidligere adresse',
    municipality: 'Kommune',
    phone_no: 'Telefon',
    fax: 'Telefax',
    email: 'E-mail',
  },
  en: {
    name_code: 'Person number',
    previous_name_code: 'Earlier person number',
    name1: 'First and middle names',
    name2: 'Surname',
    text: 'Addressing name',
    position: 'Occupation',
    start_date: 'Start date',
    end_date: 'End date',
    protection: 'Name and address protection since',
    advertisement: 'Protection against advertising',
    access_code: 'Access code',
    HA: 'Address',
    CPRADR: 'Former address',
    municipality: 'Municipality',
    phone_no: 'Telephone',
    fax: 'Fax',
    email: 'E-mail',
  },
};

const ACTIONS: Readonly<Record<Language, Words>> = {
  da: {
    read: 'læst',
    find: 'fundet ved søgning',
    history: 'historik læst',
    lookup: 'slået op',
    import: 'hentet',
    audit: 'log læst',
    'citizen-report': 'udskrift til indsigt',
    subscribe: 'abonnement bestilt, data hentet',
    refresh: 'opdateret',
    'input-file': 'bestilt med inputfil',
    block: 'spærret for abonnement',
    create: 'oprettet',
    edit: 'rettet',
    'undo-edit': 'rettelse fortrudt',
    'find-edited': 'fundet blandt rettede',
    end: 'afsluttet',
    reopen: 'genåbnet',
    delete: 'slettet',
    'read-message': 'besked læst',
  },
  en: {
    read: 'read',
    find: 'found by a search',
    history: 'history read',
    lookup: 'looked up',
    import: 'imported',
    audit: 'log read',
    'citizen-report': 'report for access',
    subscribe: 'subscribed to, data fetched',
    refresh: 'refreshed',
    'input-file': 'asked for by input file',
    block: 'blocked from being subscribed',
    create: 'created',
    edit: 'edited',
    'undo-edit': 'edit undone',
    'find-edited': 'found among the edited',
    end: 'ended',
    reopen: 'reopened',
    delete: 'deleted',
    'read-message': 'message read',
  },
};

const STEPS: Readonly<Record<Language, Words>> = {
  da: {
    subscribed: 'abonnement oprettet',
    unsubscribed: 'abonnement slettet',
    wanted: 'abonnement ønsket',
    'not-wanted': 'afmelding ønsket',
    withdrawn: 'ønsket trukket tilbage',
    refused: 'afvist',
  },
  en: {
    subscribed: 'subscribed',
    unsubscribed: 'unsubscribed',
    wanted: 'subscription wanted',
    'not-wanted': 'to be unsubscribed',
    withdrawn: 'wish withdrawn',
    refused: 'refused',
  },
};

const REASONS: Readonly<Record<Language, Words>> = {
  da: {
    import: 'personen blev hentet',
    'open-case': 'part i en åben sag',
    wish: 'efter ønske',
    'take-over': 'fandtes hos CPR i forvejen',
    'number-changed': 'personnummeret er ændret',
    'no-open-case': 'ingen åben sag',
    blocked: 'spærret for abonnement',
    receipt: 'CPR har meddelt det',
  },
  en: {
    import: 'the person was imported',
    'open-case': 'party on an open case',
    wish: 'as somebody wished',
    'take-over': 'CPR had it already',
    'number-changed': 'the person number has changed',
    'no-open-case': 'no open case',
    blocked: 'blocked from being subscribed',
    receipt: 'CPR told so',
  },
};

/** Groups of facts that change together. */
const GROUPS: Readonly<Record<Language, Words>> = {
  da: {
    key: 'personnummer',
    protection: 'beskyttelse',
    numbers: 'tidligere numre',
    identity: 'identitet',
    status: 'status',
    name: 'navn',
    addressing_name: 'adresseringsnavn',
    main_address: 'adresse',
    birth_registration: 'fødselsregistrering',
    civil_status: 'civilstand',
    separation: 'separation',
    emigration: 'udrejse',
    disappearance: 'forsvinden',
    children: 'børn',
    parents: 'forældre',
    custody: 'forældremyndighed',
    guardianship: 'umyndighed',
    guardian: 'værge',
    contact_lines: 'telefon og e-mail',
    lifetime: 'start og slut',
    advertisement: 'reklamebeskyttelse',
  },
  en: {
    key: 'person number',
    numbers: 'earlier numbers',
    addressing_name: 'addressing name',
    main_address: 'address',
    birth_registration: 'birth registration',
    civil_status: 'civil status',
    contact_lines: 'telephone and e-mail',
    lifetime: 'start and end',
    advertisement: 'protection against advertising',
  },
};

const STATES: Readonly<Record<Language, Words>> = {
  da: { open: 'åben', closed: 'lukket' },
  en: { open: 'open', closed: 'closed' },
};

const wordIn =
  (words: Readonly<Record<Language, Words>>) =>
  (language: Language, key: string): string =>
    words[language][key] ?? key;

export const columnWord = wordIn(COLUMNS);
export const actionWord = wordIn(ACTIONS);
export const stepWord = wordIn(STEPS);
export const reasonWord = wordIn(REASONS);
export const groupWord = wordIn(GROUPS);
export const stateWord = wordIn(STATES);
