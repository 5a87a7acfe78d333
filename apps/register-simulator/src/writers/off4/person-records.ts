import type { EventMark } from '../../population/events/scene';
import type { AddressState, GuardianshipState, PersonState } from '../../population/person-state';
import { mark, nameFields, numbered } from './fields';
import { historyRecords } from './history-records';
import { record } from './record';

export interface PersonRecordOptions {
  /** The order of the addressing name, which an authority chooses: `First Last` or `Last,First`. */
  addressingName: 'first-last' | 'last-first';
  /** Echoed at the end of 001 (which is 121 long then) and in 099; at most 15 characters. */
  keyConstant: string | undefined;
}

/** One person's set, the address record apart, since some extracts keep all of them until after the last person. */
export interface PersonRecords {
  beforeAddress: string[];
  /** Record 003. */
  address: string;
  afterAddress: string[];
}

/** Every record of one person, of full length and in rising record type order. */
export function personRecords(
  person: PersonState,
  events: readonly EventMark[],
  { addressingName, keyConstant }: PersonRecordOptions,
): PersonRecords {
  const PNR = person.number;
  const { first, last } = person.addressing;
  const ADRNVN = addressingName === 'last-first' && first ? `${last},${first}` : `${first} ${last}`.trim();
  const before = [basics(person) + (keyConstant === undefined ? '' : keyConstant.padEnd(15))];
  if (person.address && person.status < '20') before.push(currentAddress(PNR, person.address));
  const after: string[] = [];
  for (const { type, from } of person.protections) {
    after.push(record('004', { PNR, BESKYTTYPE: type, 'START_DT-BESKYTTELSE': from }));
  }
  if (person.abroad) {
    const { country, from, uncertain, lines } = person.abroad;
    after.push(
      record('005', {
        PNR,
        UDR_LANDEKOD: country,
        UDRDTO: from,
        UDRDTO_UMRK: mark(uncertain),
        ...numbered('UDLANDADR', '', lines),
      }),
    );
  }
  if (person.contactAddress) {
    const { lines, from } = person.contactAddress;
    after.push(record('006', { PNR, ...numbered('ADR', '-KONTAKTADR', lines), 'START_DT-ADRTXT': from }));
  }
  if (person.disappeared) after.push(record('007', { PNR, FORSVINDDTO: person.disappeared }));
  after.push(record('008', { PNR, ...nameFields(person.name), ADRNVN }));
  after.push(
    record('009', { PNR, 'START_MYNKOD-FØDESTED': person.birthplace.code, 'MYNTXT-FØDESTED': person.birthplace.text }),
    record('010', {
      PNR,
      LANDEKOD: person.citizenship.country,
      'HAENSTART-STATSBORGERSKAB': person.citizenship.from,
      'HAENSTART_UMRK-STATSBORGERSKAB': mark(person.citizenship.uncertain),
    }),
    record('011', {
      PNR,
      FKIRK: person.church.code,
      'START_DT-FOLKEKIRKE': person.church.from,
      'START_DT_UMRK-FOLKEKIRKE': mark(person.church.uncertain),
    }),
    civilStatus(person),
  );
  if (person.separation) {
    const { reference, from } = person.separation;
    after.push(record('013', { PNR, 'SEP_HENVIS-SEPARATION': reference, 'START_DT-SEPARATION': from }));
  }
  for (const child of person.children) after.push(record('014', { PNR, 'PNR-BARN': child }));
  after.push(parents(person));
  for (const { type, from, holder, holderFrom } of person.custody) {
    after.push(
      record('016', {
        PNR,
        'RELTYP-FORÆLDREMYN': type,
        'START_DT-FORÆLDREMYN': from,
        RELPNR: holder,
        'START_DT-RELPNR_PNR': holderFrom,
      }),
    );
  }
  if (person.guardianship?.records.includes('017')) after.push(record('017', guardianFields(PNR, person.guardianship)));
  after.push(...notices(person), ...historyRecords(person));
  if (person.creditWarning) {
    after.push(record('050', { PNR, BESKYTTYPE: '0005', 'START-KREDITADVARSEL': person.creditWarning }));
  }
  if (person.guardianship?.records.includes('052')) {
    after.push(
      record('052', { ...guardianFields(PNR, person.guardianship), VAERGEMAALS_TYPE: person.guardianship.kind }),
    );
  }
  for (const { at, code, relation } of events) {
    after.push(record('099', { PNR, TIMESTAMPU: at, HAENDELSE: code, AFLEDTMRK: relation, NGLKONST: keyConstant }));
  }
  return { beforeAddress: before, address: addressRecord(person, ADRNVN), afterAddress: after };
}

