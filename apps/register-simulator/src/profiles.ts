import { TOKEN_PATH } from './datafordeler';
import type { AccountState } from './cpr-direkte/account';
import type { Addresses } from './serving/addresses';
import type { Secrets } from './serving/secrets';
import type { ClientCertificateFile } from './tls/client-certificates';

/** Fields of an authentication profile, by name. */
export type ProfileFields = Readonly<Record<string, string>>;

/** What the profiles of each kind have to hold to be let in here; secrets among it. */
export function profileFields(
  addresses: Addresses,
  { datafordeler, logic, odata, cprFiles }: Secrets,
  { pkcs12, password }: ClientCertificateFile,
  direkte: { customer: string; account: Readonly<AccountState> },
) {
  return {
    'graphql-client-secret': {
      tokenEndpoint: `${addresses.tokenSecret}${TOKEN_PATH}`,
      clientId: datafordeler.clientId,
      clientSecret: datafordeler.clientSecret,
    },
    'graphql-certificate': {
      tokenEndpoint: `${addresses.tokenCertificate}${TOKEN_PATH}`,
      clientId: datafordeler.certificateClientId,
      certificate: pkcs12,
      password,
    },
    'rest-certificate': { certificate: pkcs12, password },
    'api-key': { apiKey: datafordeler.apiKey },
    'kmd-logic': {
      identityHost: addresses.identity,
      gatewayHost: addresses.gateway,
      clientId: logic.clientId,
      clientSecret: logic.clientSecret,
      subscriptionId: logic.subscriptionId,
      configurationId: logic.configurationId,
      scope: logic.scope,
    },
    'cpr-direkte': {
      ...hostAndPort(addresses.direkte),
      transport: 'tls',
      transactionCode: 'OFF4',
      customerNumber: direkte.customer,
      user: direkte.account.userId,
      password: direkte.account.password,
    },
    odata: {
      tokenUrl: `${addresses.oauth2}/oauth2/connect/token`,
      odataUrl: `${addresses.odata}/odata`,
      clientId: odata.clientId,
      clientSecret: odata.clientSecret,
    },
    'cpr-file-server': {
      ...hostAndPort(addresses.cprFiles),
      mode: 'explicit',
      directory: 'ud',
      taskNumber: '013201',
      user: cprFiles.user,
      password: cprFiles.password,
    },
  } satisfies Record<string, ProfileFields>;
}

/** The parts of `HOST:PORT`. */
function hostAndPort(address: string): { host: string; port: string } {
  const [host = '', port = ''] = address.split(':');
  return { host, port };
}

export type Profiles = ReturnType<typeof profileFields>;
