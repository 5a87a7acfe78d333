import type { SchemaOwner } from '@contact-sync/database';
import { CreateAuditChain1795305600003 } from './migrations/create-audit-chain';
import { CreateCasesAndAudit1763760000003 } from './migrations/create-cases-and-audit';
import { CreateCasesBySource1795305600001 } from './migrations/create-cases-by-source';
import { CreateContacts1763760000000 } from './migrations/create-contacts';
import { CreateSources1763760000001 } from './migrations/create-sources';
import { CreateTypesAndLabels1763760000002 } from './migrations/create-types-and-labels';
import { CreateWholeStatements1795500000002 } from './migrations/create-whole-statements';
import { KeepEndsByHand1795305600002 } from './migrations/keep-ends-by-hand';
import { LabelCompanies1795400000001 } from './migrations/label-companies';
import { LabelProperties1795500000001 } from './migrations/label-properties';

/** Schema `contacts`: the register of contacts. The only schema in which person numbers stand in clear. */
export const contactsSchema: SchemaOwner = {
  schema: 'contacts',
  migrations: [
    CreateContacts1763760000000,
    CreateSources1763760000001,
    CreateTypesAndLabels1763760000002,
    CreateCasesAndAudit1763760000003,
    CreateCasesBySource1795305600001,
    KeepEndsByHand1795305600002,
    CreateAuditChain1795305600003,
    LabelCompanies1795400000001,
    LabelProperties1795500000001,
    CreateWholeStatements1795500000002,
  ],
};
