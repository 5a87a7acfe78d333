/** One CPR status, in the words of the guide (chapter *CPR Status codes*, CPR-3). */
export interface CprStatus {
  readonly code: string;
  readonly active: boolean;
  readonly da: string;
  readonly en: string;
}

const status = (code: string, active: boolean, da: string, en: string): readonly [string, CprStatus] => [
  code,
  { code, active, da, en },
];

/** Status 90 ends a person; the rest is status only. */
export const STATUS_DEAD = '90';
export const STATUS_EMIGRATED = '80';
export const STATUS_DISAPPEARED = '70';

export const CPR_STATUSES: ReadonlyMap<string, CprStatus> = new Map([
  status('01', true, 'Bopæl i dansk folkeregister', 'Registered with residence in Danish population register'),
  status(
    '03',
    true,
    'Speciel vejkode (9900 - 9999) i dansk folkeregister',
    'Registered with high street code (9900 - 9999) in Danish population register',
  ),
  status(
    '05',
    true,
    'Bopæl i grønlandsk folkeregister',
    'Registered with residence in Greenlandic population register',
  ),
  status(
    '07',
    true,
    'Speciel vejkode (9900 - 9999) i grønlandsk folkeregister',
    'Registered with high street code (9900 - 9999) in Greenlandic population register',
  ),
  status(
    '20',
    false,
    'Uden bopæl i dansk/grønlandsk folkeregister men tildelt personnummer af skattehensyn (kommunekoderne 0010, 0011, 0012 og 0019)',
    'Registered without residence in Danish/Greenlandic population register - and administrative civil registration numbers',
  ),
  status('30', false, 'Anulleret personnummer', 'Canceled civil registration numbers'),
  status('50', false, 'Slettet personnummer ved dobbeltnummer', 'Deleted civil registration numbers'),
  status(
    '60',
    false,
    'Ændret personnummer ved ændring af fødselsdato og køn',
    'Changed civil registration numbers due to changed date of birth and/or sex.',
  ),
  status('70', false, 'Forsvundet', 'Disappeared'),
  status('80', false, 'Udrejst', 'Emigrated'),
  status('90', false, 'Død', 'Deceased'),
]);
