import type { Target } from './simulator-context';

/** Base addresses, `https://localhost:PORT`; where it is no HTTP, `localhost:PORT`. */
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
  /** The CPR office's file server: TLS by AUTH TLS, and TLS from the first byte. */
  cprFiles: string;
  cprFilesImplicit: string;
  /** CPR Direkte, TLS from the first byte. */
  direkte: string;
  /** The plain port of a program that passes requests on to CPR Direkte. */
  direkteProxy: string;
}

/** Servers that speak no HTTP. */
export const SOCKETS = ['cprFiles', 'cprFilesImplicit', 'direkte', 'direkteProxy'] as const;

export type SocketName = (typeof SOCKETS)[number];

/** Under which name each server's address stands. */
export const ADDRESS_OF: Readonly<Record<Target | 'control' | SocketName, keyof Addresses>> = {
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
  cprFiles: 'cprFiles',
  cprFilesImplicit: 'cprFilesImplicit',
  direkte: 'direkte',
  direkteProxy: 'direkteProxy',
};

/** The port of an address; 0 where there is none. */
export function portIn(address: string | undefined): number {
  return Number(/:(\d+)$/.exec(address ?? '')?.[1] ?? 0);
}
