import type { Target } from './simulator-context';

/** Base addresses, `https://localhost:PORT`. */
export interface Addresses {
  identity: string;
  gateway: string;
  tokenSecret: string;
  tokenCertificate: string;
  graphql: string;
  restCertificate: string;
  oauth2: string;
  odata: string;
  sorFiles: string;
  control: string;
  /** The CPR office's file server, `localhost:PORT`: TLS by AUTH TLS, and TLS from the first byte. */
  cprFiles: string;
  cprFilesImplicit: string;
}

/** Under which name each server's address stands. */
export const ADDRESS_OF: Readonly<Record<Target | 'control', keyof Addresses>> = {
  identity: 'identity',
  gateway: 'gateway',
  'token-secret': 'tokenSecret',
  'token-certificate': 'tokenCertificate',
  graphql: 'graphql',
  rest: 'restCertificate',
  oauth2: 'oauth2',
  odata: 'odata',
  'sor-files': 'sorFiles',
  control: 'control',
};
