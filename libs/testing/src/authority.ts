import { webcrypto } from 'node:crypto';
import type * as X509 from '@peculiar/x509';

/** Loaded by those who want certificates alone: it takes a while. */
async function x509(): Promise<typeof X509> {
  await import('reflect-metadata');
  return import('@peculiar/x509');
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 86_400_000;

/** A certificate and its private key, PEM. */
export interface IssuedCertificate {
  readonly certificate: string;
  readonly key: string;
}

export interface CertificateWish {
  readonly name: string;
  /** Days from now; default yesterday to a month from now. */
  readonly from?: number;
  readonly to?: number;
}

/** A certificate authority of a test's own. */
export interface Authority {
  /** Its certificate, PEM. */
  readonly certificate: string;
  issue(wish: CertificateWish): Promise<IssuedCertificate>;
}

let serial = 0;
const nextSerial = (): string => (++serial).toString(16).padStart(4, '0');

export async function newAuthority(): Promise<Authority> {
  const { BasicConstraintsExtension, X509CertificateGenerator } = await x509();
  const keys = await newKeys();
  const root = await X509CertificateGenerator.createSelfSigned({
    serialNumber: nextSerial(),
    name: 'CN=Test Authority',
    ...span({}),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [new BasicConstraintsExtension(true, undefined, true)],
  });
  return { certificate: root.toString('pem'), issue: (wish) => issued(wish, keys.privateKey, root) };
}

/** A certificate that nobody vouches for. */
export async function selfSigned(name: string): Promise<IssuedCertificate> {
  const { SubjectAlternativeNameExtension, X509CertificateGenerator } = await x509();
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: nextSerial(),
    name: `CN=${name}`,
    ...span({}),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: name }])],
  });
  return { certificate: certificate.toString('pem'), key: await pem(keys.privateKey) };
}

async function issued(
  wish: CertificateWish,
  signingKey: webcrypto.CryptoKey,
  issuer: X509.X509Certificate,
): Promise<IssuedCertificate> {
  const { ExtendedKeyUsage, ExtendedKeyUsageExtension, SubjectAlternativeNameExtension, X509CertificateGenerator } =
    await x509();
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.create({
    serialNumber: nextSerial(),
    subject: `CN=${wish.name}`,
    issuer: issuer.subject,
    ...span(wish),
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new SubjectAlternativeNameExtension([{ type: 'dns', value: wish.name }]),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
    ],
  });
  return { certificate: certificate.toString('pem'), key: await pem(keys.privateKey) };
}

function span({ from = -1, to = 30 }: { readonly from?: number; readonly to?: number }): {
  readonly notBefore: Date;
  readonly notAfter: Date;
} {
  return { notBefore: new Date(Date.now() + from * DAY_MS), notAfter: new Date(Date.now() + to * DAY_MS) };
}

const newKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

async function pem(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${der.match(/.{1,64}/g)?.join('\n')}\n-----END PRIVATE KEY-----\n`;
}
