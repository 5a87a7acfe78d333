import { credentialCallers } from './callers';

it('reads which kinds each user may have', () => {
  const callers = credentialCallers(' cvr-update = graphql-client-secret + kmd-logic ; guest=*;');
  expect([...(callers.get('cvr-update') ?? [])]).toEqual(['graphql-client-secret', 'kmd-logic']);
  expect(callers.get('guest')?.has('cpr-direkte')).toBe(true);
  expect(callers.get('undefined')).toBeUndefined();
  expect(credentialCallers('').size).toBe(0);
});

it.each(['guest', 'guest=', '=*', 'guest=everything', 'guest=kmd-logic,odata', 'a=*=b'])(
  '%s opens nothing: it is refused',
  (text) => expect(() => credentialCallers(`fine=*;${text}`)).toThrow(/is no|is not/),
);
