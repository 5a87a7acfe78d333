import type { ConfigurationType, ProfileKind } from '@contact-sync/credentials';
import type { SettingText } from '@contact-sync/service';

/**
 * What a field's value looks like. `https`: an address we call; `host` and `port`: a server that is called otherwise;
 * `day`: YYYY-MM-DD; `pkcs12`: a file as base64; `choice`: one of the field's words; `fingerprint`: SHA256 of a server's
 * host key, as ssh-keygen shows it; `task`: a task number of the CPR office.
 */
export type FieldForm =
  'text' | 'https' | 'host' | 'port' | 'uuid' | 'day' | 'choice' | 'pkcs12' | 'fingerprint' | 'task';

/** One field of a kind of profiles, as the page shows it and as a wish is read. */
export interface FieldDefinition {
  readonly name: string;
  readonly text: SettingText;
  readonly form: FieldForm;
  /** Sealed, and never shown again. */
  readonly secret: boolean;
  readonly required: boolean;
  readonly maxLength: number;
  /** What it is where nothing is given. */
  readonly default?: string;
  /** Of a choice. */
  readonly words?: readonly string[];
  /** Needed where another field, a choice, is this word. */
  readonly neededWhere?: { readonly field: string; readonly is: string };
}

/** One kind of profiles. */
export interface KindDefinition {
  readonly text: SettingText;
  /** The registers such a profile can be for. */
  readonly configurationTypes: readonly ConfigurationType[];
  readonly fields: readonly FieldDefinition[];
  /** Days a client secret lives at most, where its issuer says so and no date is given. */
  readonly secretDays?: number;
  /** What who chooses it should know. */
  readonly notice?: SettingText;
}

type More = Partial<Omit<FieldDefinition, 'name' | 'text'>>;

const field = (name: string, da: string, en: string, more: More = {}): FieldDefinition => ({
  name,
  text: { da, en },
  form: 'text',
  secret: false,
  required: true,
  maxLength: 200,
  ...more,
});
const secret = (name: string, da: string, en: string, more: More = {}): FieldDefinition =>
  field(name, da, en, { secret: true, maxLength: 500, ...more });
const address = (name: string, da: string, en: string, standard?: string): FieldDefinition =>
  field(name, da, en, { form: 'https', maxLength: 500, ...(standard !== undefined && { default: standard }) });

const clientId = field('clientId', 'Klient-id', 'Client ID');
const clientSecret = secret('clientSecret', 'Klienthemmelighed', 'Client secret');
const password = secret('password', 'Adgangskode', 'Password');
const user = field('user', 'Bruger', 'User');
const secretExpires = field('secretExpires', 'Hemmelighedens sidste dag', 'Last day of the secret', {
  form: 'day',
  required: false,
});
const certificate = [
  // 256 kB of bytes, as base64.
  secret('certificate', 'Certifikat (PKCS#12)', 'Certificate (PKCS#12)', { form: 'pkcs12', maxLength: 349_528 }),
  secret('password', 'Certifikatets adgangskode', 'Password of the certificate', { required: false }),
];
const cprServer = [
  field('host', 'Vært', 'Host', { form: 'host' }),
  field('port', 'Port', 'Port', { form: 'port', maxLength: 5 }),
];

/** A local proxy logs on by itself. */
const neededAtDirekte = { required: false, neededWhere: { field: 'transport', is: 'tls' } } as const;

const DATAFORDELER_TYPES: readonly ConfigurationType[] = ['CPR', 'CVR', 'BFE'];
const DATAFORDELER_SECRET_DAYS = 730;
const TOKEN_PATH = '/realms/distribution/protocol/openid-connect/token';

