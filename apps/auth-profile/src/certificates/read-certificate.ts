import type { KeyObject, X509Certificate } from 'node:crypto';
import { certificateFacts, type CertificateFacts } from './certificate-facts';
import type { CertificateFault } from './certificate-fault';
import { openPkcs12 } from './open-pkcs12';

/** A certificate that can be shown in mutual TLS, out of its file: the file's password is not needed any more. */
export interface ReadCertificate {
  /** The certificate and those above it that the file holds, PEM, the own one first. */
  readonly chain: string;
  /** PEM, PKCS#8. */
  readonly key: string;
  readonly facts: CertificateFacts;
}

/** Reads certificate, chain and private key from a PKCS#12 file; or says why it cannot be used now. */
export function readCertificate(
  file: Uint8Array,
  password: string,
  now: Date,
): { readonly certificate: ReadCertificate } | { readonly fault: CertificateFault } {
  const opened = openPkcs12(file, password);
  if ('fault' in opened) return opened;
  const { keys, certificates } = opened.content;
  if (certificates.length === 0) return { fault: 'no-certificate' };
  if (keys.length === 0) return { fault: 'no-private-key' };
  const pair = pairOf(certificates, keys);
  if (pair === undefined) return { fault: 'key-does-not-fit' };
  const facts = certificateFacts(pair.own);
  if (now > new Date(facts.notAfter)) return { fault: 'expired' };
  if (now < new Date(facts.notBefore)) return { fault: 'not-yet-valid' };
  const chain = chainOf(pair.own, certificates);
  return {
    certificate: {
      chain: chain.map((each) => each.toString()).join(''),
      key: pair.key.export({ type: 'pkcs8', format: 'pem' }).toString(),
      facts,
    },
  };
}

/** The certificate that a key of the file belongs to; of several, as after a renewal, the one that is valid longest. */
function pairOf(
  certificates: readonly X509Certificate[],
  keys: readonly KeyObject[],
): { readonly own: X509Certificate; readonly key: KeyObject } | undefined {
  const pairs = certificates.flatMap((own) =>
    keys.filter((key) => own.checkPrivateKey(key)).map((key) => ({ own, key })),
  );
  return pairs.sort((one, other) => endOf(other.own) - endOf(one.own))[0];
}

const endOf = ({ validTo }: X509Certificate): number => Date.parse(validTo);

/** The certificate, its issuer, and so on, as far as the file holds them; a root is left to the other side. */
function chainOf(own: X509Certificate, certificates: readonly X509Certificate[]): X509Certificate[] {
  const chain = [own];
  for (;;) {
    const last = chain.at(-1) ?? own;
    const above = certificates.find(
      (each) => !chain.includes(each) && !isRoot(each) && last.checkIssued(each) && last.verify(each.publicKey),
    );
    if (above === undefined) return chain;
    chain.push(above);
  }
}

const isRoot = (certificate: X509Certificate): boolean => certificate.checkIssued(certificate);
