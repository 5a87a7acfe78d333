import type { HouseholdKind } from './families/households';
import * as births from './events/births-and-deaths';
import * as care from './events/care';
import * as marriages from './events/marriages';
import * as moves from './events/moves';
import * as numbers from './events/numbers';
import * as personal from './events/personal';
import type { LifeEvent } from './events/scene';

/** A family that shows something: what had happened to it before the first day, and what happens in which night. */
export interface Story {
  household: HouseholdKind;
  before?: LifeEvent[];
  nights?: Record<number, LifeEvent>;
}

/**
 * The first families of every population, so that even a small one holds every case. A change is given in one
 * night and taken back in a later one where that can happen.
 */
export const STORIES: readonly Story[] = [
  { household: 'couple', nights: { 1: moves.moveHousehold, 2: moves.correctAddress, 4: moves.moveOut } },
  { household: 'couple', nights: { 1: births.die, 3: births.undoDeath } },
  { household: 'couple', before: [births.die], nights: { 2: moves.changeCareOf } },
  { household: 'cohabiting', nights: { 1: marriages.marry, 3: marriages.separate, 4: marriages.divorce } },
  { household: 'couple', before: [marriages.separate], nights: { 2: marriages.reconcile } },
  { household: 'couple', before: [marriages.divorce], nights: { 1: moves.moveHousehold, 3: marriages.marry } },
  { household: 'same-sex couple', nights: { 2: marriages.divorce } },
  { household: 'same-sex couple', nights: { 3: births.die } },
  { household: 'single', before: [marriages.marrySomebodyAbroad], nights: { 3: moves.supplementAddress } },
  { household: 'single', before: [moves.emigrate], nights: { 2: moves.returnHome } },
  { household: 'single', nights: { 1: moves.emigrate, 4: moves.returnHome } },
  { household: 'single', before: [moves.emigrate] },
  { household: 'single', before: [moves.disappear], nights: { 3: moves.reappear } },
  { household: 'single', nights: { 2: moves.disappear } },
  { household: 'single', before: [moves.loseDwelling], nights: { 2: moves.moveToOrdinaryAddress } },
  { household: 'couple', before: [moves.moveToGreenland], nights: { 3: moves.moveToOrdinaryAddress } },
  { household: 'single', before: [moves.loseDwellingInGreenland] },
  {
    household: 'single',
    nights: { 1: moves.loseDwelling, 2: moves.moveToGreenland, 3: moves.loseDwellingInGreenland },
  },
  { household: 'single', before: [moves.changeCareOf, moves.supplementAddress, moves.orderToMove] },
  { household: 'cohabiting', nights: { 1: births.bearChild, 2: personal.nameChild, 3: births.bearChild } },
  { household: 'single mother', before: [births.bearChildOfNamedFather], nights: { 2: births.bearChildOfNamedFather } },
  { household: 'cohabiting', before: [births.bearChildOfNamedFather], nights: { 2: births.recogniseFather } },
  { household: 'nearly grown child' },
  { household: 'nearly grown child', nights: { 1: births.die } },
  { household: 'three generations', nights: { 1: care.giveCustodyToOthers, 3: care.returnCustody } },
  { household: 'three generations', before: [care.giveCustodyToOthers], nights: { 2: births.die } },
  { household: 'three generations', before: [care.shareCustodyWithAnother], nights: { 4: numbers.changeNumber } },
  {
    household: 'three generations',
    nights: { 1: care.appointGuardian, 2: care.replaceGuardian, 3: care.endGuardianship },
  },
  {
    household: 'three generations',
    before: [care.appointGuardian],
    nights: { 2: care.replaceGuardian, 4: births.die },
  },
  { household: 'single', before: [care.appointGuardianByText], nights: { 3: care.endGuardianship } },
  { household: 'single', nights: { 1: care.appointGuardianByText } },
  { household: 'single', before: [care.appointUnknownGuardian] },
  { household: 'single', nights: { 2: care.appointUnknownGuardian, 4: care.endGuardianship } },
  { household: 'couple', before: [personal.protect], nights: { 2: personal.unprotect, 3: personal.protect } },
  { household: 'couple', nights: { 1: personal.protect, 3: moves.moveHousehold, 4: personal.unprotect } },
  { household: 'single', before: [personal.protect, moves.emigrate] },
  { household: 'single', before: [personal.declineAdvertising], nights: { 1: personal.unprotect } },
  { household: 'couple', nights: { 1: numbers.changeNumber, 3: numbers.undoNumberChange } },
  {
    household: 'couple',
    before: [numbers.changeNumber],
    nights: { 2: numbers.changeNumberAgain, 4: numbers.undoNumberChange },
  },
  { household: 'couple', before: [numbers.changeNumber, numbers.changeNumberAgain] },
  { household: 'couple', before: [numbers.changeNumber], nights: { 1: numbers.undoNumberChange } },
  {
    household: 'couple',
    before: [numbers.changeNumber, numbers.undoNumberChange],
    nights: { 3: numbers.changeNumber },
  },
  {
    household: 'single',
    before: [numbers.registerDouble],
    nights: { 2: numbers.mergeDouble, 4: numbers.separateDouble },
  },
  { household: 'single', before: [numbers.registerDouble, numbers.mergeDouble], nights: { 3: numbers.changeNumber } },
  { household: 'single', before: [numbers.annulNumber] },
  { household: 'single', nights: { 3: numbers.annulNumber } },
  { household: 'single', before: [numbers.registerForTax], nights: { 4: numbers.registerForTax } },
  {
    household: 'couple',
    nights: { 1: personal.changeSurname, 2: personal.changePosition, 3: personal.takeLongName },
  },
  { household: 'single', before: [personal.takeUnwritableName] },
  { household: 'couple', before: [personal.takeLongName, personal.takeUndocumentedName] },
  { household: 'single', before: [personal.changeSurname, personal.changeCitizenship, personal.changeChurch] },
  {
    household: 'couple',
    nights: { 1: personal.changeCitizenship, 2: personal.changeChurch, 3: personal.warnOfCredit },
  },
  { household: 'single', before: [personal.warnOfCredit, personal.noteMunicipalMatters] },
];

