import type { SettingText } from '@contact-sync/service';

/** Why a file with a certificate cannot be used (AUTH-3). */
export type CertificateFault =
  | 'unreadable'
  | 'not-supported'
  | 'wrong-password'
  | 'no-private-key'
  | 'no-certificate'
  | 'key-does-not-fit'
  | 'expired'
  | 'not-yet-valid';

/** Each fault in words for whoever chose the file. */
export const CERTIFICATE_FAULTS: Readonly<Record<CertificateFault, SettingText>> = {
  unreadable: {
    da: 'Filen kan ikke læses: den er ikke en hel PKCS#12-fil (.p12 eller .pfx).',
    en: 'The file cannot be read: it is not a whole PKCS#12 file (.p12 or .pfx).',
  },
  'not-supported': {
    da: 'Filen er krypteret på en måde, som ikke understøttes. Eksportér certifikatet igen, med AES-256 eller 3DES.',
    en: 'The file is encrypted in a way that is not supported. Export the certificate again, with AES-256 or 3DES.',
  },
  'wrong-password': {
    da: 'Adgangskoden passer ikke til filen.',
    en: 'The password does not fit the file.',
  },
  'no-private-key': {
    da: 'Filen indeholder ingen privat nøgle. Eksportér certifikatet med den private nøgle.',
    en: 'The file holds no private key. Export the certificate with its private key.',
  },
  'no-certificate': {
    da: 'Filen indeholder intet certifikat.',
    en: 'The file holds no certificate.',
  },
  'key-does-not-fit': {
    da: 'Den private nøgle i filen hører ikke til certifikatet.',
    en: 'The private key in the file does not belong to the certificate.',
  },
  expired: {
    da: 'Certifikatet er udløbet.',
    en: 'The certificate has expired.',
  },
  'not-yet-valid': {
    da: 'Certifikatet er endnu ikke gyldigt.',
    en: 'The certificate is not valid yet.',
  },
};
