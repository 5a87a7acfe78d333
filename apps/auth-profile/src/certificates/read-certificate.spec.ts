import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import forge from 'node-forge';
import { readCertificate } from './read-certificate';

// Made by test/pkcs12/make.sh; all of them are valid for ten years.
const file = (name: string): Buffer => readFileSync(join(__dirname, '../../test/pkcs12', `${name}.p12`));
const PASSWORD = 'hemmelig-fil';
const NOW = new Date('2027-01-01T00:00:00Z');

const faultOf = (name: string, password = PASSWORD, now = NOW): unknown => {
  const read = readCertificate(file(name), password, now);
  return 'fault' in read ? read.fault : 'none';
};

describe('readCertificate', () => {
  it.each([
    ['modern-rsa', PASSWORD, 'rsa'],
    ['modern-ec', PASSWORD, 'ec'],
    ['legacy-rc2', PASSWORD, 'rsa'],
    ['legacy-3des', PASSWORD, 'rsa'],
    ['keytool', PASSWORD, 'rsa'],
    ['without-mac', PASSWORD, 'rsa'],
    ['danish-letters', 'rødgrød', 'rsa'],
    ['danish-letters-rc2', 'rødgrød', 'rsa'],
    ['empty-password', '', 'rsa'],
  ])('reads key and certificate of %s', (name, password, type) => {
    const read = readCertificate(file(name), password, NOW);
    if ('fault' in read) throw new Error(read.fault);
    const { chain, key, facts } = read.certificate;
    const own = new X509Certificate(chain);
    expect(createPrivateKey(key).asymmetricKeyType).toBe(type);
    expect(own.checkPrivateKey(createPrivateKey(key))).toBe(true);
    // The authority that some of the files hold is a root, and stays out of the chain.
    expect(chain.match(/BEGIN CERTIFICATE/g)).toHaveLength(1);
    expect(facts).toEqual({
      issuer: name === 'keytool' ? 'contact-sync test' : 'Invented CA',
      organisation: 'Invented Municipality',
      serialNumber: own.serialNumber,
      notBefore: new Date(own.validFrom).toISOString(),
      notAfter: new Date(own.validTo).toISOString(),
      thumbprint: own.fingerprint.replaceAll(':', ''),
    });
  });

  it('the bytes of a certificate come through as they were', () => {
    const signedBy = new X509Certificate(readPem('modern-rsa'));
    // A certificate that was written anew would have another signature's bytes.
    expect(readPem('legacy-rc2')).toBe(readPem('modern-rsa'));
    expect(signedBy.verify(signedBy.publicKey)).toBe(false);
  });

  it.each([
    ['modern-rsa', 'hemmelig-fi'],
    ['modern-ec', ''],
    ['legacy-rc2', 'Hemmelig-fil'],
    ['legacy-3des', 'x'],
    ['keytool', 'rødgrød'],
    ['danish-letters', 'rodgrod'],
    ['without-mac', 'x'],
  ])('says of %s that the password is wrong', (name, password) => {
    expect(faultOf(name, password)).toBe('wrong-password');
  });

  it('says that key or certificate is missing', () => {
    expect(faultOf('without-key')).toBe('no-private-key');
    expect(faultOf('without-certificate')).toBe('no-certificate');
  });

  it('says that it has expired, or is not valid yet', () => {
    expect(faultOf('modern-rsa', PASSWORD, new Date('2040-01-01T00:00:00Z'))).toBe('expired');
    expect(faultOf('legacy-rc2', PASSWORD, new Date('2020-01-01T00:00:00Z'))).toBe('not-yet-valid');
  });

  it('says that a key belongs to another certificate', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const key = forge.pki.privateKeyFromPem(privateKey.export({ type: 'pkcs1', format: 'pem' }).toString());
    const another = forge.pki.certificateFromPem(readPem('modern-rsa'));
    const pfx = forge.pkcs12.toPkcs12Asn1(key, another, PASSWORD, { algorithm: '3des' });
    const bytes = Buffer.from(forge.asn1.toDer(pfx).getBytes(), 'latin1');
    expect(readCertificate(bytes, PASSWORD, NOW)).toEqual({ fault: 'key-does-not-fit' });
  });

  it('says of what is no PKCS#12 that it cannot be read, and throws for nothing', () => {
    const whole = file('modern-rsa');
    expect(readCertificate(Buffer.from('-----BEGIN CERTIFICATE-----\n'), PASSWORD, NOW)).toEqual({
      fault: 'unreadable',
    });
    expect(readCertificate(Buffer.alloc(0), PASSWORD, NOW)).toEqual({ fault: 'unreadable' });
    expect(readCertificate(whole.subarray(0, 1000), PASSWORD, NOW)).toEqual({ fault: 'unreadable' });
    expect(readCertificate(Buffer.from(readPem('modern-rsa')), PASSWORD, NOW)).toEqual({ fault: 'unreadable' });
    // Every place of a file may be broken.
    for (let at = 0; at < whole.length; at += 197) {
      const broken = Buffer.from(whole);
      broken[at] = (broken[at] ?? 0) ^ 0x5a;
      expect(readCertificate(broken, PASSWORD, NOW)).toHaveProperty('fault');
    }
  });

  it('does not count to a million for a file', () => {
    const begun = performance.now();
    expect(faultOf('costly')).toBe('not-supported');
    expect(performance.now() - begun).toBeLessThan(500);
  });
});

function readPem(name: string): string {
  const read = readCertificate(file(name), PASSWORD, NOW);
  if ('fault' in read) throw new Error(read.fault);
  return read.certificate.chain;
}
