import { randomBytes, randomUUID } from 'node:crypto';

/** What callers have to show. Made anew for each simulator, or kept in its folder. */
export interface Secrets {
  datafordeler: {
    /** For the token host that takes a secret. */
    clientId: string;
    clientSecret: string;
    /** For the token host that takes a certificate. */
    certificateClientId: string;
    apiKey: string;
  };
  logic: {
    clientId: string;
    clientSecret: string;
    scope: string;
    subscriptionId: string;
    configurationId: string;
  };
  odata: { clientId: string; clientSecret: string };
  /** The account at the CPR office's file server. */
  cprFiles: { user: string; password: string };
  /** Bearer token of the control API. */
  control: string;
}

export function newSecrets(): Secrets {
  const secret = () => randomBytes(24).toString('base64url');
  return {
    datafordeler: {
      clientId: randomUUID(),
      clientSecret: secret(),
      certificateClientId: randomUUID(),
      apiKey: secret(),
    },
    logic: {
      clientId: randomUUID(),
      clientSecret: secret(),
      scope: `https://logicidentityprod.onmicrosoft.com/${randomUUID()}/.default`,
      subscriptionId: randomUUID(),
      configurationId: randomUUID(),
    },
    odata: { clientId: `workzone-${randomBytes(4).toString('hex')}`, clientSecret: secret() },
    cprFiles: { user: 'K0132FTP', password: secret() },
    control: secret(),
  };
}
