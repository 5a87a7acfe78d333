import { readLegacyCprParameters } from './legacy-parameters';

const outcomes = (text: string) =>
  Object.fromEntries(readLegacyCprParameters(text).report.map(({ name, outcome }) => [name, outcome]));

it('takes what still means something and tells what became of the rest', () => {
  const text =
    'IP=10.0.0.1 5000;DefFiles=.\\CPRkilde\\P12170.*; Assembly=y=Scanjour.CPRDriver;' +
    'Class=Scanjour.ImportManager.CPRDriver;ForceUpdate=J;Subscription=0;guardianNameType=X';
  expect(readLegacyCprParameters(text).settings).toEqual({ forceUpdate: true, guardianNameType: 'X' });
  expect(outcomes(text)).toEqual({
    IP: 'elsewhere',
    DefFiles: 'without meaning',
    Assembly: 'without meaning',
    Class: 'without meaning',
    ForceUpdate: 'taken',
    Subscription: 'elsewhere',
    guardianNameType: 'taken',
  });
});

it('says that an absent Subscription changed its meaning', () => {
  const { settings, report } = readLegacyCprParameters('ForceUpdate=N');
  expect(settings).toEqual({ forceUpdate: false });
  expect(report.at(-1)).toMatchObject({
    name: 'Subscription',
    text: expect.stringMatching(/Absent means subscribed now/),
  });
});

it.each([
  ['forceupdate:y, subscription:1', { forceUpdate: true }],
  ['ForceUpdate = N', { forceUpdate: false }],
  [' ', {}],
])('reads %j', (text, settings) => expect(readLegacyCprParameters(text).settings).toEqual(settings));

it('leaves out what it does not understand, and never repeats a value', () => {
  const text = 'ForceUpdate=perhaps;Subscription=2;guardianNameType=XX;Password=hunter2;nonsense';
  const { settings, report } = readLegacyCprParameters(text);
  expect(settings).toEqual({});
  expect(report.map(({ outcome }) => outcome)).toEqual(Array(5).fill('not understood'));
  expect(JSON.stringify(report)).not.toMatch(/hunter2|perhaps/);
});
