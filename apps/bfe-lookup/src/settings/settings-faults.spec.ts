import { bfeSettings, type BfeSettings } from './bfe-settings';
import { faultsOfSettings } from './settings-faults';

const DEFAULTS = Object.fromEntries(
  Object.entries(bfeSettings).map(([name, setting]) => [name, setting.default]),
) as unknown as BfeSettings;

it('nothing is asked after installation, by the best-known addresses', () => {
  expect(DEFAULTS).toEqual({
    authProfile: '',
    contactType: '1',
    forceUpdate: true,
    readOwners: false,
    companyType: 'J',
    followEvents: true,
    graphqlHost: 'https://graphql.datafordeler.dk',
    restHost: 'https://certservices.datafordeler.dk',
    matVersion: 'v3',
    ebrVersion: 'v1',
    darVersion: 'v3',
    dagiVersion: 'v2',
    bbrVersion: 'v3',
    flexibleVersion: 'v3',
    ejfVersion: 'v1',
  });
});

it.each<[string, Partial<BfeSettings>, Partial<BfeSettings>, string[]]>([
  ['a host that nobody calls yet', {}, { forceUpdate: false }, []],
  ['the profile that begins the calls', {}, { authProfile: 'BFE' }, ['graphqlHost']],
  ['a host that somebody sets', {}, { restHost: 'https://other.example' }, ['restHost']],
  ['a host that is called', {}, { authProfile: 'BFE', graphqlHost: 'https://localhost:1' }, []],
  ['another profile', { authProfile: 'BFE' }, { authProfile: 'BFE 2' }, []],
])('%s, where only this machine is called', (_, before, change, fields) => {
  const was = { ...DEFAULTS, ...before };
  const faults = faultsOfSettings(was, { ...was, ...change }, (url) => url.includes('localhost'));
  expect(faults.map(({ field }) => field)).toEqual(fields);
});

it.each([
  ['contactType', '12', false],
  ['contactType', 'E', true],
  ['matVersion', 'v3', true],
  ['matVersion', '3', false],
  ['darVersion', 'v3/../x', false],
  ['graphqlHost', 'http://graphql.datafordeler.dk', false],
  ['restHost', 'https://user:word@certservices.datafordeler.dk', false],
] as const)('%s %s fits: %s', (name, value, isFit) => {
  expect(bfeSettings[name].refuses(value) === undefined).toBe(isFit);
});
