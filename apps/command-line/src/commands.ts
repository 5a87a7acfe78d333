import { listAudit } from './audit/list';
import { listAuditRoots } from './audit/roots';
import { verifyAudit } from './audit/verify';
import { importProperties } from './bfe/import';
import { lookUpProperty } from './bfe/lookup';
import { testBfeConnection } from './bfe/test-connection';
import type { Command } from './command';
import { createContact, editContact, endContact, reopenContact, undoEdit } from './contacts/edit';
import { findContacts } from './contacts/find';
import { findEdited } from './contacts/find-edited';
import { getContact } from './contacts/get';
import { fetchCprFiles, importCprFiles, listCprFiles, sendCprFile } from './cpr/files-commands';
import { importDeliveries } from './cpr/import';
import { importPerson } from './cpr/import-person';
import { lookUpPerson } from './cpr/lookup';
import { renewPassword } from './cpr/renew-password';
import { citizenReport } from './cpr/report';
import { blockPerson, listBlocks, unblockPerson } from './cpr/subscriptions/blocks';
import { listSubscriptions } from './cpr/subscriptions/list';
import { reportSubscriptions } from './cpr/subscriptions/report';
import { showSubscription } from './cpr/subscriptions/show';
import { takeOverSubscriptions } from './cpr/subscriptions/take-over';
import { wishSubscriptions } from './cpr/subscriptions/wish';
import { testCprConnection } from './cpr/test-connection';
import { exemptContact } from './cvr/exempt';
import { listCvrFailures } from './cvr/failures';
import { importUnits } from './cvr/import';
import { lookUpUnit } from './cvr/lookup';
import { cvrStatus } from './cvr/status';
import { disableCvr, enableCvr, pauseCvr, resumeCvr } from './cvr/switches';
import { migrateDatabase } from './database/migrate';
import { tailEvents } from './events/tail';
import { releaseHold, retryHold } from './holds/actions';
import { listHolds } from './holds/list';
import { createProfile, deleteProfile, editProfile, replaceCertificate } from './profiles/change';
import { listKinds, listProfiles, showExpiry, showProfile } from './profiles/look';
import { rotateKeys } from './profiles/rotate-keys';
import { testProfile } from './profiles/test';
import { makeObsolete, parkMessage, releaseMessage, retryMessage } from './queue/actions';
import { listQueue } from './queue/list';
import { mendMessage } from './queue/mend';
import { showMessage } from './queue/show';
import { listRuns } from './runs/list';
import { pauseSchedule, resumeSchedule, runSchedule } from './schedules/actions';
import { listSchedules } from './schedules/list';
import { setSchedule } from './schedules/set';
import { login } from './sign-in/login';
import { importOrganisations } from './sor/import';
import { listSorImports } from './sor/list';
import { testSorConnection } from './sor/test-connection';

/** Everything the program can do, in the order its help shows. */
export const COMMANDS: readonly Command[] = [
  importDeliveries,
  listCprFiles,
  fetchCprFiles,
  importCprFiles,
  sendCprFile,
  lookUpPerson,
  importPerson,
  citizenReport,
  listSubscriptions,
  showSubscription,
  wishSubscriptions,
  takeOverSubscriptions,
  reportSubscriptions,
  blockPerson,
  listBlocks,
  unblockPerson,
  testCprConnection,
  renewPassword,
  lookUpUnit,
  importUnits,
  enableCvr,
  disableCvr,
  pauseCvr,
  resumeCvr,
  cvrStatus,
  exemptContact,
  listCvrFailures,
  importOrganisations,
  listSorImports,
  testSorConnection,
  lookUpProperty,
  importProperties,
  testBfeConnection,
  getContact,
  findContacts,
  createContact,
  editContact,
  undoEdit,
  endContact,
  reopenContact,
  findEdited,
  listHolds,
  retryHold,
  releaseHold,
  listProfiles,
  showProfile,
  createProfile,
  editProfile,
  replaceCertificate,
  deleteProfile,
  testProfile,
  showExpiry,
  listKinds,
  rotateKeys,
  listQueue,
  showMessage,
  retryMessage,
  parkMessage,
  releaseMessage,
  makeObsolete,
  mendMessage,
  listRuns,
  listSchedules,
  runSchedule,
  pauseSchedule,
  resumeSchedule,
  setSchedule,
  tailEvents,
  verifyAudit,
  listAuditRoots,
  listAudit,
  migrateDatabase,
  login,
];
