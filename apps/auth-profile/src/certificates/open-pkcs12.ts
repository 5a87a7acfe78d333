import { createHmac, createPrivateKey, type KeyObject, timingSafeEqual, X509Certificate } from 'node:crypto';
import forge from 'node-forge';
import type { CertificateFault } from './certificate-fault';
import { bytesOf, type Element, numberOf, oidOf, partsOf, readElement } from './der';

/** What stands in a PKCS#12 file. */
export interface Pkcs12Content {
  readonly keys: readonly KeyObject[];
  readonly certificates: readonly X509Certificate[];
}

type Opened = { readonly content: Pkcs12Content } | { readonly fault: CertificateFault };

/** Rounds of key derivation for one file, all in all: they are this thread's time. Usual files have 4 000 to 30 000. */
const MOST_ROUNDS = 600_000;

/**
 * Opens a PKCS#12 file with old (RC2, 3DES) or modern encryption. Node's own OpenSSL does not read the old ones, so the file is
 * taken apart here, and what is in it is read by Node again.
 */
export function openPkcs12(file: Uint8Array, password: string): Opened {
  const pfx = readElement(Buffer.from(file).toString('latin1'));
  const [version, authSafe, mac] = partsOf(pfx);
  const content = bytesOf(partsOf(partsOf(authSafe)[1])[0]);
  const safe = readElement(content);
  if (pfx === undefined || numberOf(version) !== 3 || oidOf(partsOf(authSafe)[0]) !== OID.data || safe === undefined)
    return { fault: 'unreadable' };

  const rounds = roundsOf(safe) + (mac === undefined ? 0 : macRounds(mac));
  // Also where a number is none.
  if (!(rounds <= MOST_ROUNDS)) return { fault: 'not-supported' };
  const holds = mac === undefined ? undefined : macHolds(mac, content, password);
  if (holds === 'not-supported') return { fault: holds };
  if (holds === false) return { fault: 'wrong-password' };

  const withoutMac = { ...pfx, value: partsOf(pfx).slice(0, 2) };
  for (const spelling of spellings(password)) {
    const bags = openBags(withoutMac, spelling);
    if (bags !== undefined) return contentOf(bags);
  }
  // The password is right where the checksum said so.
  return { fault: holds === true ? 'not-supported' : 'wrong-password' };
}

const OID = {
  data: '1.2.840.113549.1.7.1',
  pbkdf2: '1.2.840.113549.1.5.12',
  oldEncryption: '1.2.840.113549.1.12.1.',
} as const;

/** Old encryption takes the password as UTF-16, which the library makes of it; PBES2 takes the bytes of its UTF-8. */
const spellings = (password: string): ReadonlySet<string> =>
  new Set([password, Buffer.from(password, 'utf8').toString('latin1')]);

/** The rounds of every key derivation that a tree names, also in the bags that are not encrypted themselves. */
function roundsOf(element: Element): number {
  const parts = partsOf(element);
  const oid = oidOf(parts[0]);
  if (oid === OID.data) {
    const inner = readElement(bytesOf(partsOf(parts[1])[0]));
    // A safe that is not encrypted; its bags are.
    if (inner !== undefined) return roundsOf(inner);
  }
  if (oid === OID.pbkdf2 || oid?.startsWith(OID.oldEncryption) === true) return numberOf(partsOf(parts[1])[1]);
  return parts.reduce((sum, part) => sum + roundsOf(part), 0);
}

const macRounds = (mac: Element): number => {
  const rounds = partsOf(mac)[2];
  return rounds === undefined ? 1 : numberOf(rounds);
};

interface Digest {
  readonly name: string;
  readonly bytes: number;
  readonly create: () => forge.md.MessageDigest;
}

const MAC_DIGESTS: Readonly<Record<string, Digest>> = {
  '1.3.14.3.2.26': { name: 'sha1', bytes: 20, create: () => forge.md.sha1.create() },
  '2.16.840.1.101.3.4.2.1': { name: 'sha256', bytes: 32, create: () => forge.md.sha256.create() },
  '2.16.840.1.101.3.4.2.2': { name: 'sha384', bytes: 48, create: () => forge.md.sha384.create() },
  '2.16.840.1.101.3.4.2.3': { name: 'sha512', bytes: 64, create: () => forge.md.sha512.create() },
};

/**
 * Whether the file's checksum over its content is made with this password (RFC 7292, 4): it tells a wrong password from a file
 * that is broken.
 */
function macHolds(mac: Element, content: string, password: string): boolean | 'not-supported' {
  const [digestInfo, salt] = partsOf(mac);
  const [algorithm, expected] = partsOf(digestInfo);
  const digest = MAC_DIGESTS[oidOf(partsOf(algorithm)[0]) ?? ''];
  if (digest === undefined) return 'not-supported';
  const saltBytes = forge.util.createBuffer(bytesOf(salt));
  const key = forge.pkcs12.generateKey(password, saltBytes, MAC_KEY, macRounds(mac), digest.bytes, digest.create());
  const computed = createHmac(digest.name, binary(key.getBytes())).update(binary(content)).digest();
  const stated = binary(bytesOf(expected));
  return stated.length === computed.length && timingSafeEqual(stated, computed);
}

/** What the derived key is for (RFC 7292, appendix B.3). */
const MAC_KEY = 3;

const binary = (bytes: string): Buffer => Buffer.from(bytes, 'latin1');

/** Every bag of the file; undefined where the password does not open them. */
function openBags(pfx: Element, password: string): forge.pkcs12.Bag[] | undefined {
  try {
    return forge.pkcs12.pkcs12FromAsn1(pfx, false, password).safeContents.flatMap(({ safeBags }) => safeBags);
  } catch {
    // The library's errors have no code, and its words may quote what is in the file.
    return undefined;
  }
}

function contentOf(bags: readonly forge.pkcs12.Bag[]): Opened {
  const { oids } = forge.pki;
  try {
    return {
      content: {
        keys: bags.filter(({ type }) => type === oids.pkcs8ShroudedKeyBag || type === oids.keyBag).map(keyOf),
        certificates: bags.filter(({ type }) => type === oids.certBag).map(certificateOf),
      },
    };
  } catch {
    return { fault: 'not-supported' };
  }
}

/** The library reads RSA keys and certificates itself, and hands on everything else as it stands. */
function keyOf({ key, asn1 }: forge.pkcs12.Bag): KeyObject {
  const element = key ? forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(key)) : asn1;
  return createPrivateKey({ key: derOf(element), format: 'der', type: 'pkcs8' });
}

const certificateOf = ({ cert, asn1 }: forge.pkcs12.Bag): X509Certificate =>
  new X509Certificate(derOf(cert ? forge.pki.certificateToAsn1(cert) : asn1));

const derOf = (element: Element): Buffer => binary(forge.asn1.toDer(element).getBytes());
