import { address, ceasedCompany, company, companyRow, fact, OPTIONS, TODAY } from '../../test/rows';
import { observeCompany, type ObservedUnit } from './observe';
import type { CompanyRows } from './rows';

const observed = (rows: CompanyRows, options = OPTIONS): ObservedUnit => {
  const unit = observeCompany(rows, options);
  if (unit === undefined) throw new Error('the company was not found');
  return unit;
};
const groupsOf = (rows: CompanyRows, options = OPTIONS) => observed(rows, options).observation.groups;

describe('what takes effect later', () => {
  it('is not shown before its day, which is told as the next change', () => {
    const CVR_Navn = [
      fact({ sekvens: 0, vaerdi: 'Nu', virkningTil: '2027-01-01' }),
      fact({ sekvens: 0, vaerdi: 'Så', virkningFra: '2027-01-01' }),
    ];
    const today = observed(company({ CVR_Navn }));
    expect(today.observation.groups.name).toEqual({ fields: { name1: 'Nu' } });
    expect(today.nextChange).toBe('2027-01-01');
    const then = observed(company({ CVR_Navn }), { ...OPTIONS, day: '2027-01-01' });
    expect(then.observation.groups.name).toEqual({ fields: { name1: 'Så' } });
    expect(then.nextChange).toBeUndefined();
  });

  it('is the nearest of all days of all kinds, and no day without end', () => {
    const unit = observed(
      company({
        CVR_Telefonnummer: [fact({ vaerdi: '1', virkningTil: '2027-03-01' })],
        CVR_Branche: [fact({ sekvens: 0, vaerdi: '622000', virkningTil: '9999-12-31' })],
        CVR_Virksomhed: [companyRow({ virksomhedOphoersdato: '2027-02-01' })],
      }),
    );
    expect(unit.nextChange).toBe('2027-02-01');
    expect(unit.observation.groups.lifetime).toEqual({ started: { date: '1996-08-01' } });
    expect(unit.observation.groups.industry?.info?.Branche).toEqual([{ value: '622000' }]);
  });

  it('is nothing where periods have no end, however that is written', () => {
    const unit = observed(
      company({ CVR_Branche: [fact({ sekvens: 0, vaerdi: '622000', virkningTil: '9999-12-31' })] }),
    );
    expect(unit.nextChange).toBeUndefined();
  });

  it('is what a company has that has not begun', () => {
    const begins = { virkningFra: '2027-01-01' };
    const unit = observed({
      ...company(),
      CVR_Virksomhed: [companyRow({ ...begins, virksomhedStartdato: '2027-01-01' })],
      CVR_Navn: [fact({ sekvens: 0, vaerdi: 'Ny ApS', ...begins })],
      CVR_Adressering: [address(begins)],
    });
    expect(unit.observation.groups.name).toEqual({ fields: { name1: 'Ny ApS' } });
    expect(unit.observation.groups.main_address?.address?.address1).toBe('Halfdansgade 8');
    expect(unit.nextChange).toBe('2027-01-01');
  });
});

describe('a company that ceased', () => {
  it('keeps its last facts though every period is closed, and ends on the day the register says', () => {
    const groups = groupsOf(ceasedCompany('2024-03-31'));
    expect(groups).toMatchObject({
      name: { fields: { name1: 'Prøve A/S' } },
      main_address: { address: { address1: 'Halfdansgade 8' } },
      contact_lines: { contactLines: { phoneNo: '12345678', email: 'post@example.dk' } },
      industry: { info: { Branche: [{ value: '622000' }, { value: '620900' }] } },
      advertisement: { advertisement: true },
      lifetime: { started: { date: '1996-08-01' }, ended: { date: '2024-03-31' } },
    });
  });

  it('does not get back what it gave up before, but for name and address it has the last ones', () => {
    const before = { virkningTil: '2020-01-01' };
    const groups = groupsOf({
      ...ceasedCompany('2024-03-31'),
      CVR_Telefonnummer: [fact({ vaerdi: '12345678', ...before })],
      CVR_Navn: [fact({ sekvens: 0, vaerdi: 'Sidste navn', ...before })],
      CVR_Adressering: [address(before)],
    });
    expect(groups.contact_lines?.contactLines).toEqual({ email: 'post@example.dk' });
    expect(groups.name).toEqual({ fields: { name1: 'Sidste navn' } });
    expect(groups.main_address?.address?.address1).toBe('Halfdansgade 8');
  });

  it('keeps facts whose last day is the day before, and those whose registrations were closed', () => {
    const groups = groupsOf({
      ...ceasedCompany('2024-03-31'),
      CVR_Telefonnummer: [fact({ vaerdi: '12345678', virkningTil: '2024-03-30' })],
      CVR_e_mailadresse: [fact({ vaerdi: 'post@example.dk', registreringTil: '2024-04-02T08:00:00.000000Z' })],
    });
    expect(groups.contact_lines?.contactLines).toEqual({ phoneNo: '12345678', email: 'post@example.dk' });
  });

  it('does not get back what the register took back before', () => {
    const withdrawn = fact({ vaerdi: 'post@example.dk', registreringTil: '2015-04-02T08:00:00.000000Z' });
    const groups = groupsOf({ ...ceasedCompany('2024-03-31'), CVR_e_mailadresse: [withdrawn] });
    expect(groups.contact_lines?.contactLines).toEqual({ phoneNo: '12345678' });
  });

  it('is ended on the day itself, not the day before', () => {
    const endedOn = (day: string) => groupsOf(ceasedCompany(TODAY), { ...OPTIONS, day }).lifetime?.ended;
    expect(endedOn(TODAY)).toEqual({ date: TODAY });
    expect(endedOn('2026-11-20')).toBeUndefined();
  });

  it('is ended by the status alone, from the first day of it', () => {
    const groups = groupsOf(
      company({
        CVR_Virksomhed: [
          companyRow({ virkningTil: '2023-06-01' }),
          companyRow({ status: 'inaktiv', virkningFra: '2023-06-01', virkningTil: '2025-01-01' }),
          companyRow({ status: 'Inaktiv', virkningFra: '2025-01-01' }),
        ],
      }),
    );
    expect(groups.lifetime?.ended).toEqual({ date: '2023-06-01' });
    expect(groups.name).toEqual({ fields: { name1: 'Prøve A/S' } });
  });

  it('is not ended because its periods are: only on the register’s word', () => {
    const rows = ceasedCompany('2024-03-31');
    const groups = groupsOf({ ...rows, CVR_Virksomhed: [companyRow({ virkningTil: '2024-03-31' })] });
    expect(groups.lifetime).toEqual({ started: { date: '1996-08-01' } });
    expect(groups.name).toEqual({ fields: { name1: 'Prøve A/S' } });
  });

  it('lives again when the register takes the day back', () => {
    const groups = groupsOf({
      ...company(),
      CVR_Virksomhed: [
        companyRow({ virksomhedOphoersdato: '2024-03-31', registreringTil: '2025-01-01T00:00:00.000000Z' }),
        companyRow({ registreringFra: '2025-01-01T00:00:00.000000Z' }),
      ],
    });
    expect(groups.lifetime).toEqual({ started: { date: '1996-08-01' } });
  });
});
