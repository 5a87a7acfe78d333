import { CREDENTIAL_PROBLEMS, CredentialFailed, type CredentialProblem } from './credential-failed';
import { credentialFailureText, PROBLEM_WORDS } from './problem-words';
import { logicTokenFailureText, odataTokenFailureText, shownError } from './token-failure-text';

// The texts that KMD's client and the guide's examples print.
it.each([
  [
    { status: 400, error: 'unauthorized_client' },
    'Unable to access the token issuer, request returned BadRequest. Reason: unauthorized_client.',
  ],
  [
    { status: 401 },
    'Unable to access the token issuer, request returned Unauthorized. Your client credentials may be invalid or are not authorized to request the scope.',
  ],
  [
    { status: 401, error: 'invalid_client' },
    'Unable to access the token issuer, request returned Unauthorized. Reason: invalid_client.',
  ],
  [{ status: 503 }, 'Unable to access the token issuer, request returned ServiceUnavailable.'],
  [{ status: 599 }, 'Unable to access the token issuer, request returned 599.'],
])('KMD Logic: %o', (answer, text) => expect(logicTokenFailureText(answer)).toBe(text));

it('the OData target, with nothing of the address that could be secret', () => {
  const tokenUrl = 'https://workzone.example/oauth2/connect/token?secret=1';
  expect(odataTokenFailureText({ tokenUrl, status: 400 })).toBe(
    'Failed to get the access token from https://workzone.example/oauth2/connect/token. Status code: BadRequest',
  );
});

it('shows codes of issuers and nothing else they write', () => {
  expect(shownError('invalid_client')).toBe('invalid_client');
  for (const other of [undefined, '', 'the secret hunter2 is wrong', { a: 1 }, 'x'.repeat(81)])
    expect(shownError(other)).toBeUndefined();
});

it('says every problem in both languages, and rather the issuer’s own words', () => {
  for (const problem of Object.keys(CREDENTIAL_PROBLEMS) as CredentialProblem[])
    for (const words of Object.values(PROBLEM_WORDS[problem])) expect(words).toMatch(/^[A-ZÆØÅ].+\.$/);
  expect(credentialFailureText(new CredentialFailed('issuer-refused', { said: 'No.' }))).toBe('No.');
  expect(credentialFailureText(new CredentialFailed('auth-profile-away'))).toBe(
    'The service auth-profile does not answer.',
  );
});
