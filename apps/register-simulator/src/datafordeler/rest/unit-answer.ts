import type { CompanyWorld, UnitIdentity } from '../../companies/company-world';
import type { BitemporalRow, EntityName, Rows } from '../../companies/rows';
import { danishStamp } from './danish-stamp';

/** What a look-up may ask for besides the number. */
export interface LookUpOptions {
  /** The day on which the facts shall hold, YYYY-MM-DD. */
  readonly day: string;
  /** The moment at which the register shall have known them: UTC with six decimals. */
  readonly known: string;
  readonly employment: boolean;
  readonly productionUnits: boolean;
}

/** A company as HentCVRData puts it together: one object, no history, of each fact the newest row; or undefined. */
export function companyAnswer(world: CompanyWorld, unit: UnitIdentity, options: LookUpOptions): object | undefined {
  const facts = new UnitFacts(world, unit, options);
  const row = facts.newest('Virksomhed');
  if (row === undefined) return undefined;
  const { CVRNummer, virksomhedStartdato, virksomhedOphoersdato, status } = row;
  return {
    virksomhed: {
      Id: unit.id,
      CVRNummer,
      virksomhedStartdato,
      ...(virksomhedOphoersdato === null ? {} : { virksomhedOphoersdato }),
      status,
      ...timesOf(row),
    },
    virksomhedsnavn: facts.name(),
    ...facts.addresses(),
    virksomhedsform: facts.coded('Virksomhedsform'),
    ...facts.contactLinesAndIndustries(),
    ansvarligDataleverandoer: { vaerdi: 'E&S', vaerdiTekst: 'Erhvervsstyrelsen', ...timesOf(row) },
    kreditoplysninger: null,
    fuldtAnsvarligeDeltagere: [],
    ...(options.employment ? { beskaeftigelse: [] } : {}),
    ...(options.productionUnits ? { produktionsenheder: productionUnits(world, unit, options) } : {}),
  };
}

/** A production unit, in the same way. */
export function productionUnitAnswer(
  world: CompanyWorld,
  unit: UnitIdentity,
  options: LookUpOptions,
): object | undefined {
  const facts = new UnitFacts(world, unit, options);
  const row = facts.newest('Produktionsenhed');
  if (row === undefined) return undefined;
  const { pNummer, tilknyttetVirksomhedsCVRNummer, produktionsenhedStartdato, produktionsenhedOphoersdato, status } =
    row;
  return {
    produktionsenhed: {
      Id: unit.id,
      pNummer,
      tilknyttetVirksomhedsCVRNummer,
      produktionsenhedStartdato,
      ...(produktionsenhedOphoersdato === null ? {} : { produktionsenhedOphoersdato }),
      status,
      ...timesOf(row),
    },
    produktionsenhedsnavn: facts.name(),
    ...facts.addresses(),
    ...facts.contactLinesAndIndustries(),
    ...(options.employment ? { beskaeftigelse: [] } : {}),
  };
}

function productionUnits(world: CompanyWorld, company: UnitIdentity, options: LookUpOptions): object[] {
  return world.unitsOf(company.number).flatMap((unit) => {
    const facts = new UnitFacts(world, unit, options);
    const row = facts.newest('Produktionsenhed');
    const belongs = row?.status === 'aktiv' && row.tilknyttetVirksomhedsCVRNummer === Number(company.number);
    const name = facts.newest('Navn', ({ sekvens }) => sekvens === 0)?.vaerdi;
    return belongs ? [{ pNummer: row.pNummer, produktionsenhedsnavn: { vaerdi: name } }] : [];
  });
}

type TimedEntity = Exclude<EntityName, 'CVREnhed'>;

/** The facts of one unit that are the newest at the two times. */
class UnitFacts {
  constructor(
    private readonly world: CompanyWorld,
    private readonly unit: UnitIdentity,
    private readonly options: LookUpOptions,
  ) {}

  newest<E extends TimedEntity>(entity: E, which: (row: Rows[E]) => boolean = () => true): Rows[E] | undefined {
    const { day, known } = this.options;
    return this.world
      .rowsOf(entity, [this.unit.id])
      .filter((row) => row.virkningFra <= day && knownAt(row, known) && which(row))
      .reduce<Rows[E] | undefined>((best, row) => (best === undefined || isNewer(row, best) ? row : best), undefined);
  }

  name(): object | null {
    return valueBlock(this.newest('Navn', ({ sekvens }) => sekvens === 0));
  }

  coded(entity: 'Virksomhedsform' | 'Branche', which?: (row: Rows[typeof entity]) => boolean): object | null {
    const row = this.newest(entity, which);
    return row === undefined ? null : { vaerdi: row.vaerdi, vaerdiTekst: row.vaerdiTekst, ...timesOf(row) };
  }

  addresses(): object {
    return { beliggenhedsadresse: this.address('beliggenhedsadresse'), postadresse: this.address('postadresse') };
  }

  private address(use: string): object | null {
    const row = this.newest('Adressering', ({ AdresseringAnvendelse }) => AdresseringAnvendelse === use);
    if (row === undefined) return null;
    const parts = Object.entries(row).filter(([name]) => name.startsWith('CVRAdresse_'));
    return { adresse: row.Adresse, ...Object.fromEntries(parts), coNavn: row.coNavn, ...timesOf(row) };
  }

  /** Fax is not among what the service puts together. */
  contactLinesAndIndustries(): object {
    const industry = (at: number) => this.coded('Branche', (row) => 'sekvens' in row && row.sekvens === at);
    return {
      telefonnummer: valueBlock(this.newest('Telefonnummer')),
      'e-mailadresse': valueBlock(this.newest('e-mailadresse')),
      hovedbranche: industry(0),
      bibranche1: industry(1),
      bibranche2: industry(2),
      bibranche3: industry(3),
      reklamebeskyttelse: valueBlock(this.newest('Reklamebeskyttelse')),
    };
  }
}

const knownAt = ({ registreringFra, registreringTil }: BitemporalRow, moment: string) =>
  registreringFra <= moment && (registreringTil === null || moment < registreringTil);

const isNewer = (row: BitemporalRow, than: BitemporalRow) =>
  row.virkningFra === than.virkningFra
    ? row.registreringFra > than.registreringFra
    : row.virkningFra > than.virkningFra;

const valueBlock = (row: (BitemporalRow & { vaerdi: string | boolean }) | undefined) =>
  row === undefined ? null : { vaerdi: row.vaerdi, ...timesOf(row) };

const timesOf = (row: BitemporalRow) => ({
  registreringFra: danishStamp(row.registreringFra),
  registreringTil: row.registreringTil === null ? null : danishStamp(row.registreringTil),
  registreringsaktoer: row.registreringsaktoer,
  virkningFra: row.virkningFra,
  virkningTil: row.virkningTil,
  virkningsaktoer: row.virkningsaktoer,
  metadata: { datafordelerOpdateringstid: row.datafordelerOpdateringstid },
});
