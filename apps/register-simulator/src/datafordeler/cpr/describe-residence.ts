import type { AbroadState, AddressState, PersonState } from '../../population/person-state';
import { type Node, uuidOf } from './node';
import { dafMoment, dateOnly, period } from './period';
import { countryName, MUNICIPALITIES, text, wordOfEnd } from './person-words';

const LONGEST_STREET = 20;
const LONGEST_DISTRICT = 20;

/** Where a person lives in Denmark, and lived. */
export function addresses(state: PersonState): Node[] {
  const former = state.former.addresses.map(({ mark, address, movedOut }) => ({
    ...period(wordOfEnd(mark), address.movedIn, { uncertain: address.movedInUncertain, to: movedOut }),
    ...placed(address),
  }));
  const { address } = state;
  if (!address) return former;
  const now = period('aktuel', address.movedIn, { uncertain: address.movedInUncertain });
  return [...former, { ...now, ...placed(address) }];
}

function placed(address: AddressState): Node {
  // Who has no dwelling stands with a text in the street's place.
  const street = address.street || address.line;
  return {
    conavn: text(address.careOf),
    fraflytningskommunekode: text(address.fromMunicipality),
    tilflytningskommunedato: dateOnly(address.inMunicipalitySince),
    cprAdresse: {
      daradresse: address.street && address.building === '' ? addressId(address) : null,
      vejnavn: text(street),
      vejadresseringsnavn: text(street.slice(0, LONGEST_STREET)),
      husnummer: text(address.houseNumber),
      etage: text(address.floor),
      sidedoer: text(address.door),
      bygningsnummer: text(address.building),
      bynavn: text(address.town),
      postnummer: text(address.postcode),
      postdistrikt: text(address.postDistrict.slice(0, LONGEST_DISTRICT)),
      cprkommunekode: address.municipality,
      cprkommunenavn: MUNICIPALITIES.get(address.municipality) ?? null,
      cprvejkode: address.streetCode,
    },
    supplerendeAdresse: lines(address.supplement),
  };
}

/** The same for the same dwelling. */
const addressId = ({ municipality, streetCode, houseNumber, floor, door }: AddressState) =>
  uuidOf(`dwelling ${municipality} ${streetCode} ${houseNumber} ${floor} ${door}`);

/** Up to five free lines; null where there is none. */
export function lines(address: { readonly lines: readonly string[]; readonly from: string } | null): Node | null {
  if (!address || address.lines.length === 0) return null;
  const named = [1, 2, 3, 4, 5].map((n) => [`adresselinie${n}`, text(address.lines[n - 1] ?? '')] as const);
  return { ...Object.fromEntries(named), virkningfra: dafMoment(address.from), virkningtil: null };
}

/** Departures from Denmark with the returns, and where the person is abroad. */
export function abroad(state: PersonState): Node[] {
  const left = ({ country: code, lines: address, from }: AbroadState) => ({
    cprlandekodeudrejse: text(code),
    cprlandudrejse: countryName(code),
    udlandsadresse: lines({ lines: address, from }),
  });
  return [
    ...state.former.abroad.map((former) => ({
      ...period(wordOfEnd(former.mark), former.abroad.from, {
        uncertain: former.abroad.uncertain,
        to: former.returned,
      }),
      ...left(former.abroad),
      cprlandekodeindrejse: text(former.returnedFrom),
      cprlandindrejse: countryName(former.returnedFrom),
    })),
    ...(state.abroad
      ? [
          {
            ...period('aktuel', state.abroad.from, state.abroad),
            ...left(state.abroad),
            cprlandekodeindrejse: null,
            cprlandindrejse: null,
          },
        ]
      : []),
  ];
}

/** The periods in which nobody knows where the person is. */
export function disappearances({ disappeared, former }: PersonState): Node[] {
  return [
    ...former.disappearances.map(({ mark, from, found }) => period(wordOfEnd(mark), from, { to: found })),
    ...(disappeared === '' ? [] : [period('aktuel', disappeared)]),
  ].map((each) => ({ ...each }));
}
