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
  control: string;
}
