import type { X509Certificate } from 'node:crypto';

/** What may be shown of a certificate. The names of persons that some subjects hold are not among it. */
export interface CertificateFacts {
  readonly issuer: string;
  /** Of the certificate, hexadecimal. */
  readonly serialNumber: string;
  /** `O` of the subject; absent where it names none. */
  readonly organisation?: string;
  readonly notBefore: string;
  readonly notAfter: string;
  /** SHA-1 of the certificate, hexadecimal, as Windows and the administration of Datafordeler show it. */
  readonly thumbprint: string;
}

/** What may be shown of a certificate. */
export function certificateFacts(certificate: X509Certificate): CertificateFacts {
  const organisation = partOf(certificate.subject, 'O');
  return {
    issuer: partOf(certificate.issuer, 'CN') ?? partOf(certificate.issuer, 'O') ?? '',
    serialNumber: certificate.serialNumber,
    ...(organisation !== undefined && { organisation }),
    notBefore: new Date(certificate.validFrom).toISOString(),
    notAfter: new Date(certificate.validTo).toISOString(),
    thumbprint: certificate.fingerprint.replaceAll(':', ''),
  };
}

/** One part of a distinguished name as Node writes it: a line for each, `O=…`. */
function partOf(name: string, part: string): string | undefined {
  const line = name.split('\n').find((each) => each.startsWith(`${part}=`));
  // Node writes what could be mistaken as hexadecimal or with a backslash; those are left as they stand.
  return line?.slice(part.length + 1);
}
