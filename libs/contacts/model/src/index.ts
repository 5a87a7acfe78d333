export { callClock, cprClock, dayOfClock, isAfter, momentOf, sorClock } from './clock';
export type { Clock, CprClockParts, CprRoad, SorClockParts } from './clock';
export type {
  Address,
  Contact,
  ContactFields,
  ContactKey,
  ContactLines,
  GroupContent,
  InfoValue,
  ManualEdit,
  NamedRelative,
  NameType,
  NumberedRelative,
  Reference,
  Relative,
} from './contact';
export { GROUP_NAMES, GROUP_OF_DATE, GROUP_OF_INFO, GROUP_OF_REFERENCE, GROUPS } from './groups';
export type { GroupName, GroupShape } from './groups';
export type { Observation, ObservedGroup, Origin, RegisterName, Undelivered } from './observation';
export { danishDay, danishTime, dayBeside } from './danish-time';
export type { DanishTime } from './danish-time';
export { daysInMonth, isPartialDate } from './partial-date';
export type { Dated, PartialDate } from './partial-date';
export { compareReferences, relativeKey, sameContent, sameRelative, sameValue } from './content';
export type { ReferenceChange } from './content';
export { CPR_COUNTRIES } from './codes/cpr-countries';
export { decide } from './decide';
export type {
  Decision,
  DecisionSettings,
  EndedReference,
  ForceUpdate,
  FormerAddress,
  GroupChange,
  ManualOutcome,
} from './decide';
export {
  differencesOf,
  EDITABLE_GROUPS,
  editGroup,
  isEditable,
  registerContentOf,
  typedOver,
  undoEdit,
} from './manual-edit';
export type { Difference, EditableGroup, GroupEdit } from './manual-edit';
export { dated, groupContent, present, yearOf } from './group-content';
export type { Found } from './group-content';
export { CHILD, FATHER, GUARDIAN, HOLDER_1, HOLDER_2, MOTHER, referencesTo, SPOUSE } from './relatives';
export { newestStatements } from './newest-statements';
export type { Said } from './newest-statements';
export { toldContent } from './told-content';
export { resolveNumbers } from './numbers';
export type {
  KnownNumber,
  LiveContact,
  NumberedContact,
  NumberResolution,
  NumberStatement,
  SupersededContact,
} from './numbers';
export { readBfeNumber } from './identifiers/bfe-number';
export { birthYearOf, isSubstituteNumber, parseCprNumber, readCprNumber } from './identifiers/cpr-number';
export type { CprNumberFacts } from './identifiers/cpr-number';
export { parseCvrNumber } from './identifiers/cvr-number';
export type { CvrNumberFacts } from './identifiers/cvr-number';
export { readPNumber } from './identifiers/p-number';
export { MaskedPersonNumber, maskPersonNumbers } from './identifiers/person-number-mask';
export { parseSorId } from './identifiers/sor-id';
export type { SorIdFacts } from './identifiers/sor-id';
export { addressLines, filled } from './texts/address-lines';
export { columnText, LONGEST_TEXT } from './texts/column-text';
export { floorAndDoor, municipalityCode, streetLine } from './texts/danish-address';
