/** What a CPR parameter string can set. */
export interface LegacyCprSettings {
  readonly forceUpdate?: boolean;
  readonly guardianNameType?: string;
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
 * case, `:` counts as `=` and `,` as `;`. Values are not repeated in the report.
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
          report.push({ name, outcome: 'elsewhere', text: value === '1' ? SUBSCRIBED_TEXT : NOT_SUBSCRIBED_TEXT });
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
        report.push({
          name,
          outcome: 'elsewhere',
          text: 'Host and port belong to the authentication profile of CPR Direkte',
        });
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
const SUBSCRIBED_TEXT = 'Imported persons were subscribed. Subscriptions are set up with CPR Direkte';
const NOT_SUBSCRIBED_TEXT = 'Imported persons were not subscribed. Subscriptions are set up with CPR Direkte';
const ABSENT_TEXT =
  'Absent: imported persons were not subscribed. Absent means subscribed now, where subscriptions are set up';

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