/** Every kind of profiles with its fields, in the order the page shows them (AUTH-1, AUTH-1b). */
export const PROFILE_KIND_DEFINITIONS: Readonly<Record<ProfileKind, KindDefinition>> = {
  'graphql-client-secret': {
    text: { da: 'GraphQL (klienthemmelighed)', en: 'GraphQL (ClientSecret)' },
    configurationTypes: DATAFORDELER_TYPES,
    // The administration of Datafordeler shows a secret once, and it lives at most two years.
    secretDays: DATAFORDELER_SECRET_DAYS,
    fields: [
      address('tokenEndpoint', 'Token-endepunkt', 'Token endpoint', `https://auth.datafordeler.dk${TOKEN_PATH}`),
      clientId,
      clientSecret,
      secretExpires,
    ],
  },
  'graphql-certificate': {
    text: { da: 'GraphQL (certifikat)', en: 'GraphQL (certificate)' },
    configurationTypes: DATAFORDELER_TYPES,
    fields: [
      address('tokenEndpoint', 'Token-endepunkt', 'Token endpoint', `https://auth-oces.datafordeler.dk${TOKEN_PATH}`),
      clientId,
      ...certificate,
    ],
  },
  'rest-certificate': {
    text: { da: 'REST (certifikat)', en: 'REST (certificate)' },
    configurationTypes: DATAFORDELER_TYPES,
    fields: certificate,
    notice: {
      da: 'Datafordeleren lukker REST med certifikat den 15. januar 2027. Brug GraphQL.',
      en: 'Datafordeler closes REST with certificates on 15 January 2027. Use GraphQL.',
    },
  },
  'api-key': {
    text: { da: 'API-nøgle (åbne data)', en: 'API key (open data)' },
    // A key opens no person data.
    configurationTypes: ['CVR', 'BFE'],
    fields: [secret('apiKey', 'API-nøgle', 'API key')],
    notice: {
      da: 'En ny nøgle virker først efter 15 minutter til en time.',
      en: 'A new key works after 15 minutes to an hour.',
    },
  },
  'kmd-logic': {
    text: { da: 'KMD Logic', en: 'KMD Logic' },
    configurationTypes: ['CVR'],
    fields: [
      address('identityHost', 'Vært for identitet', 'Identity host', 'https://identity-api.kmdlogic.io'),
      address('gatewayHost', 'Vært for gateway', 'Gateway host', 'https://gateway.kmdlogic.io'),
      clientId,
      clientSecret,
      field('subscriptionId', 'Subscription ID', 'Subscription ID', { form: 'uuid' }),
      field('configurationId', 'Product ID', 'Product ID', { form: 'uuid' }),
      field('scope', 'Scope', 'Scope', {
        // Issued with client id and secret; the older console had this one for all.
        default: 'https://logicidentityprod.onmicrosoft.com/bb159109-0ccd-4b08-8d0d-80370cedda84/.default',
      }),
      field('tenant', 'Tenant', 'Tenant', { required: false }),
      secretExpires,
    ],
  },
  'cpr-direkte': {
    text: { da: 'CPR Direkte', en: 'CPR Direkte' },
    configurationTypes: ['CPR'],
    fields: [
      ...cprServer,
      field('transport', 'Forbindelse', 'Connection', {
        form: 'choice',
        words: ['tls', 'local-proxy'],
        default: 'tls',
      }),
      field('transactionCode', 'Transaktionskode', 'Transaction code', { maxLength: 4, default: 'OFF4' }),
      field('customerNumber', 'Kundenummer', 'Customer number', { maxLength: 4, ...neededAtDirekte }),
      { ...user, maxLength: 8, ...neededAtDirekte },
      { ...password, maxLength: 8, ...neededAtDirekte },
    ],
    notice: {
      da: 'local-proxy: CPR-kontorets eget program på jeres eget net, uden TLS. Det logger selv på, og det kender kundenummer og bruger.',
      en: "local-proxy: the CPR office's own program in your own network, without TLS. It logs on by itself, and it knows customer number and user.",
    },
  },
  'cpr-file-server': {
    text: { da: 'CPR-filserver (FTP over TLS, SFTP)', en: 'CPR file server (FTP over TLS, SFTP)' },
    configurationTypes: ['CPR'],
    fields: [
      ...cprServer,
      field('mode', 'Forbindelse (explicit, implicit: FTP over TLS)', 'Connection (explicit, implicit: FTP over TLS)', {
        form: 'choice',
        words: ['explicit', 'implicit', 'sftp'],
        default: 'explicit',
      }),
      field('hostKey', 'Serverens nøgle (SFTP), SHA256', 'Host key of the server (SFTP), SHA256', {
        form: 'fingerprint',
        required: false,
        neededWhere: { field: 'mode', is: 'sftp' },
      }),
      field('directory', 'Mappe', 'Directory', { required: false }),
      field('transferType', 'Overførsel (FTP)', 'Transfer (FTP)', {
        form: 'choice',
        words: ['binary', 'ascii'],
        default: 'binary',
      }),
      // The letter in which the CPR office opens the account names it; its first four digits are the customer number.
      field('taskNumber', 'Opgavenummer', 'Task number', { form: 'task', required: false }),
      user,
      password,
    ],
  },
  odata: {
    text: { da: 'OData-modtager', en: 'OData target' },
    configurationTypes: ['CVR'],
    fields: [
      address('tokenUrl', 'Token-adresse', 'Token address'),
      address('odataUrl', 'OData-adresse', 'OData address'),
      clientId,
      clientSecret,
      field('scope', 'Scope', 'Scope', { required: false }),
      secretExpires,
    ],
  },
};

/** Whether profiles of a kind hold a certificate. */
export const holdsCertificate = (kind: ProfileKind): boolean =>
  PROFILE_KIND_DEFINITIONS[kind].fields.some(({ form }) => form === 'pkcs12');
