import type { CompanyWorld } from './companies/company-world';
import { danishDay } from './companies/moments';
import { controlHost } from './control/control-host';
import { SimulatorFolder } from './control/folder';
import { mountDatafordeler } from './datafordeler';
import { gatewayHost } from './kmd-logic/gateway-host';
import { identityHost } from './kmd-logic/identity-host';
import type { Subscription } from './kmd-logic/subscriptions';
import {
  firstCompanies,
  rememberedCompanies,
  rememberedOrganisations,
  rememberedProperties,
  rememberedSubscriptions,
} from './control/remembered-worlds';
import type { OrganisationWorld } from './organisations/organisation-world';
import { FaultDesk } from './misbehaving/fault-desk';
import { type EntitySet, EntitySets } from './odata/entity-sets';
import type { Entity } from './odata/filter';
import { oauth2Host } from './odata/oauth2-host';
import { odataHost } from './odata/odata-host';
import { rememberedOffice, rememberedPersons } from './control/remembered-persons';
import type { CprDirekte } from './cpr-direkte/cpr-direkte';
import type { DirekteOptions } from './cpr-direkte/direkte-service';
import type { CprOffice, OfficeOptions } from './cpr-office/cpr-office';
import type { FileServerOptions, RunningFileServer } from './cpr-files/ftp-server';
import type { PersonWorld } from './persons/person-world';
import type { PropertyWorld } from './properties/property-world';
import { profileFields, type Profiles } from './profiles';
import { type LoggedRequest, RequestLog } from './requests/request-log';
import { type Addresses, type SocketName, SOCKETS } from './serving/addresses';
import { openCpr } from './serving/open-cpr';
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
  /** The share of persons to whom or whose family something happens on a weekday by itself; 0.01 where absent. */
  personsChanged?: number;
  /** The day up to which it is laid out, YYYY-MM-DD; today where absent. */
  start?: string;
  /** The clock of registers and tokens; certificates go by the machine's. */
  now?: () => Date;
  /** Keeps authority, secrets and what happened, and goes on with them at the next start. */
  folder?: string;
  /** The first of the ports, one after the other; where absent those of the folder's last start, else any free ones. */
  portBase?: number;
  services?: Partial<ServiceOptions>;
  /** What the customer has agreed with the CPR office. */
  cprOffice?: Partial<OfficeOptions>;
  cprDirekte?: Partial<DirekteOptions>;
  /** How the office's file server is set up; z/OS where nothing else is said. */
  cprFileServer?: Partial<FileServerOptions>;
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
  /** Subscriptions and files of the persons. */
  readonly cprOffice: CprOffice;
  readonly cprDirekte: CprDirekte;
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

/** Servers that speak no HTTP come behind all others, with room between. */
const FIRST_SOCKET = 20;

const DEFAULTS = { seed: 1, companies: 2000, organisations: 300, properties: 200, persons: 300, personsChanged: 0.01 };

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
    persons: options.persons ?? DEFAULTS.persons,
    personsChanged: options.personsChanged ?? DEFAULTS.personsChanged,
    start: options.start ?? danishDay(now().getTime()),
  };
  const { secrets, ...makings } = folder?.makings(options, absent) ?? { ...absent, secrets: newSecrets() };
  const authority = folder ? await folder.authority() : await CertificateAuthority.create();
  const world = rememberedCompanies({ ...makings, now }, folder);
  const organisations = rememberedOrganisations(
    { ...makings, owners: firstCompanies(world, makings.companies) },
    folder,
  );
  const properties = rememberedProperties(
    { ...makings, now, companies: firstCompanies(world, makings.companies).map(Number) },
    folder,
  );
  const persons = rememberedPersons({ ...makings, now }, folder);
  const cprOffice = rememberedOffice(persons, options.cprOffice ?? {}, folder);
  const sorFiles = new SorFileShelf(organisations, now);
  const subscriptions = rememberedSubscriptions(folder);
  const faults = new FaultDesk();
  const requests = new RequestLog(requestsKept);
  const sets = new EntitySets();
  const names = [...FIRST_TARGETS, 'control' as const, ...LATER_TARGETS];
  const placeOf = (name: Target | 'control' | SocketName) => {
    const socket = SOCKETS.findIndex((each) => each === name);
    return socket < 0 ? names.findIndex((each) => each === name) : FIRST_SOCKET + socket;
  };
  const portOf = (name: Target | 'control' | SocketName) =>
    portBase === undefined ? (folder?.portOf(name) ?? 0) : portBase + placeOf(name);
  const servers = await Servers.create({
    authority,
    faults,
    requests,
    portOf,
  });
  const context: SimulatorContext = {
    world,
    organisations,
    properties,
    persons,
    cprOffice,
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
  let tellProfiles = (): void => undefined;
  const cpr = await openCpr({
    authority,
    certificate: servers.identity,
    persons,
    office: cprOffice,
    secrets,
    direkteOptions: options.cprDirekte,
    fileServerOptions: options.cprFileServer,
    account: folder?.direkteAccount(),
    keepAccount: (account) => {
      folder?.write('cpr-direkte.json', account);
      tellProfiles();
    },
    portOf,
  });
  const { cprDirekte, cprFileServer } = cpr;
  const stop = async () => {
    await servers.stop();
    await cpr.stop();
    await sorFiles.close();
  };
  try {
    const parties = {
      identity: await servers.open('identity', {}, identityHost(context, logicTokens)),
      gateway: await servers.open('gateway', {}, gatewayHost(context, logicTokens, subscriptions)),
      ...(await mountDatafordeler(context, datafordelerTokens)),
      oauth2: await servers.open('oauth2', {}, oauth2Host(context, odataTokens)),
      odata: await servers.open('odata', {}, odataHost(odataTokens, sets)),
      sorFiles: await servers.open('sor-files', {}, sorFilesHost(sorFiles)),
      ...cpr.addresses,
    };
    const control = await servers.openControl(
      controlHost({
        context,
        addresses: parties,
        faults,
        requests,
        subscriptions,
        sets,
        sorFiles,
        cprDirekte,
        cprFileServer,
        withdrawTokens,
      }),
    );
    const addresses: Addresses = { ...parties, control };
    const caller = await clientCertificate(authority, { keyType: 'ec' });
    // As they are now: the password of CPR Direkte is changed by its callers.
    const profiles = () =>
      profileFields(addresses, secrets, caller, {
        customer: cprOffice.options.customer,
        account: cprDirekte.account.current,
      });
    tellProfiles = () => folder?.write('profiles.json', profiles());
    tellProfiles();
    folder?.write('addresses.json', addresses, 0o644);
    return {
      ca: authority.pem,
      addresses,
      get profiles() {
        return profiles();
      },
      secrets,
      services: context.options,
      world,
      organisations,
      properties,
      persons,
      cprOffice,
      cprDirekte,
      cprFileServer,
      sorFiles,
      faults,
      clientCertificate: (wanted) => clientCertificate(authority, wanted),
      subscriptions: () => subscriptions.list(),
      requests: (target) => requests.list(target),
      requestCount: (target) => requests.count(target),
      withdrawTokens,
      written: (set) => sets.list(set),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
