import { readLegacyCvrParameters } from './cvr-parameters';

const outcomes = (text: string) =>
  Object.fromEntries(readLegacyCvrParameters(text).report.map(({ name, outcome }) => [name, outcome]));

// As the guide prints it (chapter Configure connection to CVR Online, step 4), hyphenation and signs included.
const PRINTED =
  'Level:<0>, UserID:<UserID>, Password:<Password>, Certificate:<Certificate name>, ' +
  'Certificatefilename=<Certificate file name>, Assembly- =Sca- njour.CVRDriver- ,Class- =Sca- njour.Im- ' +
  'portManager.CVRDriver; Jtype=J; Ptype=V; ForceUpdate=J';

it("reads the guide's own string", () => {
  expect(readLegacyCvrParameters(PRINTED).settings).toEqual({ companyType: 'J', unitType: 'V', forceUpdate: true });
  expect(outcomes(PRINTED)).toEqual({
    Level: 'without meaning',
    UserID: 'without meaning',
    Password: 'without meaning',
    Certificate: 'without meaning',
    Certificatefilename: 'without meaning',
    Assembly: 'without meaning',
    Class: 'without meaning',
    Jtype: 'taken',
    Ptype: 'taken',
    ForceUpdate: 'taken',
  });
});

it('tells where the certificate goes', () => {
  expect(outcomes('Certificatefilename=foces.p12, Certificate:Min Kommune')).toEqual({
    Certificatefilename: 'elsewhere',
    Certificate: 'elsewhere',
  });
});

it.each([
  ['jtype:k;PTYPE=e', { companyType: 'K', unitType: 'E' }],
  ['ForceUpdate : n', { forceUpdate: false }],
  ['ForceUpdate=Y', { forceUpdate: true }],
  ['Jtype=JJ;Ptype=;ForceUpdate=perhaps', {}],
  ['', {}],
])('reads %j', (text, settings) => expect(readLegacyCvrParameters(text).settings).toEqual(settings));

it('repeats no value, also not of a password that falls apart', () => {
  const { report } = readLegacyCvrParameters('UserID:bruger9, Password:hun,ter=two;sesame, Level:3, Oldest=gold');
  expect(report.filter(({ name }) => name === '?').map(({ outcome, text }) => [outcome, text])).toEqual([
    ['not understood', 'Part 3 of the string is not known'],
    ['not understood', 'Part 4 of the string is not known'],
    ['not understood', 'Part 6 of the string is not known'],
  ]);
  expect(JSON.stringify(report)).not.toMatch(/bruger9|hun|ter|two|sesame|gold/);
});
