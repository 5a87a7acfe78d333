import type {
  AdresseringRow,
  BrancheRow,
  CompanyRows,
  FactRow,
  NavnRow,
  ProductionUnitRows,
  ProduktionsenhedRow,
  ReklamebeskyttelseRow,
  UnitFacts,
  VaerdiRow,
  VirksomhedRow,
} from './rows';
import type { Row } from '../row';

type Block = Readonly<Record<string, unknown>>;

/** The rows of a company out of an answer of REST HentCVRData; undefined where the answer holds no company (cvr.md, 2.1). */
export function companyRowsOf(answer: unknown): CompanyRows | undefined {
  const unit = blockOf(answer, 'virksomhed');
  const id = idOf(unit);
  if (unit === undefined || id === undefined || !isKey(unit['CVRNummer'])) return undefined;
  const row: VirksomhedRow = {
    ...periodOf(unit),
    id,
    CVRNummer: unit['CVRNummer'],
    status: textOf(unit['status']),
    virksomhedStartdato: textOf(unit['virksomhedStartdato']),
    virksomhedOphoersdato: textOf(unit['virksomhedOphoersdato']),
  };
  return { CVR_Virksomhed: [row], ...factsOf(answer, id, 'virksomhedsnavn') };
}

/** The rows of a production unit out of an answer of REST HentCVRData. */
export function productionUnitRowsOf(answer: unknown): ProductionUnitRows | undefined {
  const unit = blockOf(answer, 'produktionsenhed');
  const id = idOf(unit);
  if (unit === undefined || id === undefined || !isKey(unit['pNummer'])) return undefined;
  const owner = unit['tilknyttetVirksomhedsCVRNummer'];
  const row: ProduktionsenhedRow = {
    ...periodOf(unit),
    id,
    pNummer: unit['pNummer'],
    status: textOf(unit['status']),
    produktionsenhedStartdato: textOf(unit['produktionsenhedStartdato']),
    produktionsenhedOphoersdato: textOf(unit['produktionsenhedOphoersdato']),
    tilknyttetVirksomhedsCVRNummer: isKey(owner) ? owner : null,
    tilknyttetTilVirksomhedStartdato: textOf(unit['tilknyttetTilVirksomhedStartdato']),
    tilknyttetTilVirksomhedOphoersdato: textOf(unit['tilknyttetTilVirksomhedOphoersdato']),
  };
  return { CVR_Produktionsenhed: [row], ...factsOf(answer, id, 'produktionsenhedsnavn') };
}

/** REST gives one block for each fact: the newest row not later than now. */
function factsOf(answer: unknown, id: string, nameBlock: string): UnitFacts {
  const fact = (name: string, sekvens?: number): (FactRow & { vaerdi: string | null; sekvens: number }) | undefined => {
    const block = blockOf(answer, name);
    if (block === undefined) return undefined;
    return { ...periodOf(block), CVREnhedsId: id, vaerdi: textOf(block['vaerdi']), sekvens: sekvens ?? 0 };
  };
  const advertisement = blockOf(answer, 'reklamebeskyttelse');
  return {
    CVR_Navn: some<NavnRow>(fact(nameBlock)),
    CVR_Adressering: some<AdresseringRow>(
      addressOf(answer, id, 'beliggenhedsadresse'),
      addressOf(answer, id, 'postadresse'),
    ),
    CVR_Telefonnummer: some<VaerdiRow>(fact('telefonnummer')),
    CVR_e_mailadresse: some<VaerdiRow>(fact('e-mailadresse')),
    CVR_Branche: some<BrancheRow>(
      fact('hovedbranche', 0),
      fact('bibranche1', 1),
      fact('bibranche2', 2),
      fact('bibranche3', 3),
    ),
    CVR_Reklamebeskyttelse: some<ReklamebeskyttelseRow>(
      advertisement === undefined
        ? undefined
        : { ...periodOf(advertisement), CVREnhedsId: id, vaerdi: advertisement['vaerdi'] === true },
    ),
  };
}

function addressOf(answer: unknown, id: string, use: string): AdresseringRow | undefined {
  const block = blockOf(answer, use);
  if (block === undefined) return undefined;
  return {
    ...periodOf(block),
    CVREnhedsId: id,
    AdresseringAnvendelse: use,
    coNavn: textOf(block['coNavn']),
    CVRAdresse_vejnavn: textOf(block['CVRAdresse_vejnavn']),
    // One client of the service reads the name without `Fra`.
    CVRAdresse_husnummerFra: textOf(block['CVRAdresse_husnummerFra']) ?? textOf(block['CVRAdresse_husnummer']),
    CVRAdresse_husnummerTil: textOf(block['CVRAdresse_husnummerTil']),
    CVRAdresse_etagebetegnelse: textOf(block['CVRAdresse_etagebetegnelse']),
    CVRAdresse_doerbetegnelse: textOf(block['CVRAdresse_doerbetegnelse']),
    CVRAdresse_postnummer: textOf(block['CVRAdresse_postnummer']),
    CVRAdresse_postdistrikt: textOf(block['CVRAdresse_postdistrikt']),
    CVRAdresse_postboks: textOf(block['CVRAdresse_postboks']),
    CVRAdresse_kommunekode: textOf(block['CVRAdresse_kommunekode']),
    CVRAdresse_landekode: textOf(block['CVRAdresse_landekode']),
    CVRAdresse_adresseFritekst: textOf(block['CVRAdresse_adresseFritekst']),
  };
}

function periodOf(block: Block): Row {
  return {
    registreringFra: textOf(block['registreringFra']),
    registreringTil: textOf(block['registreringTil']),
    virkningFra: textOf(block['virkningFra']),
    virkningTil: textOf(block['virkningTil']),
  };
}

function blockOf(answer: unknown, name: string): Block | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  const block = (answer as Block)[name];
  return typeof block === 'object' && block !== null && !Array.isArray(block) && Object.keys(block).length > 0
    ? (block as Block)
    : undefined;
}

/** The unit's id is written with a capital letter. */
const idOf = (unit: Block | undefined): string | undefined => textOf(unit?.['Id'] ?? unit?.['id']) ?? undefined;

/** Numbers come as numbers and as text. */
const isKey = (value: unknown): value is number | string => typeof value === 'number' || typeof value === 'string';

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
}

const some = <R>(...rows: readonly (R | undefined)[]): R[] => rows.filter((row) => row !== undefined);
