import forge from 'node-forge';
import { createPrivateKey } from 'node:crypto';
import type { CertificateAndKey } from './authority';

/** How the parts of a PKCS#12 file are encrypted: as OpenSSL 3 does, as programs of 2000 to 2020 did, or as Windows 2000. */
export type Pkcs12Encryption = 'aes256' | '3des' | 'rc2';

export interface Pkcs12Options {
  password: string;
  encryption: Pkcs12Encryption;
  /** False: the file holds certificates alone. */
  withKey: boolean;
  /** Certificates of authorities to lie beside, PEM. */
  chain: readonly string[];
}

const { asn1 } = forge;
const { Type, Class } = asn1;

type Asn1 = forge.asn1.Asn1;

const OID = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  certBag: '1.2.840.113549.1.12.10.1.3',
  keyBag: '1.2.840.113549.1.12.10.1.2',
  x509: '1.2.840.113549.1.9.22.1',
  friendlyName: '1.2.840.113549.1.9.20',
  localKeyId: '1.2.840.113549.1.9.21',
  rc2: '1.2.840.113549.1.12.1.6',
  tripleDes: '1.2.840.113549.1.12.1.3',
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  hmacSha256: '1.2.840.113549.2.9',
  aes256: '2.16.840.1.101.3.4.1.42',
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
};

const ITERATIONS = 2048;

/** A PKCS#12 file (RFC 7292), DER. Made here part by part, since the common library writes neither EC keys nor RC2. */
export function pkcs12({ certificate, key }: CertificateAndKey, options: Pkcs12Options): Buffer {
  const localKeyId = forge.random.getBytesSync(20);
  const certificates = [certificate, ...options.chain].map((pem, at) =>
    bag(OID.certBag, certBag(pem), at === 0 ? attributes(localKeyId) : []),
  );
  const contents = [encrypted(sequence(...certificates), options)];
  if (options.withKey) {
    const info = asn1.fromDer(der(createPrivateKey(key).export({ type: 'pkcs8', format: 'der' })));
    contents.push(data(sequence(bag(OID.keyBag, shrouded(info, options), attributes(localKeyId)))));
  }
  const safe = asn1.toDer(sequence(...contents)).getBytes();
  const pfx = sequence(integer(3), data(safe), mac(safe, options));
  return Buffer.from(asn1.toDer(pfx).getBytes(), 'binary');
}

function shrouded(info: Asn1, { password, encryption }: Pkcs12Options): Asn1 {
  const { algorithm, cipherText } = encrypt(
    asn1.toDer(info).getBytes(),
    password,
    encryption === 'rc2' ? '3des' : encryption,
  );
  return sequence(algorithm, octets(cipherText));
}

function encrypted(content: Asn1, { password, encryption }: Pkcs12Options): Asn1 {
  const { algorithm, cipherText } = encrypt(asn1.toDer(content).getBytes(), password, encryption);
  const info = sequence(oid(OID.data), algorithm, asn1.create(Class.CONTEXT_SPECIFIC, 0, false, cipherText));
  return sequence(oid(OID.encryptedData), explicit(sequence(integer(0), info)));
}

function encrypt(
  plain: string,
  password: string,
  encryption: Pkcs12Encryption,
): { algorithm: Asn1; cipherText: string } {
  const salt = forge.random.getBytesSync(8);
  const derive = (id: 1 | 2, length: number) => keyFrom(password, salt, id, length, forge.md.sha1.create());
  const parameters = sequence(octets(salt), integer(ITERATIONS));
  if (encryption === 'rc2') {
    const cipher = forge.rc2.createEncryptionCipher(forge.util.createBuffer(derive(1, 5).getBytes()), 40);
    return { algorithm: sequence(oid(OID.rc2), parameters), cipherText: run(cipher, derive(2, 8), plain) };
  }
  if (encryption === '3des') {
    const cipher = forge.cipher.createCipher('3DES-CBC', derive(1, 24));
    return { algorithm: sequence(oid(OID.tripleDes), parameters), cipherText: run(cipher, derive(2, 8), plain) };
  }
  const iv = forge.random.getBytesSync(16);
  const key = forge.pkcs5.pbkdf2(password, salt, ITERATIONS, 32, forge.md.sha256.create());
  const algorithm = sequence(
    oid(OID.pbes2),
    sequence(
      sequence(oid(OID.pbkdf2), sequence(octets(salt), integer(ITERATIONS), sequence(oid(OID.hmacSha256), nothing()))),
      sequence(oid(OID.aes256), octets(iv)),
    ),
  );
  return { algorithm, cipherText: run(forge.cipher.createCipher('AES-CBC', key), forge.util.createBuffer(iv), plain) };
}

