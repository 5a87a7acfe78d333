/*
 * The words of CPR at Datafordeler and the codes that CPR's own files have for them (cpr.md, 4; off4-records.json). Where
 * the published texts name no words, those of docs/registers/cpr.md stand here.
 */

/** A number that was closed; whether for a double registration (50) or a change (60) the answer does not say. */
export const CLOSED = 'nedlagt_person';

/** A closed number without a successor can only be a double one that was deleted: a changed number has a new one (CPR-3). */
export const STATUSES: ReadonlyMap<string, string> = new Map([
  ['bopael_i_danmark', '01'],
  ['bopael_i_danmark_hoej_vejkode', '03'],
  ['bopael_i_groenland', '05'],
  ['bopael_i_groenland_hoej_vejkode', '07'],
  ['ej_bopael', '20'],
  ['annulleret', '30'],
  [CLOSED, '50'],
  ['forsvundet', '70'],
  ['udrejst', '80'],
  ['doed', '90'],
]);

export const RESIDENT: ReadonlySet<string> = new Set(['01', '03', '05', '07']);
export const DISAPPEARED = '70';
export const EMIGRATED = '80';
export const DEAD = '90';

export const GENDERS: ReadonlyMap<string, string> = new Map([
  ['kvinde', 'K'],
  ['mand', 'M'],
]);

export const NAME_AND_ADDRESS = '0001';
/** Protection of research (0004) was given up and is not on this road. */
export const NOT_TOLD: readonly string[] = ['0004'];
/** Files tell of it by a record of its own (050), which says nothing of a contact. */
export const CREDIT_WARNING = '0005';

export const PROTECTIONS: ReadonlyMap<string, string> = new Map([
  ['navne_og_adresse', NAME_AND_ADDRESS],
  ['lokal_vejviser', '0002'],
  ['markedsfoering', '0003'],
  ['kreditadvarsel', CREDIT_WARNING],
]);

/** Married and registered partnership: the codes that mean "has a spouse now". */
export const WITH_SPOUSE: ReadonlySet<string> = new Set(['G', 'P']);

export const CIVIL_STATUSES: ReadonlyMap<string, string> = new Map([
  ['ugift', 'U'],
  ['gift', 'G'],
  ['fraskilt', 'F'],
  ['enke_enkemand', 'E'],
  ['registreret_partner', 'P'],
  ['ophaevet_partnerskab', 'O'],
  ['laengstlevende_partner', 'L'],
  ['doed', 'D'],
]);

/** Mother and father are places, and say nothing of the parents' gender. */
export const PARENTS: ReadonlyMap<string, 'mother' | 'father'> = new Map([
  ['mor', 'mother'],
  ['far', 'father'],
  ['medmor', 'father'],
]);

export const CUSTODY: ReadonlyMap<string, '0003' | '0004' | '0005' | '0006'> = new Map([
  ['mor', '0003'],
  ['far', '0004'],
  ['anden_indehaver_1', '0005'],
  ['anden_indehaver_2', '0006'],
]);

export const GUARDIANSHIPS: ReadonlyMap<string, string> = new Map([
  ['fuldt', 'FULD'],
  ['delvist', 'DELVIS'],
]);

export const GUARDIANS: ReadonlyMap<string, 'elsewhere' | 'number' | 'text'> = new Map([
  ['ikke_registreret', 'elsewhere'],
  ['personnummer', 'number'],
  ['tekst', 'text'],
]);
