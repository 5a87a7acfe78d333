import { dafMoment, dateOnly, period } from './period';

// The moments of the published answer: 31 March 22:00 UTC is 1 April in Danish summer time.
it.each([
  ['201604010000', '2016-03-31T22:00:00.000000Z'],
  ['200506111200', '2005-06-11T10:00:00.000000Z'],
  ['2020-01-01', '2019-12-31T23:00:00.000000Z'],
  ['199103201299', '1991-03-20T11:00:00.000000Z'],
  ['196100000000', '1960-12-31T23:00:00.000000Z'],
  ['196105002000', '1961-05-01T19:00:00.000000Z'],
  ['', null],
  ['000000000000', null],
])('%s is %s', (registered, moment) => expect(dafMoment(registered)).toBe(moment));

it.each([
  ['1961-05-04', '1961-05-04'],
  ['196105002000', '1961-05-01'],
  ['', null],
])('the date of %s is %s', (registered, date) => expect(dateOnly(registered)).toBe(date));

it('is marked where something of it is not known', () => {
  expect(period('historisk', '196105002000', { to: '2020-01-01' })).toEqual({
    status: 'historisk',
    virkningfra: '1961-05-01T19:00:00.000000Z',
    virkningfrausikkerhedsmarkering: true,
    virkningtil: '2019-12-31T23:00:00.000000Z',
    virkningtilusikkerhedsmarkering: false,
  });
  expect(period('aktuel', '199103201299').virkningfrausikkerhedsmarkering).toBe(true);
  expect(period('aktuel', '199103201200').virkningfrausikkerhedsmarkering).toBe(false);
  expect(period('aktuel', '199103201200', { uncertain: true }).virkningfrausikkerhedsmarkering).toBe(true);
});