/** A block cipher, as both of the library's makers give it. */
interface Cipher {
  start(options: unknown): void;
  update(input: forge.util.ByteStringBuffer): void;
  finish(): boolean;
  output: forge.util.ByteStringBuffer;
}

function run(cipher: unknown, iv: forge.util.ByteStringBuffer, plain: string): string {
  const running = cipher as Cipher & { mode?: unknown };
  // The RC2 of the library is older than its other ciphers and takes the vector itself.
  running.start(running.mode === undefined ? iv : { iv });
  running.update(forge.util.createBuffer(plain));
  running.finish();
  return running.output.getBytes();
}

function mac(content: string, { password, encryption }: Pkcs12Options): Asn1 {
  const modern = encryption === 'aes256';
  const digest = (modern ? forge.md.sha256.create() : forge.md.sha1.create()) as forge.md.MessageDigest;
  const salt = forge.random.getBytesSync(8);
  const hmac = forge.hmac.create();
  hmac.start(digest, keyFrom(password, salt, 3, modern ? 32 : 20, digest));
  hmac.update(content);
  const algorithm = sequence(oid(modern ? OID.sha256 : OID.sha1), nothing());
  return sequence(sequence(algorithm, octets(hmac.getMac().getBytes())), octets(salt), integer(ITERATIONS));
}

/** Key material as RFC 7292 appendix B derives it. */
function keyFrom(password: string, salt: string, id: 1 | 2 | 3, length: number, digest: forge.md.MessageDigest) {
  const derive = (forge as unknown as { pkcs12: { generateKey: GenerateKey } }).pkcs12.generateKey;
  return derive(password, forge.util.createBuffer(salt), id, ITERATIONS, length, digest);
}

type GenerateKey = (
  password: string,
  salt: forge.util.ByteStringBuffer,
  id: number,
  iterations: number,
  length: number,
  digest: forge.md.MessageDigest,
) => forge.util.ByteStringBuffer;

function certBag(pem: string): Asn1 {
  const content = der(Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64'));
  return sequence(oid(OID.x509), explicit(octets(content)));
}

function bag(type: string, content: Asn1, extra: Asn1[]): Asn1 {
  return sequence(oid(type), explicit(content), ...(extra.length > 0 ? [set(...extra)] : []));
}

function attributes(localKeyId: string): Asn1[] {
  const name = asn1.create(Class.UNIVERSAL, Type.BMPSTRING, false, bmp('contact-sync test'));
  return [sequence(oid(OID.localKeyId), set(octets(localKeyId))), sequence(oid(OID.friendlyName), set(name))];
}

function bmp(text: string): string {
  return [...text].map((char) => String.fromCharCode(0, char.charCodeAt(0))).join('');
}

function data(content: Asn1 | string): Asn1 {
  return sequence(
    oid(OID.data),
    explicit(octets(typeof content === 'string' ? content : asn1.toDer(content).getBytes())),
  );
}

function sequence(...parts: Asn1[]): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, parts);
}

function set(...parts: Asn1[]): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.SET, true, parts);
}

function explicit(content: Asn1): Asn1 {
  return asn1.create(Class.CONTEXT_SPECIFIC, 0, true, [content]);
}

function oid(id: string): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.OID, false, asn1.oidToDer(id).getBytes());
}

function octets(bytes: string): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.OCTETSTRING, false, bytes);
}

function integer(value: number): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.INTEGER, false, asn1.integerToDer(value).getBytes());
}

function nothing(): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.NULL, false, '');
}

function der(bytes: Buffer): string {
  return bytes.toString('binary');
}
