import type { SchemaOwner } from '@contact-sync/database';

/**
 * Every part that owns a schema, in the order their migrations run: for `migrate`, and for a host that migrates itself.
 * Loaded when asked for: no other command needs them.
 */
export async function schemaOwners(): Promise<readonly SchemaOwner[]> {
  const [
    { messagingSchema },
    { contactsSchema },
    { deskSchema },
    { authSchema },
    { cvrRegisterSchema },
    { cprSchema },
    { cvrSchema },
    { sorSchema },
    { bfeSchema },
  ] = await Promise.all([
    import('@contact-sync/messaging'),
    import('@contact-sync/contact-register'),
    import('@contact-sync/contact-desk'),
    import('@contact-sync/auth-profile'),
    import('@contact-sync/registers-cvr'),
    import('@contact-sync/cpr-sync'),
    import('@contact-sync/cvr-subscription'),
    import('@contact-sync/sor-import'),
    import('@contact-sync/bfe-lookup'),
  ]);
  return [
    messagingSchema,
    contactsSchema,
    deskSchema,
    authSchema,
    cvrRegisterSchema,
    cprSchema,
    cvrSchema,
    sorSchema,
    bfeSchema,
  ];
}
