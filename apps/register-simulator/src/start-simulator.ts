import type { CompanyWorld } from './companies/company-world';
import { createCompanyWorld } from './companies/create-company-world';
import { danishDay } from './companies/moments';
import { controlHost } from './control/control-host';
import { SimulatorFolder } from './control/folder';
import { mountDatafordeler } from './datafordeler';
import { gatewayHost } from './kmd-logic/gateway-host';
import { identityHost } from './kmd-logic/identity-host';
import { type Subscription, Subscriptions } from './kmd-logic/subscriptions';
import { firstCompanies, rememberedOrganisations, rememberedProperties } from './control/remembered-worlds';
import type { OrganisationWorld } from './organisations/organisation-world';
import { FaultDesk } from './misbehaving/fault-desk';
import { type EntitySet, EntitySets } from './odata/entity-sets';
import type { Entity } from './odata/filter';
import { oauth2Host } from './odata/oauth2-host';
import { odataHost } from './odata/odata-host';
import { createCprOffice } from './cpr-office/create-cpr-office';
import type { CprOffice } from './cpr-office/cpr-office';
import { type RunningFileServer, startFileServer } from './cpr-files/ftp-server';
import { createPersonWorld } from './persons/create-person-world';
import type { PersonWorld } from './persons/person-world';
import type { PropertyWorld } from './properties/property-world';
import { profileFields, type Profiles } from './profiles';
import { type LoggedRequest, RequestLog } from './requests/request-log';
import type { Addresses } from './serving/addresses';
import { SorFileShelf } from './sor-files/file-shelf';
import { sorFilesHost } from './sor-files/sor-files-host';
import { BearerTokens } from './serving/bearer-tokens';
import { Servers } from './serving/open-servers';
import { newSecrets, type Secrets } from './serving/secrets';
import { type ServiceOptions, type SimulatorContext, type Target, TARGETS } from './serving/simulator-context';
import { CertificateAuthority } from './tls/authority';
import {
  clientCertificate,
  type ClientCertificateFile,
  type ClientCertificateOptions,
} from './tls/client-certificates';

export interface SimulatorOptions {
  /** Which population; 1 where absent. */
  seed?: string | number;
  /** How many companies; 2000 where absent. */
  companies?: number;
  /** How many health organisations; 300 where absent. */
  organisations?: number;
  /** How many real properties; 200 where absent, and never fewer than the samples. */
  properties?: number;
  /** How many person numbers the register of persons holds; 300 where absent. */
  persons?: number;
  /** The day up to which it is laid out, YYYY-MM-DD; today where absent. */
  start?: string;
  /** The clock of registers and tokens; certificates go by the machine's. */
  now?: () => Date;
  /** Keeps authority, secrets and what happened, and goes on with them at the next start. */
  folder?: string;
  /** The first of the ports, one after the other; where absent those of the folder's last start, else any free ones. */
  portBase?: number;
  services?: Partial<ServiceOptions>;
  /** How many requests are kept to be looked at; 2000 where absent. */
  requestsKept?: number;
}

export interface RunningSimulator {
  /** The authority's certificate, PEM: who calls has to trust it. */
  readonly ca: string;
  readonly addresses: Addresses;
  /** Ready field values of authentication profiles, by kind; secrets among them. */
  readonly profiles: Profiles;
  readonly secrets: Secrets;
  /** May be changed while it runs. */
  readonly services: ServiceOptions;
  readonly world: CompanyWorld;
  readonly organisations: OrganisationWorld;
  readonly properties: PropertyWorld;
  readonly persons: PersonWorld;
  readonly cprOffice: CprOffice;
  /** The office's file server: its files, its face and its faults. */
  readonly cprFileServer: RunningFileServer;
  /** The files of SOR, and which of them are spoiled. */
  readonly sorFiles: SorFileShelf;
  readonly faults: FaultDesk;
  clientCertificate(options?: ClientCertificateOptions): Promise<ClientCertificateFile>;
  /** What is subscribed at KMD Logic: one entry for each object. */
  subscriptions(): readonly Subscription[];
  /** The last requests, without anything secret. */
  requests(target?: Target): readonly LoggedRequest[];
  /** How many came to a target, in all. */
  requestCount(target: Target): number;
  /** No token given out so far holds any longer. */
  withdrawTokens(): void;
  /** What was written to the OData target. */
  written(set: EntitySet): readonly Entity[];
  stop(): Promise<void>;
}

/** Ports follow one another in this order; the control interface has the ninth, wherever it has been given one. */
const FIRST_TARGETS = TARGETS.slice(0, 8);
const LATER_TARGETS = TARGETS.slice(8);

/** The CPR office's file server speaks no HTTPS; its ports come behind all others. */
const FILE_SERVER_PORTS = ['cprFiles', 'cprFilesImplicit'] as const;
const FILE_SERVER_FIRST = 20;

const DEFAULTS = { seed: 1, companies: 2000, organisations: 300, properties: 200, persons: 300 };

/** Versions of the second half of 2026. */
const VERSIONS = {
  MAT: ['v3'],
  EBR: ['v1'],
  DAR: ['v3'],
  DAGI: ['v2'],
  BBR: ['v3'],
  EJF: ['v1'],
  flexibleCurrent: ['v3'],
};

