import { X509Certificate } from 'node:crypto';
import { CredentialFailed } from '@contact-sync/credentials';

/** Throws `CredentialFailed` for a certificate that has ended or not begun: better said here than guessed from an alert. */
export function assertInForce(certificate: string | undefined, now: Date): void {
  const { validFrom, validTo } = read(certificate);
  if (now > validTo)
    throw new CredentialFailed('certificate-expired', { said: `The certificate expired on ${day(validTo)}.` });
  if (now < validFrom)
    throw new CredentialFailed('certificate-not-yet-valid', {
      said: `The certificate is not valid before ${day(validFrom)}.`,
    });
}

function read(certificate: string | undefined): { readonly validFrom: Date; readonly validTo: Date } {
  try {
    const { validFrom, validTo } = new X509Certificate(certificate ?? '');
    return { validFrom: new Date(validFrom), validTo: new Date(validTo) };
  } catch {
    throw new CredentialFailed('profile-unusable', { said: 'The certificate cannot be read.' });
  }
}

const day = (date: Date): string => date.toISOString().slice(0, 10);
