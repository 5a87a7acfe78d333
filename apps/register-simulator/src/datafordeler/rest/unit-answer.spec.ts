import { describePublished } from '../../../test/published';
import type { CompanyWorld } from '../../companies/company-world';
import { createCompanyWorld } from '../../companies/create-company-world';
import { companyAnswer, type LookUpOptions, productionUnitAnswer } from './unit-answer';

const SAMPLES = 'specs/datafordeler/data/samples';

type Block = Readonly<Record<string, unknown>> | null;
type Answer = Readonly<Record<string, Block>>;

const openedWorld = () =>
  createCompanyWorld({ seed: 3, companies: 200, start: '2026-11-01', now: () => new Date('2026-11-21T09:00:00Z') });

const AT: LookUpOptions = {
  day: '2026-11-21',
  known: '2026-11-21T09:00:00.000999Z',
  employment: false,
  productionUnits: false,
};

function answered(world: CompanyWorld, number: string, options: Partial<LookUpOptions> = {}): Answer {
  const unit = world.byNumber(number);
  if (unit === undefined) throw new Error(`no ${number}`);
  const answer = unit.kind === 'company' ? companyAnswer : productionUnitAnswer;
  return answer(world, unit, { ...AT, ...options }) as Answer;
}

/** The keys of blocks, and of the blocks in them; a block that is null here or there is passed over. */
const keysOf = (answer: Answer, other: Answer) =>
  Object.fromEntries(
    Object.keys(answer)
      .filter((name) => name !== '_note')
      .sort()
      .map((name) => {
        const [block, counterpart] = [answer[name], other[name]];
        const both = block && counterpart && !Array.isArray(block);
        return [name, both ? Object.keys(block).sort() : []];
      }),
  );

describe('HentCVRData', () => {
  const world = openedWorld();
  const all = [...world.identities()];
  const active = all.filter(({ number }) => world.stateOf(number)?.active);

  it('puts together what the register holds of a unit', () => {
    expect(active.length).toBeGreaterThan(200);
    for (const { number, kind } of active) {
      const state = world.stateOf(number);
      const answer = answered(world, number);
      const company = kind === 'company';
      expect(answer[company ? 'virksomhed' : 'produktionsenhed']).toMatchObject({
        Id: state?.id,
        status: 'aktiv',
        [company ? 'CVRNummer' : 'pNummer']: Number(number),
        ...(company ? {} : { tilknyttetVirksomhedsCVRNummer: Number(state?.company) }),
      });
      expect(answer[company ? 'virksomhedsnavn' : 'produktionsenhedsnavn']?.['vaerdi']).toBe(state?.name);
      expect(answer['telefonnummer']?.['vaerdi'] ?? null).toBe(state?.phone);
      expect(answer['e-mailadresse']?.['vaerdi'] ?? null).toBe(state?.email);
      expect(answer['beliggenhedsadresse']?.['CVRAdresse_vejnavn'] ?? null).toBe(state?.address?.road ?? null);
      expect(answer['beliggenhedsadresse']?.['coNavn'] ?? null).toBe(state?.address?.coName ?? null);
      const industries = ['hovedbranche', 'bibranche1', 'bibranche2', 'bibranche3'].map(
        (name) => answer[name]?.['vaerdi'],
      );
      expect(industries.filter((code) => code !== undefined)).toEqual(state?.industries.map(({ code }) => code));
    }
  });

  it('shows of one that ceased what held last', () => {
    const ceased = all.filter(({ number }) => world.stateOf(number)?.ceased);
    const [{ number, kind } = { number: '', kind: '' }] = ceased;
    const answer = answered(world, number);
    const over = world.stateOf(number)?.ceased;
    const [block, ophoersdato] =
      kind === 'company'
        ? ['virksomhed', 'virksomhedOphoersdato']
        : ['produktionsenhed', 'produktionsenhedOphoersdato'];
    expect(answer[block]).toMatchObject({ status: 'inaktiv', [ophoersdato]: over });
    expect(answer[kind === 'company' ? 'virksomhedsnavn' : 'produktionsenhedsnavn']).toMatchObject({
      vaerdi: world.stateOf(number)?.name,
      virkningTil: over,
    });
  });

  it('tells a later name from its day on', () => {
    const changing = openedWorld();
    changing.apply({ kind: 'name', number: '1003387453', name: 'KMD Ny', on: '2026-12-24' });
    const named = (day: string) => answered(changing, '1003387453', { day })['produktionsenhedsnavn']?.['vaerdi'];
    expect(named('2026-12-23')).toBe('KMD A/S - Ballerup');
    expect(named('2026-12-24')).toBe('KMD Ny');
  });

  it('tells a plan that was given up no longer', () => {
    const changing = openedWorld();
    const planned = active.slice(0, 12);
    for (const { number } of planned) {
      changing.apply({ kind: 'name', number, name: 'Planlagt', on: '2026-12-24' });
      changing.apply({ kind: 'name', number, name: 'Ny', on: '2026-12-01' });
      const answer = answered(changing, number, { day: '2026-12-31' });
      expect((answer['virksomhedsnavn'] ?? answer['produktionsenhedsnavn'])?.['vaerdi']).toBe('Ny');
    }
    const names = changing.rowsOf(
      'Navn',
      planned.map(({ id }) => id),
    );
    expect(names.some(({ vaerdi, registreringTil }) => vaerdi === 'Planlagt' && registreringTil !== null)).toBe(true);
  });

  it('gives the production units that a company has when asked for', () => {
    const companies = all.filter(({ kind }) => kind === 'company');
    const given = companies.map(
      ({ number }) => answered(world, number, { productionUnits: true })['produktionsenheder'],
    );
    const has = companies.map(({ number }) =>
      world
        .unitsOf(number)
        .map((unit) => world.stateOf(unit.number))
        .filter((state) => state?.active && state.company === number)
        .map((state) => ({ pNummer: Number(state?.number), produktionsenhedsnavn: { vaerdi: state?.name } })),
    );
    expect(given).toEqual(has);
    expect(given.flat()).toContainEqual({
      pNummer: 1003387453,
      produktionsenhedsnavn: { vaerdi: 'KMD A/S - Ballerup' },
    });
    expect(answered(world, companies[0]?.number ?? '')).not.toHaveProperty('produktionsenheder');
  });
});

describe.each([
  ['virksomhed', (world: CompanyWorld) => world.stateOf('1003387453')?.company ?? '', {}],
  // The service adds employment to a production unit where asked for; the sample was not asked.
  ['produktionsenhed', () => '1003387453', { beskaeftigelse: [] }],
])('HentCVRData on a %s', (name, numberIn, more) => {
  describePublished('has the published keys', `${SAMPLES}/cvr_rest_${name}.reconstructed.json`, (sample) => {
    it('in every block', () => {
      const world = openedWorld();
      const published = JSON.parse(sample) as Answer;
      const own = answered(world, numberIn(world), { employment: true, productionUnits: true });
      const expected: Record<string, string[]> = { ...keysOf(published, own), ...more };
      // The samples leave the end of registration and validity out of the first block.
      const first = [...(expected[name] ?? []), 'registreringTil', 'virkningTil'].sort();
      expect(keysOf(own, published)).toEqual({ ...expected, [name]: first });
    });
  });
});
