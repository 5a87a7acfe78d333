import type { CitizenReport } from './citizen-report';
import { citizenReportText } from './citizen-report-text';

const REPORT: CitizenReport = {
  contactId: '4711',
  madeAt: '2026-11-22T09:00:00.000Z',
  withheld: false,
  storedSince: '2026-01-05T05:30:00.000Z',
  stored: [
    { what: 'name1', value: 'Anna' },
    { what: 'HA', value: 'Skovvej 1, 2100 København Ø', since: '2026-10-01' },
    { what: 'Civilstand', value: 'G' },
  ],
  sources: [
    {
      register: 'cpr',
      road: 'file',
      source: 'd261120.l013201',
      asOf: '2026-11-20',
      fetchedAt: '2026-11-21T04:30:00.000Z',
    },
  ],
  changes: [
    {
      at: '2026-10-02T03:30:00.000Z',
      kind: 'changed',
      source: 'd261001.l013201',
      groups: ['main_address'],
      byHand: false,
    },
    { at: '2026-09-01T08:00:00.000Z', kind: 'edited', groups: ['contact_lines'], byHand: true },
  ],
  looks: [
    {
      at: '2026-11-20T12:05:00.000Z',
      action: 'lookup',
      register: 'cpr',
      purpose: 'case 2026-17',
      fields: ['name'],
      who: 'ib',
    },
    { at: '2026-11-19T12:05:00.000Z', action: 'read', register: 'contacts', purpose: 'tilsyn\u001b[2J', fields: [] },
  ],
  cases: [{ source: '/sag', caseId: '2026-17', state: 'open' }],
  held: [],
  subscription: {
    subscribed: true,
    since: '2026-11-02T01:00:00.000Z',
    until: { kind: 'open-case' },
    steps: [
      {
        at: '2026-11-02T01:00:00.000Z',
        what: 'subscribed',
        reason: 'open-case',
        caseSource: '/sag',
        caseId: '2026-17',
      },
    ],
  },
  cut: ['looks'],
};

it('tells a citizen in Danish what is stored, from where, who looked and why, and until when', () => {
  // Denmark is an hour before UTC in winter, two in summer.
  expect(citizenReportText(REPORT, 'da')).toBe(`Oplysninger om personen i kontaktregistret

  Udskrevet          2026-11-22 10:00
  Registreret siden  2026-01-05 06:30

Hvad der er registreret
  Fornavn og mellemnavn  Anna
  Adresse                Skovvej 1, 2100 København Ø (fra 2026-10-01)
  Civilstand             G

Hvor det kommer fra
  CPR 2026-11-20: d261120.l013201 (file, 2026-11-21 05:30)

Abonnement på ændringer hos CPR
  CPR giver os besked om ændringer siden 2026-11-02 02:00
  Det varer, så længe en sag er åben.
  2026-11-02 02:00  abonnement oprettet: part i en åben sag, 2026-17 (/sag)

Sager, personen er part i
  2026-17 (/sag): åben

Ændringer, der endnu ikke er registreret
  intet

Hvem der har set det, og hvorfor
  2026-11-20 13:05  slået op, CPR: case 2026-17 (ib)
  2026-11-19 13:05  læst, kontaktregistret: tilsyn\\x1b[2J
  Der er flere og ældre; de er ikke med her.

Hvad der er ændret
  2026-10-02 05:30  adresse (d261001.l013201)
  2026-09-01 10:00  telefon og e-mail (rettet af en medarbejder)
`);
});

it('says in English that nothing is subscribed, and that a protected name is left out', () => {
  const { since: _, ...subscription } = REPORT.subscription;
  const text = citizenReportText(
    {
      ...REPORT,
      withheld: true,
      looks: [],
      cut: [],
      subscription: { ...subscription, subscribed: false, until: { kind: 'not-subscribed' } },
    },
    'en',
  );
  expect(text).toContain('name and address are left out');
  expect(text).toContain('CPR does not tell us of changes.');
  expect(text).toContain('Who has seen it, and why\n  nobody\n');
});

it.each([
  [{ kind: 'day', day: '2026-11-29' } as const, 'Det ophører med den første natlige afgørelse fra og med 2026-11-29'],
  [{ kind: 'ending' } as const, 'Det er ved at blive afmeldt hos CPR.'],
])('until when: %j', (until, words) => {
  const text = citizenReportText({ ...REPORT, subscription: { ...REPORT.subscription, until } }, 'da');
  expect(text).toContain(words);
});
