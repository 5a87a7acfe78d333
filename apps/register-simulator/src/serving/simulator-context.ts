import type { FastifyInstance } from 'fastify';
import type { CompanyWorld } from '../companies/company-world';
import type { OrganisationWorld } from '../organisations/organisation-world';
import type { CprOffice } from '../cpr-office/cpr-office';
import type { PersonWorld } from '../persons/person-world';
import type { PropertyWorld } from '../properties/property-world';
import type { Secrets } from './secrets';

/** The servers that are played; each has a port of its own. */
export const TARGETS = [
  'identity',
  'gateway',
  'token-secret',
  'token-certificate',
  'graphql',
  'rest',
  'oauth2',
  'odata',
  'sor-files',
] as const;

export type Target = (typeof TARGETS)[number];

/** What an administrator of the other side could set. */
export interface ServiceOptions {
  /** `expires_in` of the tokens. */
  tokenSeconds: number;
  /** Versions of CVR that GraphQL serves; every other path is a bare 404. */
  cvrVersions: readonly string[];
  /** Versions of the other services by their names in the path, MAT and so on. */
  versions: Readonly<Record<string, readonly string[]>>;
  /** Whether tokens open the owners of real property, which need an approval. */
  ownersApproved: boolean;
  /** Versions of CPR's services that GraphQL serves. */
  cprVersions: readonly string[];
  /** Whether tokens open CPR to an authority, and certificates CPR's REST; and to a company. Each needs an approval. */
  publicSectorApproved: boolean;
  privateSectorApproved: boolean;
  /** How REST says that it knows no such number. */
  restNotFound: '404' | 'empty';
  /** What KMD Logic calls units: their CVREnhedsId, or ids of its own. */
  logicObjectIds: 'unit' | 'own';
}

/** What a played service stands on. */
export interface SimulatorContext {
  readonly world: CompanyWorld;
  readonly organisations: OrganisationWorld;
  readonly properties: PropertyWorld;
  readonly persons: PersonWorld;
  readonly cprOffice: CprOffice;
  readonly now: () => Date;
  readonly secrets: Secrets;
  /** May be changed while it runs. */
  readonly options: ServiceOptions;
  /**
   * Opens a server on 127.0.0.1 over TLS, with faults and the log of requests in front of the routes. Answers its base
   * address, `https://localhost:PORT`. With client certificates: only those that our authority signed and that hold now
   * come through the handshake. Form bodies come as text.
   */
  open(target: Target, more: { clientCertificates?: boolean }, routes: (app: FastifyInstance) => void): Promise<string>;
}
