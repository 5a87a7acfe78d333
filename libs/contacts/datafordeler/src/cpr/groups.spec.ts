import { CHILD, FATHER, group, groups, home, MOTHER, relative, said, since, SPOUSE, until } from '../../test/persons';

const at = (day: string): string => `${day}T00:00:00.000000+01:00`;
const toPerson = (slot: string, nameCode: string, start?: string): object => ({
  slot,
  relative: { kind: 'number', nameType: 'C', nameCode },
  ...(start !== undefined && { start: { date: start } }),
});

describe('status', () => {
  it.each([
    ['bopael_i_danmark', '01'],
    ['bopael_i_danmark_hoej_vejkode', '03'],
    ['bopael_i_groenland', '05'],
    ['bopael_i_groenland_hoej_vejkode', '07'],
    ['ej_bopael', '20'],
    ['annulleret', '30'],
    ['nedlagt_person', '50'],
    ['forsvundet', '70'],
    ['udrejst', '80'],
    ['doed', '90'],
  ])('%s is %s', (word, code) =>
    expect(group('status', { status: word })?.info).toEqual({ Status: [{ value: code }] }),
  );

  it('of the dead ends the contact, unless the setting is off', () => {
    const dead = { status: 'doed', statusdato: '2026-11-02' };
    expect(group('status', dead)?.ended).toEqual({ date: '2026-11-02' });
    expect(group('status', { ...dead, statusdato: null })?.ended).toEqual({ date: '2026', uncertain: true });
    const settings = { updateGuardiansAndCustodians: true, guardianNameType: 'P', endDateForStatus90: false };
    expect(group('status', dead, { settings })).toEqual({
      info: { Status: [{ value: '90' }] },
      dates: { Statusfra: { date: '2026-11-02' } },
    });
    expect(group('status', { ...dead, status: 'udrejst' })).not.toHaveProperty('ended');
  });

  it('keeps the mark of uncertain dates', () => {
    const told = groups({ statusdatousikkerhedsmarkering: true, foedselsdatousikkerhedsmarkering: true });
    expect(told.status?.dates).toEqual({ Statusfra: { date: '1980-10-01', uncertain: true } });
    expect(told.identity?.dates).toEqual({ Fødselsdag: { date: '1980-10-01', uncertain: true } });
  });
});

describe('name', () => {
  it.each([
    [{ fornavne: 'Karen Margrethe', mellemnavn: 'Holm', efternavn: 'Friis' }, 'Karen Margrethe Holm', 'Friis'],
    [{ fornavne: 'Karen', mellemnavn: null, efternavn: 'Friis' }, 'Karen', 'Friis'],
    [{ fornavne: 'Karen', mellemnavn: ' ', efternavn: null }, 'Karen', undefined],
    [{ fornavne: null, mellemnavn: null, efternavn: 'Friis' }, undefined, 'Friis'],
  ])('%j is %j, %j', (parts, name1, name2) =>
    expect(group('name', { navne: [since(null, parts)] })?.fields).toEqual({
      ...(name1 !== undefined && { name1 }),
      ...(name2 !== undefined && { name2 }),
    }),
  );

  it.each([
    ['last-first', 'Friis,Karen M Holm', 'Friis,Karen M Holm'],
    ['first-last', 'Friis,Karen M Holm', 'Karen M Holm Friis'],
    ['first-last', 'Karen Friis', 'Karen Friis'],
  ] as const)('on letters, %s: %s is %s', (addressingNameOrder, adresseringsnavn, shown) => {
    const settings = { updateGuardiansAndCustodians: true, guardianNameType: 'P', endDateForStatus90: true };
    const navne = [since(null, { fornavne: 'Karen', efternavn: 'Friis', adresseringsnavn })];
    const told = group('addressing_name', { navne }, { settings: { ...settings, addressingNameOrder } });
    expect(told?.fields).toEqual({ text: shown });
  });

  it('of a child who has none, and of one who only had one, says nothing', () => {
    const unnamed = groups({ navne: [since(null, { fornavne: null, efternavn: null, adresseringsnavn: null })] });
    for (const name of ['name', 'addressing_name']) expect(unnamed).not.toHaveProperty(name);
    expect(groups({ navne: [] })).not.toHaveProperty('name');
    expect(groups({ navne: [until(at('2020-01-01'), { fornavne: 'Karen' })] })).not.toHaveProperty('name');
  });

  it('too long for the column is cut, and that is said without the name', () => {
    const told = said({ navne: [since(null, { fornavne: 'K'.repeat(151), efternavn: 'Friis' })] });
    expect(told.observation.groups.name?.fields?.name1).toHaveLength(150);
    expect(told.remarks).toEqual(['name1 is longer than 150 characters and was cut']);
  });
});

