import { isIP } from 'node:net';

/** One entry of the list of hosts that may be called: a name, or `*.` and a name for everything below it. */
export interface HostRule {
  /** As `URL.hostname` writes it: lower case, punycode, IPv6 in brackets. */
  readonly host: string;
  /** Whether it stands for the hosts below `host`, and not for `host` itself. */
  readonly below: boolean;
  /** `any` where the entry ends in `:*`; 443 where it names no port. */
  readonly port: number | 'any';
}

/** Why an address may not be called. */
export type HostFault = 'not-an-address' | 'not-https' | 'has-credentials' | 'host-not-allowed';

/** The hosts of the registers as they are published. */
export const REGISTER_HOSTS: readonly string[] = [
  '*.datafordeler.dk',
  'identity-api.kmdlogic.io',
  'gateway.kmdlogic.io',
  'sor-filer.sundhedsdata.dk',
  'direkte.cpr.dk:5000',
  'direkte-demo.cpr.dk:5000',
  // The office tells each authority which ports it has.
  'ftp.cpr.dk:*',
];

const HTTPS_PORT = 443;
const ENTRY = /^(?<below>\*\.)?(?<host>\[[\da-f:.]+\]|[^\s:/?#@[\]\\*]+)(?::(?<port>\d{1,5}|\*))?$/iu;

/** Reads the list of hosts that may be called. Throws on an entry it does not understand: a typing error opens nothing. */
export function hostRules(entries: string | readonly string[]): readonly HostRule[] {
  const list = typeof entries === 'string' ? entries.split(',') : entries;
  return list
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(hostRule);
}

function hostRule(entry: string): HostRule {
  const { below, host = '', port } = ENTRY.exec(entry)?.groups ?? {};
  const url = `https://${host}/`;
  const name = URL.canParse(url) ? hostOf(new URL(url)) : undefined;
  // Below an IP address there is nothing, and `*.dk` would be no rule at all.
  const tooWide = below !== undefined && (isAddress(name) || !name?.includes('.'));
  if (name === undefined || tooWide || Number(port ?? 0) > 65_535)
    throw new Error(`'${entry}' is no host: name, *.name, name:port and name:* are`);
  return {
    host: name,
    below: below !== undefined,
    port: port === undefined ? HTTPS_PORT : port === '*' ? 'any' : Number(port),
  };
}

/**
 * What stands against calling an address; undefined where it may be called. Only https, no user name or password in the
 * address, and a host and port that the rules name. An IP address has to be listed itself.
 */
export function hostFault(address: string | URL, rules: readonly HostRule[]): HostFault | undefined {
  if (typeof address === 'string' && !URL.canParse(address)) return 'not-an-address';
  const url = new URL(address);
  if (url.protocol !== 'https:') return 'not-https';
  if (url.username !== '' || url.password !== '') return 'has-credentials';
  return ruleOf(url, rules) === undefined ? 'host-not-allowed' : undefined;
}

/** Whether the installation allows calls to an address. */
export const isAllowedHost = (address: string | URL, rules: readonly HostRule[]): boolean =>
  hostFault(address, rules) === undefined;

/** Whether the host is listed by its own name, so that it may stand in a private network. */
export function isListedByName(url: URL, rules: readonly HostRule[]): boolean {
  return (
    ruleOf(
      url,
      rules.filter(({ below }) => !below),
    ) !== undefined
  );
}

function ruleOf(url: URL, rules: readonly HostRule[]): HostRule | undefined {
  const host = hostOf(url);
  const port = url.port === '' ? HTTPS_PORT : Number(url.port);
  if (host === undefined) return undefined;
  return rules.find(
    (rule) =>
      (rule.below ? !isAddress(host) && host.endsWith(`.${rule.host}`) : host === rule.host) &&
      (rule.port === 'any' || rule.port === port),
  );
}

/** The host's name without the dot that ends a full name; undefined where what remains is no name. */
function hostOf({ hostname }: URL): string | undefined {
  const host = hostname.endsWith('.') ? hostname.slice(0, -1) : hostname;
  return host === '' || host.split('.').includes('') ? undefined : host;
}

const isAddress = (host: string | undefined): boolean =>
  host !== undefined && (host.startsWith('[') || isIP(host) !== 0);
