import type { SimulatorContext } from '../serving/simulator-context';

/** Base addresses of Datafordeler's servers. */
export interface DatafordelerAddresses {
  tokenSecret: string;
  tokenCertificate: string;
  graphql: string;
  restCertificate: string;
}

/** Plays Datafordeler's servers. */
export async function mountDatafordeler(context: SimulatorContext): Promise<DatafordelerAddresses> {
  const nothing = () => undefined;
  return {
    tokenSecret: await context.open('token-secret', {}, nothing),
    tokenCertificate: await context.open('token-certificate', { clientCertificates: true }, nothing),
    graphql: await context.open('graphql', {}, nothing),
    restCertificate: await context.open('rest', { clientCertificates: true }, nothing),
  };
}
