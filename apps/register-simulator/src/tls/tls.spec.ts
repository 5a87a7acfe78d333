import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import forge from 'node-forge';
import { CertificateAuthority } from './authority';
import { clientCertificate } from './client-certificates';
import type { Pkcs12Encryption } from './pkcs12';

let authority: CertificateAuthority;

beforeAll(async () => {
  authority = await CertificateAuthority.create();
});

/** Opens a file with the common library: how many certificates and keys are in it. */
function contents(file: string, password: string): { certificates: number; keys: number; key?: string } {
  const opened = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(forge.util.decode64(file)), true, password);
  const bags = opened.safeContents.flatMap(({ safeBags }) => safeBags);
  const keys = bags.filter(({ type }) => type === forge.pki.oids.pkcs8ShroudedKeyBag);
  const first = keys[0];
  return {
    certificates: bags.filter(({ type }) => type === forge.pki.oids.certBag).length,
    keys: keys.length,
    ...(first && {
      key: forge.util.encode64(forge.asn1.toDer(first.key ? privateKeyInfo(first.key) : first.asn1).getBytes()),
    }),
  };
}

function privateKeyInfo(key: forge.pki.PrivateKey): forge.asn1.Asn1 {
  return forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(key));
}

describe('certificates of the simulator', () => {
  it('are signed by its authority, for a time', async () => {
    const { certificate, key } = await authority.issue({ subject: 'CN=localhost', use: 'server' });
    const issued = new X509Certificate(certificate);
    const issuer = new X509Certificate(authority.pem);
    expect(issued.verify(issuer.publicKey)).toBe(true);
    expect(issued.checkPrivateKey(createPrivateKey(key))).toBe(true);
    expect(issued.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(issued.checkHost('localhost')).toBe('localhost');
    const again = await CertificateAuthority.open({ certificate: authority.pem, key: authority.keyPem });
    const other = await again.issue({ subject: 'CN=other', use: 'client' });
    expect(new X509Certificate(other.certificate).verify(issuer.publicKey)).toBe(true);
  });

  it.each<['ec' | 'rsa', Pkcs12Encryption, boolean]>([
    ['rsa', 'aes256', true],
    ['rsa', '3des', true],
    // Node itself knows no RC2: who wants to read such files must do it otherwise.
    ['rsa', 'rc2', false],
    ['ec', 'aes256', true],
    ['ec', '3des', true],
    ['ec', 'rc2', false],
  ])('come as PKCS#12 with a key of %s in %s', async (keyType, encryption, opensInNode) => {
    const file = await clientCertificate(authority, { keyType, encryption, withChain: true });
    const { certificates, keys, key } = contents(file.pkcs12, file.password);
    expect([certificates, keys]).toEqual([2, 1]);
    const der = createPrivateKey(file.key).export({ type: 'pkcs8', format: 'der' });
    expect(key).toBe(der.toString('base64'));
    const open = () => createSecureContext({ pfx: Buffer.from(file.pkcs12, 'base64'), passphrase: file.password });
    if (opensInNode) expect(open).not.toThrow();
    else expect(open).toThrow(/unsupported/i);
  });

  it('do not open with another password', async () => {
    const { pkcs12 } = await clientCertificate(authority, { keyType: 'ec' });
    const open = () => createSecureContext({ pfx: Buffer.from(pkcs12, 'base64'), passphrase: 'another' });
    expect(open).toThrow(/mac verify failure/i);
  });

  it('come without a key, expired, not yet valid or from elsewhere when asked for', async () => {
    const keyless = await clientCertificate(authority, { keyType: 'ec', withoutKey: true });
    expect(contents(keyless.pkcs12, keyless.password)).toEqual({ certificates: 1, keys: 0 });
    const now = Date.now();
    const expired = new X509Certificate(
      (await clientCertificate(authority, { keyType: 'ec', expired: true })).certificate,
    );
    expect(Date.parse(expired.validTo)).toBeLessThan(now);
    const coming = new X509Certificate(
      (await clientCertificate(authority, { keyType: 'ec', notYetValid: true })).certificate,
    );
    expect(Date.parse(coming.validFrom)).toBeGreaterThan(now);
    const foreign = new X509Certificate(
      (await clientCertificate(authority, { keyType: 'ec', foreign: true })).certificate,
    );
    expect(foreign.verify(new X509Certificate(authority.pem).publicKey)).toBe(false);
  });
});