describe('address', () => {
  const address1 = (place: object): string | undefined =>
    group('main_address', { adresseoplysninger: [home({ vejadresseringsnavn: 'Skovvej', ...place })] })?.address
      ?.address1;

  // The forms of the published persons' labels.
  it.each([
    [{ husnummer: '002' }, 'Skovvej 2'],
    [{ husnummer: '077A' }, 'Skovvej 77 A'],
    [{ husnummer: '095', etage: '01', sidedoer: 'mf' }, 'Skovvej 95,1 mf'],
    [{ husnummer: '002', etage: 'st', sidedoer: '  th' }, 'Skovvej 2,st th'],
    [{ husnummer: '008A', etage: '01', sidedoer: '0001' }, 'Skovvej 8 A,1,-1'],
    [{ husnummer: '008', etage: 'k2' }, 'Skovvej 8,k2'],
    [{ husnummer: null, bygningsnummer: '0123' }, 'Skovvej 123'],
    [{ husnummer: '000' }, 'Skovvej'],
    [{ vejadresseringsnavn: null, vejnavn: 'Skovvejen', husnummer: '002' }, 'Skovvejen 2'],
    [{ vejadresseringsnavn: 'Uden fast bopæl', husnummer: null, cprvejkode: '9901' }, 'Uden fast bopæl'],
  ])('%j is %s', (place, line) => expect(address1(place)).toBe(line));

  it('has c/o, town, district and municipality, and the supplementary lines after c/o', () => {
    const supplerendeAdresse = { adresselinie1: 'Solhjemmet', adresselinie2: null, adresselinie3: 'Fløj B' };
    const adresseoplysninger = [
      home({ bynavn: 'Trøjborg' }, { conavn: 'c/o Friis', supplerendeAdresse, virkningfrausikkerhedsmarkering: true }),
    ];
    expect(group('main_address', { adresseoplysninger })).toEqual({
      info: { Bynavn: [{ value: 'Trøjborg' }], Postdist: [{ value: 'Aarhus C' }] },
      address: {
        address1: 'Hack Kampmanns Plads 2',
        address3: 'c/o Friis, Solhjemmet, Fløj B',
        municipality: '0751',
        postcode: '8000',
        city: 'Aarhus C',
        country_code: 'DK',
        start: { date: '2016-04-01', uncertain: true },
      },
      undelivered: { addressUnlessMoved: ['address2'] },
    });
    const over = { ...supplerendeAdresse, virkningtil: at('2026-11-24') };
    const ended = [home({}, { supplerendeAdresse: over })];
    expect(group('main_address', { adresseoplysninger: ended })?.address).not.toHaveProperty('address3');
  });

  it('zeros are no codes, and an unknown district is none', () => {
    const place = { postnummer: '0000', postdistrikt: 'Ukendt', cprkommunekode: '0000' };
    const told = group('main_address', { adresseoplysninger: [home(place)] });
    expect(told?.info).toBeUndefined();
    expect(told?.address).toEqual({
      address1: 'Hack Kampmanns Plads 2',
      country_code: 'DK',
      start: { date: '2016-04-01' },
    });
  });

  it('of a resident who has none is left as it is, and that is said', () => {
    const told = said({ adresseoplysninger: [until(at('2026-11-01'), {})] });
    expect(told.observation.groups).not.toHaveProperty('main_address');
    expect(told.remarks).toEqual(['CPR gives no address of a person who is resident; the address was left as it is']);
  });

  it.each([
    [{ status: 'doed', statusdato: '2026-11-02' }, '2026-11-02'],
    [
      { status: 'forsvundet', statusdato: '2026-11-02', forsvindinger: [since('2026-10-31T23:00:00.000000Z')] },
      '2026-11-01',
    ],
    [{ status: 'forsvundet', statusdato: '2026-11-02' }, '2026-11-02'],
    [{ status: 'ej_bopael', statusdato: '2026-11-02' }, undefined],
  ])('ends with death, disappearance or not at all by a date: %j', (fields, date) =>
    expect(group('main_address', { ...fields, adresseoplysninger: [] })).toEqual(
      date === undefined ? {} : { addressEnd: { date } },
    ),
  );

  describe('of emigrated persons', () => {
    const lines = { adresselinie1: 'Lindenweg 4', adresselinie2: 'D 24990 Grünsee', adresselinie3: 'Tyskland' };
    const left = (more: object = {}): object => ({
      status: 'udrejst',
      statusdato: '2026-09-02',
      adresseoplysninger: [],
      udrejseIndrejser: [since('2026-08-31T22:00:00.000000Z', { cprlandekodeudrejse: '5180', udlandsadresse: lines })],
      ...more,
    });

    it('is the one abroad, from the day they left', () => {
      expect(groups(left())).toMatchObject({
        main_address: {
          address: {
            address1: 'Lindenweg 4',
            address2: 'D 24990 Grünsee',
            address3: 'Tyskland',
            country_code: 'DE',
            start: { date: '2026-09-01' },
          },
        },
        emigration: { dates: { Udrejst: { date: '2026-09-01' } } },
      });
    });

    it('is the contact address where there is one', () => {
      const kontaktadresse = { adresselinie1: 'c/o Friis', adresselinie2: 'Søgade 1', virkningfra: at('2026-09-05') };
      expect(group('main_address', left({ kontaktadresse }))).toEqual({
        address: { address1: 'c/o Friis', address2: 'Søgade 1', country_code: 'DE', start: { date: '2026-09-05' } },
      });
    });

    it('is none where no lines are given, and an unknown country is its code', () => {
      const udrejseIndrejser = [since('2026-08-31T22:00:00.000000Z', { cprlandekodeudrejse: '5999' })];
      expect(group('main_address', left({ udrejseIndrejser }))).toEqual({ addressEnd: { date: '2026-09-01' } });
      const kontaktadresse = { adresselinie1: 'Søgade 1' };
      expect(group('main_address', left({ udrejseIndrejser, kontaktadresse }))?.address?.country_code).toBe('5999');
    });

    it('is left as it is where the answer does not speak of emigration', () =>
      expect(groups(left({ udrejseIndrejser: null }))).not.toHaveProperty('main_address'));

    it('is the one at home after they came back', () => {
      const told = groups({ udrejseIndrejser: [until(at('2026-09-01'), { cprlandekodeudrejse: '5180' })] });
      expect(told.emigration).toEqual({});
      expect(told.main_address?.address?.address1).toBe('Hack Kampmanns Plads 2');
    });
  });
});

