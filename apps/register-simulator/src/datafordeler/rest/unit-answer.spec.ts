import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CompanyWorld } from '../../companies/company-world';
import { createCompanyWorld } from '../../companies/create-company-world';
import { companyAnswer, type LookUpOptions, productionUnitAnswer } from './unit-answer';

const SAMPLES = resolve(__dirname, '../../../../../../shared/specs/datafordeler/data/samples');
const test = existsSync(SAMPLES) ? it : it.skip;

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

  it('gives the production units of a company when asked for', () => {
    const { company } = world.stateOf('1003387453') ?? {};
    const units = answered(world, company ?? '', { productionUnits: true })['produktionsenheder'];
    expect(units).toContainEqual({ pNummer: 1003387453, produktionsenhedsnavn: { vaerdi: 'KMD A/S - Ballerup' } });
    expect(answered(world, company ?? '')).not.toHaveProperty('produktionsenheder');
  });

  test('has the keys of the published samples (skipped where ../shared is absent)', () => {
    const sample = (name: string) =>
      JSON.parse(readFileSync(resolve(SAMPLES, `cvr_rest_${name}.reconstructed.json`), 'utf8')) as Answer;
    const asked = { employment: true, productionUnits: true };
    const { company } = world.stateOf('1003387453') ?? {};
    for (const [name, number] of [
      ['virksomhed', company],
      ['produktionsenhed', '1003387453'],
    ]) {
      const published = sample(name ?? '');
      const own = answered(world, number ?? '', asked);
      const more: Record<string, string[]> = name === 'virksomhed' ? {} : { beskaeftigelse: [] };
      // The samples leave the end of registration and validity out of the first block.
      const first = Object.keys(own)[0] ?? '';
      const expected: Record<string, string[]> = { ...keysOf(published, own), ...more };
      const firstKeys = [...(expected[first] ?? []), 'registreringTil', 'virkningTil'].sort();
      expect(keysOf(own, published)).toEqual({ ...expected, [first]: firstKeys });
    }
  });
});
