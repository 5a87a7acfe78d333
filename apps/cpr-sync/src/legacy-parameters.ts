/** What a CPR parameter string can set. */
export interface LegacyCprSettings {
  readonly forceUpdate?: boolean;
  readonly guardianNameType?: string;
  readonly subscription?: boolean;
}

export interface LegacyParameter {
  readonly name: string;
  /**
   * - `taken`: became a setting.
   * - `elsewhere`: still means something, but is set in another place now.
   * - `without meaning`: nothing reads it any more.
   * - `not understood`: left out, look at it.
   */
  readonly outcome: 'taken' | 'elsewhere' | 'without meaning' | 'not understood';
  readonly text: string;
}

export interface LegacyReading {
  readonly settings: LegacyCprSettings;
  readonly report: readonly LegacyParameter[];
}

/**
 * Reads the parameter string of the old CPR source driver, as
 * `IP=…;DefFiles=…;ForceUpdate=J;Subscription=0;guardianNameType=X` (CPR-10). Names are compared without regard to letter
 * case, `:` counts as `=` and `,` as `;`. Of the values the report repeats host and port alone.
 */
export function readLegacyCprParameters(text: string): LegacyReading {
  const settings: { -readonly [Name in keyof LegacyCprSettings]: LegacyCprSettings[Name] } = {};
  const report: LegacyParameter[] = [];
  const given = new Set<string>();
  for (const { name, value } of parameters(text)) {
    given.add(name.toLowerCase());
    switch (name.toLowerCase()) {
      case 'forceupdate': {
        const yes = yesOrNo(value);
        if (yes === undefined) report.push({ name, outcome: 'not understood', text: 'J or N was expected' });
        else {
          settings.forceUpdate = yes;
          report.push({ name, outcome: 'taken', text: yes ? FORCE_TEXT : KEEP_TEXT });
        }
        break;
      }
      case 'subscription':
        if (value !== '0' && value !== '1') {
          report.push({ name, outcome: 'not understood', text: '0 or 1 was expected' });
        } else {
          settings.subscription = value === '1';
          report.push({ name, outcome: 'taken', text: value === '1' ? SUBSCRIBED_TEXT : NOT_SUBSCRIBED_TEXT });
        }
        break;
      case 'guardiannametype':
        if (!/^[A-Z0-9]$/i.test(value)) {
          report.push({ name, outcome: 'not understood', text: 'One letter or digit was expected' });
        } else {
          settings.guardianNameType = value.toUpperCase();
          report.push({ name, outcome: 'taken', text: 'Contact type of guardians without a person number' });
        }
        break;
      case 'ip':
        report.push({ name, ...addressReport(value) });
        break;
      case 'deffiles':
        report.push({ name, outcome: 'without meaning', text: 'The record formats are built in' });
        break;
      case 'assembly':
      case 'class':
        report.push({ name, outcome: 'without meaning', text: 'There is no source driver to load' });
        break;
      default:
        report.push({ name, outcome: 'not understood', text: 'The parameter is not known' });
    }
  }
  if (!given.has('subscription')) report.push({ name: 'Subscription', outcome: 'elsewhere', text: ABSENT_TEXT });
  return { settings, report };
}

const FORCE_TEXT = 'Newer register data replace manual edits';
const KEEP_TEXT = 'Data edited by hand are left alone';
const SUBSCRIBED_TEXT = 'Imported persons are subscribed at CPR';
const NOT_SUBSCRIBED_TEXT = 'Imported persons are not subscribed at CPR';
const ABSENT_TEXT =
  'Absent: the old driver did not subscribe imported persons. Here they are subscribed unless the setting is switched off';

const PORT_OF_CPR = '5000';

/** `10.0.0.1 5000`, `10.0.0.1:5000`, or a name: the old driver spoke to CPR's own program in the authority's network. */
function addressReport(value: string): Pick<LegacyParameter, 'outcome' | 'text'> {
  const [, host, port = PORT_OF_CPR] =
    /^([A-Za-z\d](?:[A-Za-z\d.-]{0,251}[A-Za-z\d])?)(?:[ :]+(\d{1,5}))?$/.exec(value) ?? [];
  if (host === undefined || Number(port) > 65_535)
    return { outcome: 'not understood', text: 'A host and a port were expected' };
  const text = `Make an authentication profile of CPR Direkte with host ${host}, port ${port}, and the way "local-proxy"`;
  return { outcome: 'elsewhere', text };
}

/** `Assembly=y=Scanjour.CPRDriver` shows that a value may hold `=`, and `.\CPRkilde\P12170.*` that it may hold anything else. */
function parameters(text: string): { name: string; value: string }[] {
  return text
    .split(/[;,]/)
    .map((part) => /^\s*([^=:]+?)\s*[=:]\s*(.*?)\s*$/s.exec(part) ?? [part, part.trim(), ''])
    .map(([, name = '', value = '']) => ({ name, value }))
    .filter(({ name }) => name !== '');
}

function yesOrNo(value: string): boolean | undefined {
  if (/^[JY]$/i.test(value)) return true;
  return /^N$/i.test(value) ? false : undefined;
}