describe('civil status', () => {
  const civil = (civilstandstype: string, more: object = {}): object => ({
    civilstande: [
      since(at('2005-06-11'), { civilstandstype, aegtefaelle: relative(SPOUSE), separation: null, ...more }),
    ],
  });

  it.each([
    ['ugift', 'U'],
    ['gift', 'G'],
    ['fraskilt', 'F'],
    ['enke_enkemand', 'E'],
    ['registreret_partner', 'P'],
    ['ophaevet_partnerskab', 'O'],
    ['laengstlevende_partner', 'L'],
    ['doed', 'D'],
  ])('%s is %s, and only G and P have a spouse', (word, code) => {
    const told = group('civil_status', civil(word));
    expect(told?.info).toEqual({ Civilstand: [{ value: code }] });
    if (code === 'G' || code === 'P')
      expect(told?.references).toEqual({ Ægtefælle: [toPerson('spouse', SPOUSE, '2005-06-11')] });
    else expect(told).toMatchObject({ referencesEnd: { date: '2005-06-11' } });
  });

  it('with somebody without a number is with the one of that name', () => {
    expect(group('civil_status', civil('gift', { aegtefaelle: relative(null, 'Smith,John') }))?.references).toEqual({
      Ægtefælle: [
        {
          slot: 'spouse',
          relative: { kind: 'name', nameType: 'P', name: 'Smith,John', relation: 'Ægtefælle til' },
          start: { date: '2005-06-11' },
        },
      ],
    });
    expect(group('civil_status', civil('gift', { aegtefaelle: relative('0000000000') }))).not.toHaveProperty(
      'references',
    );
  });

  it('separated since, until that is over', () => {
    const separation = { virkningfra: at('2026-02-01'), virkningtil: null };
    expect(group('separation', civil('gift', { separation }))?.dates).toEqual({ Separeret: { date: '2026-02-01' } });
    const over = { ...separation, virkningtil: at('2026-03-01') };
    expect(group('separation', civil('gift', { separation: over }))).toEqual({});
  });
});

