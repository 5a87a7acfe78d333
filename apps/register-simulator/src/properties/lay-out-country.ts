import type { Day } from '../population/calendar';
import { DISTRICTS_EACH, districtOf, MUNICIPALITIES, PLACES, postcodeId, ROAD_COUNT, roadAt, roadId } from './country';
import { type Dossier, RowMaker } from './row-maker';

/** Whose rows belong to no site. */
export const COUNTRY_HOLDER = 0x6000_0000;

/** Municipalities, postcodes, districts and roads: since long ago. */
export function layOutCountry(seed: number, start: Day): Dossier {
  const maker = new RowMaker(seed, COUNTRY_HOLDER);
  const since = start - 9000;
  for (const municipality of MUNICIPALITIES) {
    const { code, name, region, dagiId } = municipality;
    maker.add('MAT_MatrikelKommune', code, since, { kommunekode: code, kommunenavn: name, senesteSagLokalId: '1' });
    maker.add('DAGI_Kommuneinddeling', dagiId, since, {
      kommunekode: code,
      navn: name,
      regionLokalid: region,
      udenforKommuneinddeling: false,
    });
    for (let at = 0; at < DISTRICTS_EACH; at++) {
      const { code: ejerlavskode, name: ejerlavsnavn } = districtOf(municipality, at);
      maker.add('MAT_Ejerlav', String(ejerlavskode), since, { ejerlavskode, ejerlavsnavn, senesteSagLokalId: '1' });
    }
  }
  for (const { postcode, town } of PLACES) {
    maker.add('DAR_Postnummer', postcodeId(seed, postcode), since, {
      postnr: postcode,
      navn: town,
      postnummerinddeling: postcode,
    });
  }
  for (let number = 0; number < ROAD_COUNT; number++) {
    const { name, municipality } = roadAt(number);
    maker.add('DAR_NavngivenVej', roadId(seed, number), since, {
      vejnavn: name,
      vejadresseringsnavn: name.slice(0, 20),
      administreresAfKommune: municipality.code,
      beskrivelse: null,
      udtaltVejnavn: name,
    });
  }
  return maker.dossier;
}
