import type { CvrSettings } from '../settings/cvr-settings';
import { isPlaceholder, type Given, type LegacyParameter } from './legacy-report';

/** What the parameter string of the old CVR source driver can set. */
export type LegacyCvrSettings = Partial<Pick<CvrSettings, 'companyType' | 'unitType' | 'forceUpdate'>>;

export interface LegacyCvrReading {
  readonly settings: LegacyCvrSettings;
  readonly report: readonly LegacyParameter[];
}

/** The names of the string, by themselves in small letters. */
const NAMES = [
  'Level',
  'UserID',
  'Password',
  'Certificate',
  'Certificatefilename',
  'Jtype',
  'Ptype',
  'ForceUpdate',
  'Assembly',
  'Class',
] as const;

type Name = (typeof NAMES)[number];
const BY_LETTERS: ReadonlyMap<string, Name> = new Map(NAMES.map((name) => [name.toLowerCase(), name]));

/**
 * Reads the parameter string of the row CVR-J, as `Level:1, UserID:…, Certificatefilename=…; Jtype=J; Ptype=V;
 * ForceUpdate=J` (CPR-10). `:` counts as `=` and `,` as `;`, letters' case does not count, and neither does the hyphenation
 * with which the guide prints it (`Assembly- =Sca- njour.CVRDriver-`). Values are not repeated in the report.
 */
export function readLegacyCvrParameters(text: string): LegacyCvrReading {
  const settings: { -readonly [N in keyof LegacyCvrSettings]: LegacyCvrSettings[N] } = {};
  const report: LegacyParameter[] = [];
  const took = (name: string, said: string): number => report.push({ name, outcome: 'taken', text: said });
  const missed = (name: string, said: string): number => report.push({ name, outcome: 'not understood', text: said });
  const noted = (name: string, outcome: LegacyParameter['outcome'], said: string): number =>
    report.push({ name, outcome, text: said });

  for (const [place, { name: given, value }] of parameters(text).entries()) {
    const name = BY_LETTERS.get(given.toLowerCase());
    switch (name) {
      case 'ForceUpdate':
        if (!/^[JYN]$/i.test(value)) missed(name, 'J or N was expected');
        else {
          settings.forceUpdate = !/^N$/i.test(value);
          took(name, settings.forceUpdate ? FORCE_TEXT : KEEP_TEXT);
        }
        break;
      case 'Jtype':
      case 'Ptype':
        if (!/^[A-Z0-9]$/i.test(value)) missed(name, 'One letter or digit was expected');
        else {
          settings[name === 'Jtype' ? 'companyType' : 'unitType'] = value.toUpperCase();
          took(name, name === 'Jtype' ? 'Contact type of companies' : 'Contact type of production units');
        }
        break;
      case 'Level':
        noted(name, 'without meaning', LEVEL_TEXT);
        break;
      case 'UserID':
      case 'Password':
        noted(name, 'without meaning', CVR_ONLINE_TEXT);
        break;
      case 'Certificate':
      case 'Certificatefilename':
        noted(name, isPlaceholder(value) ? 'without meaning' : 'elsewhere', CERTIFICATE_TEXT);
        break;
      case 'Assembly':
      case 'Class':
        noted(name, 'without meaning', 'There is no source driver to load');
        break;
      case undefined:
        // What looks like an unknown name may be part of a password that holds `,` or `;`, so it is not repeated.
        missed('?', `Part ${place + 1} of the string is not known`);
    }
  }
  return { settings, report };
}

const FORCE_TEXT = 'Newer register data replace manual edits';
const KEEP_TEXT = 'Data edited by hand are left alone';
const LEVEL_TEXT = 'Datafordeler has no levels of access; what it delivers follows from the authentication profile';
const CVR_ONLINE_TEXT =
  'CVR Online is no more. Datafordeler and KMD Logic take an authentication profile with credentials of their own';
const CERTIFICATE_TEXT = 'The certificate belongs to an authentication profile: upload it there as PKCS#12';

/** Names and values. A value may hold the signs that divide; a name may not. */
function parameters(text: string): Given[] {
  return unhyphenated(text)
    .split(/[;,]/)
    .map((part) => /^\s*([^=:]+?)\s*[=:]\s*(.*?)\s*$/s.exec(part) ?? [part, part.trim(), ''])
    .map(([, name = '', value = '']) => ({ name, value }))
    .filter(({ name }) => name !== '');
}

/** The guide breaks words with a hyphen and a blank, also before `=` and `,`. A hyphen within a word stays. */
const unhyphenated = (text: string): string => text.replace(/-\s+/g, '').replace(/-(?=\s*[=:;,]|$)/g, '');
