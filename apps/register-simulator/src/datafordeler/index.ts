import type { BearerTokens } from '../serving/bearer-tokens';
import type { SimulatorContext } from '../serving/simulator-context';
import { graphqlHost } from './graphql-host';
import { restHost } from './rest/rest-host';
import { tokenHost } from './tokens/token-host';

export { TOKEN_PATH } from './tokens/token-host';

/** Where Datafordeler's hosts answer. */
export interface DatafordelerAddresses {
  tokenSecret: string;
  tokenCertificate: string;
  graphql: string;
  restCertificate: string;
}

/** Opens Datafordeler's hosts on the companies' world. Who keeps the tokens can withdraw them. */
export async function mountDatafordeler(
  context: SimulatorContext,
  tokens: BearerTokens,
): Promise<DatafordelerAddresses> {
  return {
    tokenSecret: await context.open('token-secret', {}, tokenHost(context, tokens, 'secret')),
    tokenCertificate: await context.open(
      'token-certificate',
      { clientCertificates: true },
      tokenHost(context, tokens, 'certificate'),
    ),
    graphql: await context.open('graphql', {}, graphqlHost(context, tokens)),
    restCertificate: await context.open('rest', { clientCertificates: true }, restHost(context)),
  };
}
