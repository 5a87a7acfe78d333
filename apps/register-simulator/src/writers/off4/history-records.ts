import type { PersonState } from '../../population/person-state';
import { mark, nameFields, numbered } from './fields';
import { record } from './record';

/** What was: earlier numbers, addresses, stays abroad, disappearances, names and civil statuses (022 to 029). */
export function historyRecords(person: PersonState): string[] {
  const PNR = person.number;
  const { former } = person;
  return [
    ...person.earlierNumbers.map(({ number, from, to }) =>
      record('022', { PNRGAELD: PNR, PNR: number, 'START_DT-PERSON': from, 'SLUT_DT-PERSON': to }),
    ),
    ...former.addresses.map(({ mark: ANNKOR, address, movedOut }) =>
      record('023', {
        PNR,
        ANNKOR,
        KOMKOD: address.municipality,
        VEJKOD: address.streetCode,
        HUSNR: address.houseNumber,
        ETAGE: address.floor,
        SIDEDOER: address.door,
        BNR: address.building,
        CONVN: address.careOf,
        TILFLYDTO: address.movedIn,
        TILFLYDTO_UMRK: mark(address.movedInUncertain),
        FRAFLYDTO: movedOut,
      }),
    ),
    ...former.abroad.map(({ mark: ANNKOR, abroad, returned, returnedFrom }) =>
      record('024', {
        PNR,
        ANNKOR,
        UDR_LANDEKOD: abroad.country,
        UDRDTO: abroad.from,
        UDRDTO_UMRK: mark(abroad.uncertain),
        INDR_LANDEKOD: returnedFrom,
        INDRDTO: returned,
        ...numbered('UDLANDADR', '', abroad.lines),
      }),
    ),
    ...former.disappearances.map(({ mark: ANNKOR, from, found }) =>
      record('025', { PNR, ANNKOR, FORSVINDDTO: from, GENFINDDTO: found }),
    ),
    ...former.names.map(({ mark: ANNKOR, name, to }) =>
      record('026', { PNR, ANNKOR, ...nameFields(name), NVNHAENSLUT: to }),
    ),
    ...former.civil.map(({ mark: ANNKOR, civil, to }) =>
      record('029', {
        PNR,
        ANNKOR,
        CIVST: civil.code,
        AEGTEPNR: civil.spouse,
        AEGTEFOED_DT: civil.spouseBirthDate,
        AEGTENVN: civil.spouseName,
        'HAENSTART-CIVILSTAND': civil.from,
        'HAENSTART_UMRK-CIVILSTAND': mark(civil.uncertain),
        'HAENSLUT-CIVILSTAND': to,
      }),
    ),
  ];
}
