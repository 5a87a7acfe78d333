export { ContactRegister } from './applying/contact-register';
export type { Applied } from './applying/applied';
export type { BatchRun, RegisterOptions, Run } from './applying/contact-register';
export type { HistoryContent, HistoryKind } from './applying/draft';
export type { Hold } from './applying/holds';
export type { Sighting } from './applying/recognise';
export { DEFAULT_SETTINGS } from './applying/settings';
export type { RegisterSettings } from './applying/settings';
export type { AuditRow } from './auditing/audit-row';
export { listAuditRoots } from './auditing/audit-root';
export type { AuditRoot } from './auditing/audit-root';
export type { AuditFault, AuditFaultKind } from './auditing/chain-check';
export { readChainState } from './auditing/chain-state';
export type { ChainHead, ChainState } from './auditing/chain-state';
export { findAudit } from './auditing/find-audit';
export type { AuditQuery, AuditView } from './auditing/find-audit';
export { sealAudit } from './auditing/seal-audit';
export type { Sealing, SealOptions } from './auditing/seal-audit';
export { verifyAudit } from './auditing/verify-audit';
export type { AuditVerification, KeptRoot, VerifyOptions } from './auditing/verify-audit';
export { eachPartyOnOpenCase } from './cases/parties-on-open-cases';
export type { PartyOnOpenCase } from './cases/parties-on-open-cases';
export { findCase, findOpenCases, findPartiesOnOpenCases, listCasesOf } from './cases/find-cases';
export type { CaseName, CaseOfContact, CaseView } from './cases/find-cases';
export { tellCases } from './cases/tell-cases';
export type { CaseStatement } from './cases/tell-cases';
export { tellParties } from './cases/tell-parties';
export type { PartyStatement, TellPartiesOptions } from './cases/tell-parties';
export { listExternalIds } from './external/external-ids';
export type { ExternalIdView } from './external/external-ids';
export { findExternalId } from './external/find-external-id';
export type { RegisteredId } from './external/find-external-id';
export { findRefreshWish, wantRefresh } from './external/refresh-wishes';
export type { RefreshStatement, RefreshWish } from './external/refresh-wishes';
export { tellExternalContacts } from './external/tell-external-contacts';
export type { ExternalContactStatement, TellExternalContactsOptions } from './external/tell-external-contacts';
export type { ContactRef, TellOutcome, Told } from './external/told';
export type { ExternalFacts } from './external/type-facts';
export { SubjectLeases } from './leases/subject-leases';
export type { Lease } from './leases/subject-leases';
export { createByHand } from './maintaining/create-by-hand';
export type { TypedKey } from './maintaining/create-by-hand';
export { editByHand, undoByHand } from './maintaining/edit-by-hand';
export { endByHand } from './maintaining/end-by-hand';
export { setDateByHand, setInfoByHand } from './maintaining/label-by-hand';
export { removeReferenceByHand, setReferenceByHand } from './maintaining/reference-by-hand';
export type { TypedPeriod, TypedReference } from './maintaining/reference-by-hand';
export type {
  Hand,
  HandFault,
  HandOutcome,
  HandRule,
  HandWarning,
  TypedContent,
  TypedGroups,
} from './maintaining/hand';
export { assertPurpose, PurposeMissing, recordAudit } from './reading/audit';
export type { AuditEntry, Reader } from './reading/audit';
export { listContactsOfTypes, readKeys } from './reading/contact-keys';
export type { ContactsOfTypes, KeyedContact } from './reading/contact-keys';
export type {
  AddressView,
  ContactSummary,
  ContactView,
  EditedContact,
  FreshnessView,
  HoldView,
  ManualEditView,
  ReferenceView,
} from './reading/contact-view';
export { findContacts } from './reading/find-contacts';
export type { ContactQuery } from './reading/find-contacts';
export { findEdited } from './reading/find-edited';
export type { EditedQuery } from './reading/find-edited';
export { findFreshness } from './reading/freshness-of';
export type { Freshness } from './reading/freshness-of';
export { findHold, listHolds, releaseHold } from './reading/holds-list';
export type { HeldStatement, HoldQuery } from './reading/holds-list';
export { findContactId, readContact } from './reading/read-contact';
export type { ContactAddress } from './reading/read-contact';
export {
  findPersonsByNumber,
  listPersonNumbers,
  listRegisteredPersons,
  numbersOfPersons,
  readRegisteredPersons,
} from './reading/registered-persons';
export type { RegisteredPerson } from './reading/registered-persons';
export { readHistory } from './reading/read-history';
export type { HistoryEntry } from './reading/read-history';
export { contactsSchema } from './schema';
export {
  assertContactTypes,
  ContactTypesMissing,
  deleteContactType,
  listContactTypes,
  saveContactType,
} from './types/contact-types';
export type { CodeValidation, ContactType } from './types/contact-types';
export { deleteCustomLabel, listCustomLabels, saveCustomLabel } from './types/custom-labels';
export type { CustomLabel } from './types/custom-labels';
export { confirmWhole } from './whole/confirm-whole';
export type { WholeConfirmation } from './whole/confirm-whole';
export { WholeStatement } from './whole/whole-statement';
export type { MissingContact, Portions, Statement, SubjectStatements } from './whole/whole-statement';
export { freshnessFigures, holdFigures } from './reading/register-figures';
export type { FreshnessFigure, HoldFigure } from './reading/register-figures';
