import { type ClientProof, refusedToken } from './token-request';

const KNOWN = { clientId: 'it-system', clientSecret: 'invented-secret' };
const GRANT = 'grant_type=client_credentials';

const refused = (body: string, proof: ClientProof = 'secret') => {
  const refusal = refusedToken(new URLSearchParams(body), proof, KNOWN);
  return refusal && [refusal.status, refusal.body.error];
};

describe('a request for a token', () => {
  it('is good with the right secret, or at the other host without any', () => {
    expect(refused(`${GRANT}&client_id=it-system&client_secret=invented-secret`)).toBeUndefined();
    expect(refused(`${GRANT}&client_id=it-system`, 'certificate')).toBeUndefined();
  });

  it.each<[string, string, ClientProof, number, string]>([
    ['a wrong secret', `${GRANT}&client_id=it-system&client_secret=other`, 'secret', 401, 'invalid_client'],
    ['no secret', `${GRANT}&client_id=it-system`, 'secret', 401, 'invalid_client'],
    ['an unknown client', `${GRANT}&client_id=other&client_secret=invented-secret`, 'secret', 401, 'invalid_client'],
    ['an unknown client with a certificate', `${GRANT}&client_id=other`, 'certificate', 401, 'invalid_client'],
    [
      'a secret sent to the host for certificates',
      `${GRANT}&client_id=it-system&client_secret=x`,
      'certificate',
      400,
      'invalid_request',
    ],
    ['no grant type', 'client_id=it-system', 'certificate', 400, 'invalid_request'],
    ['another grant type', 'grant_type=password&client_id=it-system', 'certificate', 400, 'unsupported_grant_type'],
    ['a parameter twice', `${GRANT}&client_id=it-system&client_id=it-system`, 'certificate', 400, 'invalid_request'],
    ['a scope, which no client sends', `${GRANT}&client_id=it-system&scope=x`, 'certificate', 400, 'invalid_request'],
  ])('with %s is refused', (_title, body, proof, status, error) => {
    expect(refused(body, proof)).toEqual([status, error]);
  });
});
