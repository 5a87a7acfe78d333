import { callClock, parseCvrNumber } from '@contact-sync/contacts-model';
import type { Observation, ObservedGroup, Reference } from '@contact-sync/contacts-model';
import { advertisementGroup, contactLinesGroup, industryGroup, mainAddressGroup, nameGroup, type Scene } from './facts';
import { cvrNumberOf, pNumberOf } from './numbers';
import { dayOf, earliestOf, nextBoundary } from '../periods';
import type { Row } from '../row';
import type { CompanyRows, ProductionUnitRows, UnitFacts } from './rows';
import { clean, present } from '../texts';
import { unitLife, type UnitLife, type UnitRow } from './unit-life';

/** Part of every fingerprint: raise it when the mapping changes, so that unchanged units are mapped anew. */
export const MAPPER_VERSION = 'datafordeler-cvr-1';

/** What is said of a unit beside its rows. */
export interface ObserveOptions {
  /** Database time when the call began, as `callClock` takes it. */
  readonly calledAt: string;
  /** The day in Denmark on which the statement is of, `YYYY-MM-DD`. */
  readonly day: string;
  /** Where the rows were read, as `CVR import 349504`. */
  readonly source: string;
  /** Contact type letters of companies and of production units. */
  readonly companyType: string;
  readonly unitType: string;
  /** Whether the dates of start and cessation are carried (CVR-2). */
  readonly lifetime: boolean;
  /** A digest of a text. The core has none of its own. */
  readonly hash: (text: string) => string;
}

/** What became of the rows of one unit. Remarks hold no data. */
export interface ObservedUnit {
  readonly observation: Observation;
  /** The id that facts and events name the unit by (CVREnhedsId). */
  readonly objectId: string;
  /** As the register words it: `aktiv`, `inaktiv`. */
  readonly status?: string;
  /** The first day after `day` on which something that is registered already will be otherwise. */
  readonly nextChange?: string;
  readonly remarks: readonly string[];
}

const ROAD = 'datafordeler';

/**
 * What CVR says of a company on a day, from its rows of all periods (CVR-2). Undefined where there is no row of the
 * company itself: then the register does not know it. Never throws; neither order nor repetition of rows matters.
 */
export function observeCompany(rows: CompanyRows, options: ObserveOptions): ObservedUnit | undefined {
  const life = unitLife(
    rows.CVR_Virksomhed.map((row) => ({ ...row, started: row.virksomhedStartdato, ceased: row.virksomhedOphoersdato })),
    options.day,
  );
  const number = cvrNumberOf(life?.row.CVRNummer);
  if (life === undefined || number === undefined) return undefined;
  const remarks = new Remarks();
  if (parseCvrNumber(number)?.checkDigitRight === false) remarks.add('The CVR number has a wrong check digit');
  return observed(
    { nameType: options.companyType, nameCode: number, objectId: life.row.id },
    { facts: rows, life, remark: remarks.add },
    {},
    { boundaries: rows.CVR_Virksomhed, options, remarks },
  );
}

/** What CVR says of a production unit on a day; as `observeCompany`, and the company it belongs to. */
export function observeProductionUnit(rows: ProductionUnitRows, options: ObserveOptions): ObservedUnit | undefined {
  const life = unitLife(
    rows.CVR_Produktionsenhed.map((row) => ({
      ...row,
      started: row.produktionsenhedStartdato,
      ceased: row.produktionsenhedOphoersdato,
    })),
    options.day,
  );
  const number = pNumberOf(life?.row.pNummer);
  if (life === undefined || number === undefined) return undefined;
  const remarks = new Remarks();
  return observed(
    { nameType: options.unitType, nameCode: number, objectId: life.row.id },
    { facts: rows, life, remark: remarks.add },
    { main_unit: mainUnitGroup(life, options) },
    { boundaries: rows.CVR_Produktionsenhed, options, remarks },
  );
}

