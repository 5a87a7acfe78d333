import { hostFault, hostRules, isAllowedHost, REGISTER_HOSTS } from './host-rules';

const allows = (rules: string, address: string): boolean => isAllowedHost(address, hostRules(rules));

describe('an address may be called', () => {
  it.each([
    ['gateway.kmdlogic.io', 'https://gateway.kmdlogic.io/cvr/v1'],
    ['gateway.kmdlogic.io', 'https://gateway.kmdlogic.io:443/'],
    ['Gateway.KMDLogic.io', 'https://GATEWAY.kmdlogic.IO/'],
    ['gateway.kmdlogic.io', 'https://gateway.kmdlogic.io./'],
    ['*.datafordeler.dk', 'https://graphql.datafordeler.dk/CVR/v2'],
    ['*.datafordeler.dk', 'https://a.b.datafordeler.dk/'],
    ['localhost:8443', 'https://localhost:8443/'],
    ['localhost:*', 'https://localhost:1/'],
    ['a.example, b.example:444', 'https://b.example:444/'],
    ['ærø.example', 'https://xn--r-3fa9c.example/'],
    ['xn--r-3fa9c.example', 'https://ærø.example/'],
    ['127.0.0.1:8443', 'https://127.0.0.1:8443/'],
    // Other spellings of the same address.
    ['127.0.0.1:8443', 'https://0x7f.1:8443/'],
    ['[::1]:8443', 'https://[0:0::1]:8443/'],
  ])('under %s: %s', (rules, address) => expect(allows(rules, address)).toBe(true));
});

describe('an address may not be called', () => {
  it.each([
    ['gateway.kmdlogic.io', 'http://gateway.kmdlogic.io/', 'not-https'],
    ['gateway.kmdlogic.io', 'ftp://gateway.kmdlogic.io/', 'not-https'],
    ['gateway.kmdlogic.io', 'gateway.kmdlogic.io', 'not-an-address'],
    ['gateway.kmdlogic.io', '', 'not-an-address'],
    ['gateway.kmdlogic.io', 'https://user@gateway.kmdlogic.io/', 'has-credentials'],
    ['gateway.kmdlogic.io', 'https://:pass@gateway.kmdlogic.io/', 'has-credentials'],
    ['gateway.kmdlogic.io', 'https://gateway.kmdlogic.io:8443/', 'host-not-allowed'],
    ['gateway.kmdlogic.io', 'https://evil.gateway.kmdlogic.io/', 'host-not-allowed'],
    ['gateway.kmdlogic.io', 'https://gateway.kmdlogic.io.evil.example/', 'host-not-allowed'],
    ['gateway.kmdlogic.io', 'https://gateway.kmdlogic.io%2eevil.example/', 'host-not-allowed'],
    ['gateway.kmdlogic.io', 'https://evil.example/?gateway.kmdlogic.io', 'host-not-allowed'],
    ['gateway.kmdlogic.io', 'https://evil.example\\@gateway.kmdlogic.io/', 'host-not-allowed'],
    ['gateway.kmdlogic.io', 'https://gateway.kmdlogic.io../', 'host-not-allowed'],
    ['*.datafordeler.dk', 'https://datafordeler.dk/', 'host-not-allowed'],
    ['*.datafordeler.dk', 'https://evildatafordeler.dk/', 'host-not-allowed'],
    ['*.datafordeler.dk', 'https://.datafordeler.dk/', 'host-not-allowed'],
    ['*.datafordeler.dk', 'https://auth.datafordeler.dk:8443/', 'host-not-allowed'],
    ['*.datafordeler.dk', 'https://127.0.0.1/', 'host-not-allowed'],
    ['*.datafordeler.dk', 'https://[::1]/', 'host-not-allowed'],
    ['localhost:8443', 'https://localhost/', 'host-not-allowed'],
    ['localhost:8443', 'https://127.0.0.1:8443/', 'host-not-allowed'],
    ['', 'https://anything.example/', 'host-not-allowed'],
  ])('under %s: %s', (rules, address, fault) => expect(hostFault(address, hostRules(rules))).toBe(fault));
});

describe('a rule that says too much or nothing opens nothing', () => {
  it.each([
    '*',
    '*.dk',
    '**.example.org',
    'a.*.example.org',
    '*.127.0.0.1',
    'https://a.example',
    'a.example/path',
    'user@a.example',
    'a.example:99999',
    'a.example:x',
    'a..example',
    'a b',
  ])('%s', (rule) => expect(() => hostRules(`good.example,${rule}`)).toThrow(rule));
});

it('the registers’ published hosts may be called as they stand', () => {
  for (const address of [
    'https://auth.datafordeler.dk/realms/distribution/protocol/openid-connect/token',
    'https://auth-oces.datafordeler.dk/realms/distribution/protocol/openid-connect/token',
    'https://graphql.datafordeler.dk/CVR/v2',
    'https://s5-certservices.datafordeler.dk/CVR/HentCVRData/1/rest/hentVirksomhedMedCVRNummer',
    'https://identity-api.kmdlogic.io/clientcredentials/token',
    'https://gateway.kmdlogic.io/cvr/v1',
  ])
    expect(hostFault(address, hostRules(REGISTER_HOSTS))).toBeUndefined();
});
