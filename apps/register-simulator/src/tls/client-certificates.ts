import { randomBytes } from 'node:crypto';
import { CertificateAuthority } from './authority';
import { pkcs12, type Pkcs12Encryption } from './pkcs12';

/** What a caller's certificate shall be like. Where nothing is said: a good one, as one gets it today. */
export interface ClientCertificateOptions {
  subject?: string;
  password?: string;
  encryption?: Pkcs12Encryption;
  keyType?: 'ec' | 'rsa';
  /** The file holds no private key. */
  withoutKey?: boolean;
  /** Its last day has been. */
  expired?: boolean;
  /** Its first day is to come. */
  notYetValid?: boolean;
  /** The last day it holds. */
  notAfter?: Date;
  /** Signed by an authority that the servers do not know. */
  foreign?: boolean;
  /** The authority's certificate lies beside. */
  withChain?: boolean;
}

export interface ClientCertificateFile {
  /** The PKCS#12 file, base64. */
  pkcs12: string;
  password: string;
  /** PEM, for who needs no file. */
  certificate: string;
  key: string;
}

const DAY_MS = 86_400_000;

/** A certificate for somebody who calls, as a PKCS#12 file. */
export async function clientCertificate(
  authority: CertificateAuthority,
  options: ClientCertificateOptions = {},
): Promise<ClientCertificateFile> {
  const signer = options.foreign ? await CertificateAuthority.create('Foreign') : authority;
  const now = Date.now();
  const days = (count: number) => new Date(now + count * DAY_MS);
  const pair = await signer.issue({
    subject: options.subject ?? 'CN=contact-sync test, O=Testkommune, C=DK',
    use: 'client',
    keyType: options.keyType ?? 'rsa',
    ...(options.expired && { notBefore: days(-30), notAfter: days(-1) }),
    ...(options.notYetValid && { notBefore: days(1), notAfter: days(30) }),
    ...(options.notAfter && { notAfter: options.notAfter }),
  });
  const password = options.password ?? randomBytes(12).toString('base64url');
  const file = pkcs12(pair, {
    password,
    encryption: options.encryption ?? 'aes256',
    withKey: !options.withoutKey,
    chain: options.withChain ? [signer.pem] : [],
  });
  return { pkcs12: file.toString('base64'), password, ...pair };
}