describe('family', () => {
  const parent = (foraelderrolle: string, foraelder: object | null, day = '1980-10-01'): object =>
    since(at(day), { foraelderrolle, foraelder });

  it('children by number, those that count no more left out', () => {
    const boern = [
      since(null, { barn: relative(SPOUSE) }),
      since(null, { barn: relative(CHILD) }),
      since(null, { barn: relative(null, 'Uden Nummer') }),
      until(at('2020-01-01'), { barn: relative(MOTHER) }),
    ];
    expect(group('children', { boern })).toEqual({
      references: { Barn: [toPerson('child', SPOUSE), toPerson('child', CHILD)] },
    });
  });

  it('parents in their places, whatever their gender', () => {
    const foraeldreoplysninger = [parent('medmor', relative(FATHER), '1981-01-01'), parent('mor', relative(MOTHER))];
    expect(group('parents', { foraeldreoplysninger })).toEqual({
      references: {
        Forældre: [toPerson('mother', MOTHER, '1980-10-01'), toPerson('father', FATHER, '1981-01-01')],
      },
    });
    expect(group('parents', { foraeldreoplysninger: [parent('mor', null), parent('far', relative(null))] })).toEqual(
      {},
    );
  });

  it('custody of a parent is of the one who stands as parent, of others by their number', () => {
    const held = (relation: string, holder: object | null): object =>
      since(at('1990-05-01'), { foraeldremyndighedsrelation: relation, foraeldremyndighedsindehaver: holder });
    const foraeldreoplysninger = [parent('mor', relative(MOTHER))];
    const foraeldremyndighedsoplysninger = [held('anden_indehaver_1', relative(SPOUSE)), held('mor', relative(MOTHER))];
    expect(group('custody', { foraeldreoplysninger, foraeldremyndighedsoplysninger })).toEqual({
      info: { Forældremyndighedstype: [{ value: '0003' }, { value: '0005' }] },
      references: {
        Forældremyndighed: [toPerson('mother', MOTHER, '1990-05-01'), toPerson('holder1', SPOUSE, '1990-05-01')],
      },
    });
  });
});

