import { readLegacyCprParameters } from './legacy-parameters';

const outcomes = (text: string) =>
  Object.fromEntries(readLegacyCprParameters(text).report.map(({ name, outcome }) => [name, outcome]));

it('takes what still means something and tells what became of the rest', () => {
  const text =
    'IP=10.0.0.1 5000;DefFiles=.\\CPRkilde\\P12170.*; Assembly=y=Scanjour.CPRDriver;' +
    'Class=Scanjour.ImportManager.CPRDriver;ForceUpdate=J;Subscription=0;guardianNameType=X';
  expect(readLegacyCprParameters(text).settings).toEqual({
    forceUpdate: true,
    guardianNameType: 'X',
    subscription: false,
  });
  expect(outcomes(text)).toEqual({
    IP: 'elsewhere',
    DefFiles: 'without meaning',
    Assembly: 'without meaning',
    Class: 'without meaning',
    ForceUpdate: 'taken',
    Subscription: 'taken',
    guardianNameType: 'taken',
  });
});

it('says that an absent Subscription changed its meaning', () => {
  const { settings, report } = readLegacyCprParameters('ForceUpdate=N');
  expect(settings).toEqual({ forceUpdate: false });
  expect(report.at(-1)).toMatchObject({
    name: 'Subscription',
    outcome: 'elsewhere',
    text: expect.stringMatching(/did not subscribe.*unless/),
  });
});

it.each([
  ['forceupdate:y, subscription:1', { forceUpdate: true, subscription: true }],
  ['ForceUpdate = N; Subscription = 0', { forceUpdate: false, subscription: false }],
  [' ', {}],
])('reads %j', (text, settings) => expect(readLegacyCprParameters(text).settings).toEqual(settings));

it('leaves out what it does not understand, and never repeats a value', () => {
  const text = 'ForceUpdate=perhaps;Subscription=2;guardianNameType=XX;Password=hunter2;nonsense';
  const { settings, report } = readLegacyCprParameters(text);
  expect(settings).toEqual({});
  expect(report.map(({ outcome }) => outcome)).toEqual(Array(5).fill('not understood'));
  expect(JSON.stringify(report)).not.toMatch(/hunter2|perhaps/);
});

it.each([
  ['10.0.0.1 5000', 'elsewhere', /host 10\.0\.0\.1, port 5000.*local-proxy/],
  ['cpr.kommune.example:1234', 'elsewhere', /host cpr\.kommune\.example, port 1234/],
  ['cpr.kommune.example', 'elsewhere', /port 5000/],
  ['10.0.0.1 99999', 'not understood', /host and a port/],
  ['<IP portnummer for CPRKlient>', 'not understood', /host and a port/],
])('tells of IP=%s what a profile needs', (address, outcome, text) =>
  expect(readLegacyCprParameters(`IP=${address}`).report[0]).toEqual({
    name: 'IP',
    outcome,
    text: expect.stringMatching(text),
  }),
);
