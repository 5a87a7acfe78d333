import type { ProfileKind } from '@contact-sync/credentials';
import type { CvrSettings } from '../settings/cvr-settings';
import { appSettings } from './app-settings';
import { isPlaceholder, type Given, type LegacyParameter } from './legacy-report';
import { powerShellParameters } from './power-shell';

/** An authentication profile as it can be created, with the names of fields that its kind has. Holds secrets: never logged. */
export interface ProfileDraft {
  readonly kind: ProfileKind;
  readonly configurationTypes: readonly ['CVR'];
  readonly fields: Readonly<Record<string, string>>;
}

export interface LegacyCvrUpdateReading {
  /** `provider` where an account of KMD Logic is there in full. */
  readonly settings: Partial<Pick<CvrSettings, 'provider'>>;
  /** At most one of kind `kmd-logic` and one of kind `odata`; what an old configuration did not say is not in them. */
  readonly profiles: readonly ProfileDraft[];
  readonly report: readonly LegacyParameter[];
}

type Field = {
  readonly of: 'kmd-logic' | 'odata';
  readonly field: string;
  readonly read: (value: string) => string | undefined;
};

const GUID = /^\{?([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\}?$/i;
const guid = (value: string): string | undefined => GUID.exec(value.trim())?.[1]?.toLowerCase();
const plain = (value: string): string | undefined => (value.trim() === '' ? undefined : value.trim());
const secret = (value: string): string | undefined => (value === '' ? undefined : value);

/** The eight parameters that both services of CVR Update take, and the scope of the published sample. */
const PARAMETERS = {
  OAuth2ServerUrl: { of: 'odata', field: 'tokenUrl', read: (value) => address(value, '/connect/token') },
  OAuth2ClientId: { of: 'odata', field: 'clientId', read: plain },
  OAuth2ClientSecret: { of: 'odata', field: 'clientSecret', read: secret },
  ODataServerUrl: { of: 'odata', field: 'odataUrl', read: (value) => address(value, '') },
  LogicClientId: { of: 'kmd-logic', field: 'clientId', read: guid },
  LogicClientSecret: { of: 'kmd-logic', field: 'clientSecret', read: secret },
  LogicCvrSubscriptionId: { of: 'kmd-logic', field: 'subscriptionId', read: guid },
  LogicCvrConfigurationId: { of: 'kmd-logic', field: 'configurationId', read: guid },
  AuthorizationScope: { of: 'kmd-logic', field: 'scope', read: plain },
} as const satisfies Readonly<Record<string, Field>>;

type Name = keyof typeof PARAMETERS;
const NAMES = Object.keys(PARAMETERS) as Name[];
const ACCOUNT = ['clientId', 'clientSecret', 'subscriptionId', 'configurationId'];

/**
 * Reads the configuration of CVR Update (CPR-10): the PowerShell command with which it was made, or the appsettings.json
 * of either service. Values, secrets above all, stand in the drafted profiles only, never in the report.
 */
export function readLegacyCvrUpdate(text: string): LegacyCvrUpdateReading {
  const fields: Record<Field['of'], Record<string, string>> = { 'kmd-logic': {}, odata: {} };
  const report: LegacyParameter[] = [];
  const settingsFile = appSettings(text, NAMES);
  for (const { name: given, value } of settingsFile ?? powerShellParameters(text)) {
    const name = NAMES.find((one) => one.toLowerCase() === given.toLowerCase());
    if (name === undefined) report.push(unknown(given));
    else report.push(take(name, value, fields));
  }
  if (report.length === 0) {
    report.push({ name: '?', outcome: 'not understood', text: 'Neither parameters nor a settings file were found' });
  }
  const hasAccount = ACCOUNT.every((field) => field in fields['kmd-logic']);
  return {
    settings: hasAccount ? { provider: 'logic' } : {},
    profiles: (['kmd-logic', 'odata'] as const)
      .filter((kind) => Object.keys(fields[kind]).length > 0)
      .map((kind) => ({ kind, configurationTypes: ['CVR'], fields: fields[kind] })),
    report,
  };
}

function take(name: Name, value: string, fields: Record<Field['of'], Record<string, string>>): LegacyParameter {
  const { of, field, read }: Field = PARAMETERS[name];
  if (isPlaceholder(value) || /<[^>]*>/.test(value)) {
    return { name, outcome: 'not understood', text: "It holds the guide's placeholder, or nothing" };
  }
  const taken = read(value);
  if (taken === undefined) return { name, outcome: 'not understood', text: EXPECTED[field] ?? 'It cannot be read' };
  fields[of][field] = taken;
  const wasHttp = /^http:/i.test(value.trim());
  return { name, outcome: 'taken', text: `${TAKEN[of]}${wasHttp ? HTTPS_TEXT : ''}` };
}

const TAKEN: Readonly<Record<Field['of'], string>> = {
  'kmd-logic': 'Became part of an authentication profile of kind KMD Logic',
  odata: 'Became part of an authentication profile of kind OData target',
};
const HTTPS_TEXT = '; http became https, since nothing is called without TLS';
const EXPECTED: Readonly<Record<string, string>> = {
  tokenUrl: 'An address was expected',
  odataUrl: 'An address was expected',
  clientId: 'A GUID was expected',
  subscriptionId: 'A GUID was expected',
  configurationId: 'A GUID was expected',
};

/** An address with `https`, without the slash at its end, and with what the parameter leaves out. */
function address(value: string, path: string): string | undefined {
  const text = value.trim().replace(/\s+/g, '');
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return undefined;
  url.protocol = 'https:';
  const base = url.toString().replace(/\/+$/, '');
  return base.toLowerCase().endsWith(path) ? base : `${base}${path}`;
}

/** What ASP.NET keeps in the same file. */
const HOSTING =
  /^(logging|serilog|allowedhosts|kestrel|urls|connectionstrings|applicationinsights|applicationname)(:|$)/i;

function unknown(name: Given['name']): LegacyParameter {
  const shown = /^[A-Za-z][\w.:]{0,99}$/.test(name) ? name : '?';
  return HOSTING.test(name) || /^(dsn|serviceport)$/i.test(name)
    ? { name: shown, outcome: 'without meaning', text: 'It belongs to how the old service ran' }
    : { name: shown, outcome: 'not understood', text: 'The parameter is not known' };
}
