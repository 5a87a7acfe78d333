/**
 * What a caller may do. The first four are those of the original product, the others our own:
 * CONFIGADM, CERTADM and SECRETADM together maintain authentication profiles (AUTH-1).
 */
export const ACCESS_CODES = {
  /** Settings of the configurator. */
  CONFIGADM: 'CONFIGADM',
  /** Certificates. */
  CERTADM: 'CERTADM',
  /** Secrets. */
  SECRETADM: 'SECRETADM',
  /** Register settings, schedules, runs, contact types and custom labels. */
  DATAADM: 'DATAADM',
  /** Find and read contacts, look persons up in a register. */
  LOOKUP: 'LOOKUP',
  /** Create, edit and end contacts; cases and parties. */
  CONTACTEDIT: 'CONTACTEDIT',
  /** See name and address of persons who are protected (REG-8). */
  PROTECTED: 'PROTECTED',
  /** The service queue: see, retry, park, release. */
  QUEUEDESK: 'QUEUEDESK',
  /** Read the audit log. */
  AUDIT: 'AUDIT',
} as const;

export type AccessCode = keyof typeof ACCESS_CODES;

export const isAccessCode = (value: unknown): value is AccessCode =>
  typeof value === 'string' && Object.hasOwn(ACCESS_CODES, value);

/** Who calls. The id is the issuer's `sub`, or `local`; it is recorded with what the caller changes or reads. */
export interface Principal {
  readonly id: string;
  readonly accessCodes: ReadonlySet<AccessCode>;
}
