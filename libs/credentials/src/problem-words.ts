import type { CredentialFailed, CredentialProblem } from './credential-failed';

export interface InBothLanguages {
  readonly da: string;
  readonly en: string;
}

/** What an administrator reads of each problem. */
export const PROBLEM_WORDS: Readonly<Record<CredentialProblem, InBothLanguages>> = {
  'unknown-profile': { da: 'Godkendelsesprofilen findes ikke.', en: 'There is no such authentication profile.' },
  'kind-not-allowed': {
    da: 'Tjenesten må ikke bruge profiler af denne type.',
    en: 'The service may not use profiles of this kind.',
  },
  'caller-not-allowed': {
    da: 'Tjenestens bruger hos RabbitMQ må ikke hente adgang.',
    en: 'The service’s user of RabbitMQ may not ask for credentials.',
  },
  'profile-unusable': {
    da: 'Profilen kan ikke bruges; se dens felter.',
    en: 'The profile cannot be used; look at its fields.',
  },
  'certificate-expired': { da: 'Certifikatet er udløbet.', en: 'The certificate has expired.' },
  'certificate-not-yet-valid': { da: 'Certifikatet gælder ikke endnu.', en: 'The certificate is not valid yet.' },
  'issuer-refused': {
    da: 'Tokenudstederen afviser klient-id med hemmelighed eller certifikat.',
    en: 'The token issuer refuses the client ID with its secret or certificate.',
  },
  'issuer-away': { da: 'Tokenudstederen svarer ikke.', en: 'The token issuer does not answer.' },
  'issuer-unusable': {
    da: 'Tokenudstederens svar indeholder intet token.',
    en: 'The token issuer’s answer holds no token.',
  },
  'auth-profile-away': { da: 'Tjenesten auth-profile svarer ikke.', en: 'The service auth-profile does not answer.' },
  'request-expired': {
    da: 'Forespørgslen var for gammel; serverens ure går forskelligt.',
    en: 'The request was too old; the servers’ clocks differ.',
  },
  'request-repeated': { da: 'Forespørgslen er set før.', en: 'The request was seen before.' },
  'request-unreadable': { da: 'Forespørgslen kan ikke læses.', en: 'The request cannot be read.' },
  'auth-profile-fault': {
    da: 'Fejl i auth-profile; se dens log.',
    en: 'A fault of auth-profile; see its log.',
  },
};

/**
 * One line about a credential that is not to be had, for readiness: the issuer's words where it said any, as KMD's client
 * and the token server of the OData target are quoted.
 */
export const credentialFailureText = ({ problem, more }: CredentialFailed): string =>
  more.said ?? PROBLEM_WORDS[problem].en;