interface Named {
  readonly nameType: string;
  readonly nameCode: string;
  readonly objectId: string;
}

interface Means {
  readonly boundaries: readonly Row[];
  readonly options: ObserveOptions;
  readonly remarks: Remarks;
}

function observed(
  { nameType, nameCode, objectId }: Named,
  scene: Scene,
  own: Observation['groups'],
  { boundaries, options, remarks }: Means,
): ObservedUnit {
  const groups = present<Record<string, ObservedGroup>>({
    name: nameGroup(scene),
    main_address: mainAddressGroup(scene),
    contact_lines: contactLinesGroup(scene),
    industry: industryGroup(scene),
    advertisement: advertisementGroup(scene),
    lifetime: options.lifetime ? lifetimeGroup(scene.life) : undefined,
    ...own,
  }) as Observation['groups'];
  const next = nextChange(scene, boundaries, options.day);
  const status = clean(scene.life.row.status);
  return {
    objectId,
    observation: {
      register: 'cvr',
      subject: { nameType, nameCode },
      clock: callClock(options.calledAt, ROAD),
      asOf: options.day,
      origin: { road: ROAD, source: options.source },
      // The groups are made in one order from whatever rows, so that one statement has one text.
      fingerprint: options.hash(JSON.stringify([MAPPER_VERSION, nameType, nameCode, groups])),
      groups,
    },
    ...(status !== undefined && { status }),
    ...(next !== undefined && { nextChange: next }),
    remarks: remarks.all(),
  };
}

function lifetimeGroup({ row, ceased }: UnitLife<UnitRow>): ObservedGroup {
  const started = dayOf(row.started);
  return {
    ...(started !== undefined && { started: { date: started } }),
    ...(ceased !== undefined && { ended: { date: ceased } }),
  };
}

type OwnedUnit = UnitRow & ProductionUnitRows['CVR_Produktionsenhed'][number];

/** The company a unit belongs to. A unit that ceased keeps the last one; one that lives on without is said to have none. */
function mainUnitGroup({ row, over }: UnitLife<OwnedUnit>, options: ObserveOptions): ObservedGroup {
  const nameCode = cvrNumberOf(row.tilknyttetVirksomhedsCVRNummer);
  const left = dayOf(row.tilknyttetTilVirksomhedOphoersdato);
  const hasLeft = over === undefined && left !== undefined && left <= options.day;
  if (nameCode === undefined || hasLeft) return left === undefined ? {} : { referencesEnd: { date: left } };
  const start = dayOf(row.tilknyttetTilVirksomhedStartdato);
  const reference: Reference = {
    slot: 'main_unit',
    relative: { kind: 'number', nameType: options.companyType, nameCode },
    ...(start !== undefined && { start: { date: start } }),
  };
  return { references: { Hovedvirksomhed: [reference] } };
}

/** The unit is read again when the first of its stored changes comes into force: no event says so then (trap 2). */
function nextChange({ facts, life }: Scene, own: readonly Row[], day: string): string | undefined {
  const kinds: Record<keyof UnitFacts, readonly Row[]> = {
    CVR_Navn: facts.CVR_Navn,
    CVR_Adressering: facts.CVR_Adressering,
    CVR_Telefonnummer: facts.CVR_Telefonnummer,
    CVR_e_mailadresse: facts.CVR_e_mailadresse,
    CVR_Branche: facts.CVR_Branche,
    CVR_Reklamebeskyttelse: facts.CVR_Reklamebeskyttelse,
  };
  const ceases = dayOf(life.row.ceased);
  return earliestOf([
    ceases !== undefined && ceases > day ? ceases : undefined,
    ...[own, ...Object.values(kinds)].map((rows) => nextBoundary(rows, day)),
  ]);
}

/** Each remark once. */
class Remarks {
  readonly #texts = new Set<string>();

  readonly add = (text: string): void => void this.#texts.add(text);

  all(): string[] {
    return [...this.#texts];
  }
}