/** What an extract with no fixed dwelling, or none at all, leaves zero or blank in 003. */
function addressRecord(person: PersonState, ADRNVN: string): string {
  const PNR = person.number;
  const address = person.status < '20' ? person.address : null;
  if (!address) return record('003', { PNR, ADRNVN });
  return record('003', {
    PNR,
    ADRNVN,
    CONVN: address.careOf,
    LOKALITET: address.locality,
    STANDARDADR: address.line,
    BYNVN: address.town,
    POSTNR: address.postcode,
    POSTDISTTXT: address.postDistrict,
    KOMKOD: address.municipality,
    VEJKOD: address.streetCode,
    HUSNR: address.houseNumber,
    ETAGE: address.floor,
    SIDEDOER: address.door,
    BNR: address.building,
    VEJADRNVN: address.street.slice(0, 20),
  });
}

function basics(person: PersonState): string {
  return record('001', {
    PNR: person.number,
    PNRGAELD: person.validNumber,
    STATUS: person.status,
    STATUSHAENSTART: person.statusFrom,
    STATUSDTO_UMRK: mark(person.statusUncertain),
    KOEN: person.sex,
    FOED_DT: person.birthDate,
    FOED_DT_UMRK: mark(person.birthDateUncertain),
    'START_DT-PERSON': person.numberFrom,
    'START_DT_UMRK-PERSON': mark(person.numberFromUncertain),
    'SLUT_DT-PERSON': person.numberTo,
    STILLING: person.position,
  });
}

function currentAddress(PNR: string, address: AddressState): string {
  return record('002', {
    PNR,
    KOMKOD: address.municipality,
    VEJKOD: address.streetCode,
    HUSNR: address.houseNumber,
    ETAGE: address.floor,
    SIDEDOER: address.door,
    BNR: address.building,
    CONVN: address.careOf,
    TILFLYDTO: address.movedIn,
    TILFLYDTO_UMRK: mark(address.movedInUncertain),
    TILFLYKOMDTO: address.inMunicipalitySince,
    FRAFLYKOMKOD: address.fromMunicipality,
    FRAFLYKOMDTO: address.fromMunicipalityAt,
    'START_MYNKOD-ADRTXT': address.supplement ? address.municipality : '',
    ...numbered('ADR', '-SUPLADR', address.supplement?.lines ?? []),
    'START_DT-ADRTXT': address.supplement?.from,
  });
}

function civilStatus({ number, civil, separation }: PersonState): string {
  return record('012', {
    PNR: number,
    CIVST: civil.code,
    AEGTEPNR: civil.spouse,
    AEGTEFOED_DT: civil.spouseBirthDate,
    AEGTENVN: civil.spouseName,
    'HAENSTART-CIVILSTAND': civil.from,
    'HAENSTART_UMRK-CIVILSTAND': mark(civil.uncertain),
    'SEP_HENVIS-CIVILSTAND': separation?.reference,
  });
}

function parents({ number, mother, father }: PersonState): string {
  return record('015', {
    PNR: number,
    MOR_DT: mother.from,
    MOR_DT_UMRK: mark(mother.uncertain),
    PNRMOR: mother.number,
    MOR_FOED_DT: mother.birthDate,
    MORNVN: mother.name,
    MORNVN_MRK: mother.nameMark,
    FAR_DT: father.from,
    FAR_DT_UMRK: mark(father.uncertain),
    PNRFAR: father.number,
    FAR_FOED_DT: father.birthDate,
    FARNVN: father.name,
    FARNVN_MRK: father.nameMark,
  });
}

function guardianFields(PNR: string, guardianship: GuardianshipState) {
  return {
    PNR,
    'START_DT-UMYNDIG': guardianship.from,
    UMYN_RELTYP: guardianship.type,
    RELPNR: guardianship.guardian,
    'START_DT-RELPNR_PNR': guardianship.guardianFrom,
    RELADRSAT_RELPNR_TXT: guardianship.name,
    'START_DT-RELPNR_TXT': guardianship.nameFrom,
    ...numbered('RELTXT', '', guardianship.lines),
  };
}

/** Municipal matters, the electoral roll, an order to move: 018, 020, 021. */
function notices(person: PersonState): string[] {
  const PNR = person.number;
  const records = person.municipal.map(({ type, code, from, text }) =>
    record('018', {
      PNR,
      KOMFORHTYP: type,
      KOMFORHKOD: code,
      'START_DT-KOMMUNALE-FORHOLD': from,
      'BEMAERK-KOMMUNALE-FORHOLD': text,
    }),
  );
  if (person.election) {
    const { code, from } = person.election;
    records.push(record('020', { PNR, VALGKODE: code, VALGRET_DT: from, 'START_DT-VALGOPLYSNINGER': from }));
  }
  if (person.movingOrder) {
    const { from, text } = person.movingOrder;
    records.push(record('021', { PNR, 'START_DT-FLYTTEPÅBUD': from, 'BEMAERK-FLYTTEPÅBUD': text }));
  }
  return records;
}