/** What may happen on any day, with how often it does so relative to the others. */
export const EVERYDAY: readonly (readonly [LifeEvent, number])[] = [
  [moves.moveHousehold, 260],
  [moves.moveOut, 60],
  [moves.correctAddress, 10],
  [moves.changeCareOf, 15],
  [moves.supplementAddress, 5],
  [moves.loseDwelling, 4],
  [moves.moveToGreenland, 2],
  [moves.loseDwellingInGreenland, 1],
  [moves.moveToOrdinaryAddress, 10],
  [moves.orderToMove, 3],
  [moves.emigrate, 20],
  [moves.returnHome, 20],
  [moves.disappear, 4],
  [moves.reappear, 4],
  [personal.changeSurname, 25],
  [personal.takeLongName, 1],
  [personal.takeUnwritableName, 1],
  [personal.takeUndocumentedName, 1],
  [personal.nameChild, 40],
  [personal.changePosition, 30],
  [personal.protect, 25],
  [personal.declineAdvertising, 20],
  [personal.unprotect, 25],
  [personal.changeCitizenship, 5],
  [personal.changeChurch, 20],
  [personal.warnOfCredit, 5],
  [personal.noteMunicipalMatters, 3],
  [marriages.marry, 40],
  [marriages.marrySomebodyAbroad, 3],
  [marriages.separate, 8],
  [marriages.reconcile, 3],
  [marriages.divorce, 20],
  [births.bearChild, 60],
  [births.bearChildOfNamedFather, 5],
  [births.recogniseFather, 5],
  [births.die, 45],
  [births.undoDeath, 1],
  [care.appointGuardian, 4],
  [care.appointGuardianByText, 3],
  [care.appointUnknownGuardian, 2],
  [care.replaceGuardian, 3],
  [care.endGuardianship, 4],
  [care.giveCustodyToOthers, 3],
  [care.shareCustodyWithAnother, 2],
  [care.returnCustody, 2],
  [numbers.changeNumber, 6],
  [numbers.changeNumberAgain, 1],
  [numbers.undoNumberChange, 2],
  [numbers.registerDouble, 1],
  [numbers.mergeDouble, 1],
  [numbers.separateDouble, 1],
  [numbers.annulNumber, 1],
  [numbers.registerForTax, 5],
];