/** Starts every outside party: on 127.0.0.1, over TLS. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<RunningSimulator> {
  const { now = () => new Date(), portBase, services, requestsKept = 2000 } = options;
  const folder = options.folder === undefined ? undefined : new SimulatorFolder(options.folder);
  const absent = {
    seed: options.seed ?? DEFAULTS.seed,
    companies: options.companies ?? DEFAULTS.companies,
    organisations: options.organisations ?? DEFAULTS.organisations,
    properties: options.properties ?? DEFAULTS.properties,
    start: options.start ?? danishDay(now().getTime()),
  };
  const { secrets, ...makings } = folder?.makings(options, absent) ?? { ...absent, secrets: newSecrets() };
  const authority = folder ? await folder.authority() : await CertificateAuthority.create();
  const world = rememberedWorld({ ...makings, now }, folder);
  const organisations = rememberedOrganisations(
    { ...makings, owners: firstCompanies(world, makings.companies) },
    folder,
  );
  const properties = rememberedProperties(
    { ...makings, now, companies: firstCompanies(world, makings.companies).map(Number) },
    folder,
  );
  const persons = createPersonWorld({ ...makings, persons: options.persons ?? DEFAULTS.persons, now });
  const cprOffice = createCprOffice({ world: persons });
  const sorFiles = new SorFileShelf(organisations, now);
  const subscriptions = rememberedSubscriptions(folder);
  const faults = new FaultDesk();
  const requests = new RequestLog(requestsKept);
  const sets = new EntitySets();
  const names = [...FIRST_TARGETS, 'control' as const, ...LATER_TARGETS];
  const servers = await Servers.create({
    authority,
    faults,
    requests,
    portOf: (name) => (portBase === undefined ? (folder?.portOf(name) ?? 0) : portBase + names.indexOf(name)),
  });
  const context: SimulatorContext = {
    world,
    organisations,
    properties,
    persons,
    now,
    secrets,
    options: {
      tokenSeconds: 300,
      cvrVersions: ['v2'],
      ownersApproved: true,
      cprVersions: ['v1', 'v2'],
      publicSectorApproved: true,
      privateSectorApproved: true,
      restNotFound: '404',
      logicObjectIds: 'unit',
      ...services,
      versions: { ...VERSIONS, ...services?.versions },
    },
    open: servers.open,
  };
  const logicTokens = new BearerTokens(now);
  const odataTokens = new BearerTokens(now);
  const datafordelerTokens = new BearerTokens(now);
  const withdrawTokens = () => {
    for (const tokens of [logicTokens, odataTokens, datafordelerTokens]) tokens.withdrawAll();
  };
  const filePorts = FILE_SERVER_PORTS.map((name, at) =>
    portBase === undefined ? (folder?.filePortOf(name) ?? 0) : portBase + FILE_SERVER_FIRST + at,
  );
  const cprFileServer = await startFileServer({
    authority,
    office: cprOffice,
    account: secrets.cprFiles,
    now,
    today: () => danishDay(now().getTime()),
    ports: { explicit: filePorts[0] ?? 0, implicit: filePorts[1] ?? 0 },
  });
  try {
    const parties = {
      identity: await servers.open('identity', {}, identityHost(context, logicTokens)),
      gateway: await servers.open('gateway', {}, gatewayHost(context, logicTokens, subscriptions)),
      ...(await mountDatafordeler(context, datafordelerTokens)),
      oauth2: await servers.open('oauth2', {}, oauth2Host(context, odataTokens)),
      odata: await servers.open('odata', {}, odataHost(odataTokens, sets)),
      sorFiles: await servers.open('sor-files', {}, sorFilesHost(sorFiles)),
      cprFiles: cprFileServer.explicit,
      cprFilesImplicit: cprFileServer.implicit,
    };
    const control = await servers.openControl(
      controlHost({ context, addresses: parties, faults, requests, subscriptions, sets, sorFiles, withdrawTokens }),
    );
    const addresses: Addresses = { ...parties, control };
    const caller = await clientCertificate(authority, { keyType: 'ec' });
    const profiles = profileFields(addresses, secrets, caller);
    folder?.write('addresses.json', addresses, 0o644);
    folder?.write('profiles.json', profiles);
    return {
      ca: authority.pem,
      addresses,
      profiles,
      secrets,
      services: context.options,
      world,
      organisations,
      properties,
      persons,
      cprOffice,
      cprFileServer,
      sorFiles,
      faults,
      clientCertificate: (wanted) => clientCertificate(authority, wanted),
      subscriptions: () => subscriptions.list(),
      requests: (target) => requests.list(target),
      requestCount: (target) => requests.count(target),
      withdrawTokens,
      written: (set) => sets.list(set),
      stop: async () => {
        await servers.stop();
        await cprFileServer.stop();
        await sorFiles.close();
      },
    };
  } catch (error) {
    await servers.stop();
    await cprFileServer.stop();
    throw error;
  }
}

/** The companies, with everything that happened to them before. */
function rememberedWorld(
  options: { seed: string | number; companies: number; start: string; now: () => Date },
  folder: SimulatorFolder | undefined,
): CompanyWorld {
  let remembering = true;
  const world = createCompanyWorld({
    ...options,
    happened: (entry) => (remembering ? undefined : folder?.lifeEvents.add(entry)),
  });
  for (const entry of folder?.lifeEvents.read() ?? []) {
    const at = new Date(entry.at);
    if ('event' in entry) world.apply(entry.event, entry.telling, at);
    else world.completeImport(at);
  }
  remembering = false;
  return world;
}

function rememberedSubscriptions(folder: SimulatorFolder | undefined): Subscriptions {
  const last = new Map<string, Subscription | null>();
  for (const { objectId, subscription } of folder?.subscriptions.read() ?? []) last.set(objectId, subscription);
  const subscriptions = new Subscriptions((objectId, subscription) =>
    folder?.subscriptions.add({ objectId, subscription: subscription ?? null }),
  );
  for (const subscription of last.values()) if (subscription) subscriptions.restore(subscription);
  return subscriptions;
}
