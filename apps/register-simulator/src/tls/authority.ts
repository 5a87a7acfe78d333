import 'reflect-metadata';
import { type KeyObject, createPrivateKey, generateKeyPairSync, randomBytes, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const crypto = webcrypto;

type CryptoKey = webcrypto.CryptoKey;
const DAY_MS = 86_400_000;

/** A certificate and its private key, as PEM. */
export interface CertificateAndKey {
  certificate: string;
  key: string;
}

/** What is asked of a certificate. */
export interface CertificateRequest {
  subject: string;
  use: 'server' | 'client';
  /** Elliptic (P-256) where absent. */
  keyType?: 'ec' | 'rsa';
  notBefore?: Date;
  notAfter?: Date;
}

/** Signs the certificates of the played servers and of those who call them. */
export class CertificateAuthority {
  private constructor(
    /** Its own certificate, PEM: whom callers have to trust. */
    readonly pem: string,
    /** Its private key, PEM. */
    readonly keyPem: string,
    private readonly signingKey: CryptoKey,
  ) {}

  /** A new authority; `name` tells two of them apart. */
  static async create(name = 'Register simulator'): Promise<CertificateAuthority> {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const signingKey = await signingKeyOf(privateKey);
    const keys = { privateKey: signingKey, publicKey: await publicKeyOf(privateKey) };
    const certificate = await x509.X509CertificateGenerator.createSelfSigned(
      {
        serialNumber: serialNumber(),
        name: `CN=${name} test authority, O=Register simulator`,
        notBefore: new Date(Date.now() - DAY_MS),
        notAfter: new Date(Date.now() + 3650 * DAY_MS),
        signingAlgorithm: ECDSA,
        keys,
        extensions: [
          new x509.BasicConstraintsExtension(true, 0, true),
          new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
          await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, crypto),
        ],
      },
      crypto,
    );
    return new CertificateAuthority(certificate.toString('pem'), pemOf(privateKey), signingKey);
  }

  /** One that was kept. */
  static async open({ certificate, key }: CertificateAndKey): Promise<CertificateAuthority> {
    return new CertificateAuthority(certificate, key, await signingKeyOf(createPrivateKey(key)));
  }

  async issue({ subject, use, keyType = 'ec', notBefore, notAfter }: CertificateRequest): Promise<CertificateAndKey> {
    const { privateKey } =
      keyType === 'rsa'
        ? generateKeyPairSync('rsa', { modulusLength: 2048 })
        : generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const publicKey = await publicKeyOf(privateKey);
    const issuer = new x509.X509Certificate(this.pem);
    const extensions: x509.Extension[] = [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([
        use === 'server' ? x509.ExtendedKeyUsage.serverAuth : x509.ExtendedKeyUsage.clientAuth,
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(issuer, false, crypto),
    ];
    if (use === 'server') {
      extensions.push(
        new x509.SubjectAlternativeNameExtension([
          { type: 'dns', value: 'localhost' },
          { type: 'ip', value: '127.0.0.1' },
        ]),
      );
    }
    const certificate = await x509.X509CertificateGenerator.create(
      {
        serialNumber: serialNumber(),
        subject,
        issuer: issuer.subject,
        notBefore: notBefore ?? new Date(Date.now() - DAY_MS),
        notAfter: notAfter ?? new Date(Date.now() + 365 * DAY_MS),
        signingAlgorithm: ECDSA,
        signingKey: this.signingKey,
        publicKey,
        extensions,
      },
      crypto,
    );
    return { certificate: certificate.toString('pem'), key: pemOf(privateKey) };
  }
}

const ECDSA = { name: 'ECDSA', hash: 'SHA-256' };

function pemOf(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

async function signingKeyOf(key: KeyObject): Promise<CryptoKey> {
  const der = key.export({ type: 'pkcs8', format: 'der' });
  return crypto.subtle.importKey('pkcs8', der, { name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign']);
}

async function publicKeyOf(key: KeyObject): Promise<CryptoKey> {
  const jwk = key.export({ format: 'jwk' });
  const shown =
    jwk.kty === 'RSA' ? { kty: jwk.kty, n: jwk.n, e: jwk.e } : { kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y };
  const algorithm =
    jwk.kty === 'RSA' ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } : { name: 'ECDSA', namedCurve: 'P-256' };
  return crypto.subtle.importKey('jwk', shown, algorithm, true, ['verify']);
}

function serialNumber(): string {
  // The first bit stays clear: serial numbers are positive.
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}
