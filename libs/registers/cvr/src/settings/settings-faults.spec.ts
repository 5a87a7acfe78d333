import { cvrSettings, type CvrSettings } from './cvr-settings';
import { faultsOfSettings } from './settings-faults';

const DEFAULTS = Object.fromEntries(
  Object.entries(cvrSettings).map(([name, setting]) => [name, setting.default]),
) as CvrSettings;
const ON = { cvrIntegration: true, cvrUpdate: true, authProfile: 'cvr' };

const faulty = (settings: Partial<CvrSettings>, isAllowed: (url: string) => boolean = () => true): string[] =>
  faultsOfSettings({ ...DEFAULTS, ...settings }, isAllowed).map(({ field }) => field);

it('everything is off after installation, by the best-known addresses (CVR-1)', () => {
  expect(DEFAULTS).toEqual({
    cvrIntegration: false,
    cvrUpdate: false,
    paused: false,
    provider: 'datafordeler',
    authProfile: '',
    odataProfile: '',
    forceUpdate: true,
    companyType: 'J',
    unitType: 'V',
    lifetimeDates: true,
    graphqlHost: 'https://graphql.datafordeler.dk',
    restHost: 'https://s5-certservices.datafordeler.dk',
    cvrVersion: 'v2',
    logicVersion: 'v1',
    subscribeRate: 20,
    pollOverlapMinutes: 60,
  });
  expect(faulty({})).toEqual([]);
});

it.each<[string, Partial<CvrSettings>, string[]]>([
  ['all that update needs', ON, []],
  ['integration alone, a profile to come', { cvrIntegration: true }, []],
  ['update without integration', { ...ON, cvrIntegration: false }, ['cvrUpdate']],
  ['update without a profile', { ...ON, authProfile: '' }, ['authProfile']],
  ['one letter for both', { companyType: 'K', unitType: 'K' }, ['unitType']],
])('%s', (_, settings, fields) => expect(faulty(settings)).toEqual(fields));

it('hosts are those that the installation calls', () => {
  const graphqlHost = 'https://graphql.example';
  expect(faulty({ graphqlHost }, (url) => url !== graphqlHost)).toEqual(['graphqlHost']);
});

it.each([
  ['https://graphql.datafordeler.dk', true],
  ['https://127.0.0.1:8443', true],
  ['http://graphql.datafordeler.dk', false],
  ['https://user:word@graphql.datafordeler.dk', false],
  ['https://graphql.datafordeler.dk/CVR', false],
  ['https://', false],
])('as a host %s is fit: %s', (value, isFit) => {
  expect(cvrSettings.graphqlHost.refuses(value) === undefined).toBe(isFit);
});

it.each([
  ['v2', true],
  ['v10', true],
  ['2', false],
  ['v0', false],
  ['v2/../x', false],
])('as a version %s is fit: %s', (value, isFit) => {
  expect(cvrSettings.cvrVersion.refuses(value) === undefined).toBe(isFit);
});