describe('guardianship', () => {
  const under = (fields: object): object => ({
    vaergemaal: [since(at('2025-03-01'), { vaergemaalstype: 'fuldt', ...fields })],
  });
  const TYPE = { Værgemålstype: [{ value: 'FULD' }] };

  it('by number', () => {
    const told = groups(
      under({ vaergetype: 'personnummer', vaerge: relative(SPOUSE), vaergevirkningfra: at('2025-04-01') }),
    );
    expect(told.guardianship).toEqual({ dates: { Umyndig: { date: '2025-03-01' } } });
    expect(told.guardian).toEqual({ info: TYPE, references: { Værge: [toPerson('guardian', SPOUSE, '2025-04-01')] } });
  });

  it('by text, with the address and the contact type that is set', () => {
    const told = group(
      'guardian',
      under({
        vaergetype: 'tekst',
        vaerge: relative(null, 'Advokat Friis'),
        vaergevirkningfra: at('2025-04-01'),
        vaergeadresse: { adresselinie1: 'Torvet 1', adresselinie2: '8000 Aarhus C' },
      }),
      { settings: { updateGuardiansAndCustodians: true, guardianNameType: 'X', endDateForStatus90: true } },
    );
    expect(told?.references).toEqual({
      Værge: [
        {
          slot: 'guardian',
          relative: {
            kind: 'name',
            nameType: 'X',
            name: 'Advokat Friis',
            relation: 'Værge til',
            address: { address1: 'Torvet 1', address2: '8000 Aarhus C' },
          },
          start: { date: '2025-04-01' },
        },
      ],
    });
  });

  it('by somebody who is not registered, and by nobody any more', () => {
    expect(group('guardian', under({ vaergetype: 'ikke_registreret', vaergemaalstype: 'delvist' }))).toEqual({
      info: { Værgemålstype: [{ value: 'DELVIS' }] },
    });
    const over = groups({ vaergemaal: [until(at('2026-01-01'), { vaergetype: 'personnummer' })] });
    expect([over.guardianship, over.guardian]).toEqual([{}, {}]);
  });
});

describe('protection', () => {
  it('other types are dated information; a credit warning is none of them', () => {
    const beskyttelser = [
      since(at('2025-01-02'), { beskyttelsestype: 'markedsfoering' }),
      since(at('2025-01-01'), { beskyttelsestype: 'lokal_vejviser' }),
      since(at('2025-01-01'), { beskyttelsestype: 'kreditadvarsel' }),
      until(at('2026-01-01'), { beskyttelsestype: 'navne_og_adresse' }),
    ];
    expect(group('protection', { beskyttelser })).toEqual({
      info: {
        Beskyttelsestype: [
          { value: '0002', since: { date: '2025-01-01' } },
          { value: '0003', since: { date: '2025-01-02' } },
        ],
      },
      undelivered: { info: { Beskyttelsestype: ['0004'] } },
    });
  });
});

it('relatives are named with number and name, whatever of them is stored', () => {
  const parents = [since(at('1980-10-01'), { foraelderrolle: 'mor', foraelder: relative(MOTHER, 'Friis,Mor') })];
  const holders = [
    since(at('1990-01-01'), { foraeldremyndighedsrelation: 'mor', foraeldremyndighedsindehaver: relative(MOTHER) }),
    since(at('1990-01-01'), {
      foraeldremyndighedsrelation: 'anden_indehaver_1',
      foraeldremyndighedsindehaver: relative(FATHER, 'Friis,Onkel'),
    }),
  ];
  const { related } = said({
    civilstande: [since(at('2005-06-11'), { civilstandstype: 'gift', aegtefaelle: relative(null, 'Smith,John') })],
    boern: [since(null, { barn: relative(CHILD, 'Friis,Barn') })],
    foraeldreoplysninger: parents,
    foraeldremyndighedsoplysninger: holders,
  });
  expect(related).toEqual([
    { role: 'spouse', name: 'Smith,John' },
    { role: 'child', number: CHILD, name: 'Friis,Barn' },
    { role: 'mother', number: MOTHER, name: 'Friis,Mor' },
    { role: 'custodian', number: FATHER, name: 'Friis,Onkel' },
  ]);
  const divorced = [since(at('2005-06-11'), { civilstandstype: 'fraskilt', aegtefaelle: relative(SPOUSE) })];
  expect(said({ civilstande: divorced }).related).toEqual([]);
});
