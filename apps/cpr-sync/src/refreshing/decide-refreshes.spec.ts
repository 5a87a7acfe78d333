import type { RefreshPerson } from '@contact-sync/contracts';
import type { Delivery } from '@contact-sync/messaging';
import type { KnownContact } from '@contact-sync/subject-updates';
import { cprSettings, type CprSettings } from '../settings';
import { decideRefreshes } from './decide-refreshes';

const settings: CprSettings = {
  ...(Object.fromEntries(
    Object.entries(cprSettings).map(([name, setting]) => [name, setting.default]),
  ) as unknown as CprSettings),
  cprIntegration: true,
  direkteProfile: 'direkte',
};
// Nobody has the month 13: a number of the real form that is no person's.
const REAL_FORM = '0113801234';
const contacts = new Map<string, KnownContact>(
  [
    ['1', 'C', REAL_FORM],
    ['2', 'C', '6101801234'],
    ['3', 'P', '77'],
    ['4', 'C', REAL_FORM],
  ].map(([id = '', nameType = '', nameCode = '']) => [id, { id: id === '4' ? '1' : id, key: { nameType, nameCode } }]),
);
const tasks = ['1', '2', '3', '4', '5'].map((contactId) => ({ data: { contactId } }) as Delivery<RefreshPerson>);
const decided = (more: Partial<CprSettings>) => {
  const { wanted, settled } = decideRefreshes(tasks, contacts, { ...settings, ...more });
  return {
    wanted: wanted.map(({ task }) => task.data.contactId),
    settled: Object.fromEntries(
      settled.map(({ delivery, outcome }) => [
        tasks.find((task) => task === delivery)?.data.contactId,
        outcome.kind === 'obsolete' && outcome.problem?.code,
      ]),
    ),
  };
};

it('asks for persons with a number; the others are over', () => {
  expect(decided({})).toEqual({
    wanted: ['1'],
    settled: { '2': 'substitute-number', '3': 'other-type', '4': 'superseded', '5': 'unknown-contact' },
  });
  expect(decided({ substituteNumbers: 'allow' }).wanted).toEqual(['1', '2']);
});

it.each<[Partial<CprSettings>, string]>([
  [{ cprIntegration: false }, 'cpr-integration-off'],
  [{ direkteProfile: '' }, 'no-profile'],
  [{ lookUpRoad: 'datafordeler' }, 'no-profile'],
])('with %j nobody is asked for', (more, code) => {
  const { wanted, settled } = decided(more);
  expect(wanted).toEqual([]);
  expect(Object.values(settled)).toEqual(Array(5).fill(code));
});
