import { faultsOfHosts } from './host-faults';

const DEFAULTS = {
  authProfile: '',
  graphqlHost: 'https://graphql.datafordeler.dk',
  restHost: 'https://s5-certservices.datafordeler.dk',
};

it.each<[string, Partial<typeof DEFAULTS>, Partial<typeof DEFAULTS>, string[]]>([
  ['a host that nobody calls yet', {}, {}, []],
  ['the profile that begins the calls', {}, { authProfile: 'CPR' }, ['graphqlHost']],
  ['a host that somebody sets', {}, { restHost: 'https://other.example' }, ['restHost']],
  ['a host that is called', {}, { authProfile: 'CPR', graphqlHost: 'https://localhost:1' }, []],
  ['another profile', { authProfile: 'CPR' }, { authProfile: 'CPR 2' }, []],
])('%s, where only this machine is called', (_, before, change, fields) => {
  const was = { ...DEFAULTS, ...before };
  const faults = faultsOfHosts(was, { ...was, ...change }, (url) => url.includes('localhost'));
  expect(faults.map(({ field }) => field)).toEqual(fields);
});
