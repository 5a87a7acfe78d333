import type { Given } from './legacy-report';

const DEEPEST = 10;

/** Where the published sample of KMD keeps what CVR Update calls by other names. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['tokenproviderclientid', 'LogicClientId'],
  ['tokenproviderclientsecret', 'LogicClientSecret'],
  ['tokenproviderauthorizationscope', 'AuthorizationScope'],
  ['cvrsubscriptionid', 'LogicCvrSubscriptionId'],
  ['cvrcvrconfigurationid', 'LogicCvrConfigurationId'],
]);

/**
 * The values of an appsettings.json with the names among `known` that they stand for, whether in sections
 * (`"Logic": { "ClientId": … }`), flat, or as the published sample has them; other values with their path. The form of CVR
 * Update's own file is not published. Undefined where the text is no JSON object.
 */
export function appSettings(text: string, known: readonly string[]): readonly Given[] | undefined {
  const json = parsed(text);
  if (json === undefined) return undefined;
  const byLetters = new Map([...OTHER_NAMES, ...known.map((name) => [name.toLowerCase(), name] as const)]);
  return leaves(json, []).map(({ path, value }) => {
    const letters = path.map((step) => step.toLowerCase().replace(/[^a-z0-9]/g, ''));
    // Sections around it do not change what a parameter is called.
    const name = letters.map((_, from) => byLetters.get(letters.slice(from).join(''))).find((found) => found);
    return { name: name ?? path.join(':'), value };
  });
}

function parsed(text: string): object | undefined {
  try {
    const json: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

function leaves(json: object, path: readonly string[]): { readonly path: readonly string[]; readonly value: string }[] {
  return Object.entries(json).flatMap(([name, value]: [string, unknown]) => {
    const here = [...path, name];
    if (typeof value === 'object' && value !== null) return here.length < DEEPEST ? leaves(value, here) : [];
    return [{ path: here, value: typeof value === 'string' ? value : JSON.stringify(value) }];
  });
}
