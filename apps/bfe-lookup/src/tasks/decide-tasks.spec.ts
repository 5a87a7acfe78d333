import type { Delivery } from '@contact-sync/messaging';
import { bfeSettings, type BfeSettings } from '../settings/bfe-settings';
import { decideTasks, type PropertyTask } from './decide-tasks';

const DEFAULTS = Object.fromEntries(
  Object.entries(bfeSettings).map(([name, setting]) => [name, setting.default]),
) as unknown as BfeSettings;
const ON: BfeSettings = { ...DEFAULTS, authProfile: 'BFE' };

const task = (contactId: string): Delivery<PropertyTask> => ({
  id: `task ${contactId}`,
  type: 'bfe-lookup.property.update.v1',
  source: '/contact-sync',
  subject: contactId,
  time: '2026-11-22T00:00:00Z',
  data: { contactId },
  attempt: 1,
});

const contacts = new Map([
  ['1', { id: '1', key: { nameType: '1', nameCode: '2154708' } }],
  ['2', { id: '2', key: { nameType: 'C', nameCode: '6101801234' } }],
  // Another contact took its place.
  ['3', { id: '9', key: { nameType: '1', nameCode: '2073922' } }],
  // What a person may have typed under the wrong type goes to no register.
  ['4', { id: '4', key: { nameType: '1', nameCode: '6101801234' } }],
]);

const reasons = ({ settled }: ReturnType<typeof decideTasks>) =>
  settled.map(({ outcome }) => [outcome.kind, 'problem' in outcome ? outcome.problem?.code : undefined]);

it('reads properties; what is gone, superseded or of another type is obsolete with the reason', () => {
  const tasks = ['1', '2', '3', '4', '5'].map(task);
  const decision = decideTasks(tasks, contacts, ON);
  expect(decision.wanted).toEqual([{ task: tasks[0], key: { nameType: '1', nameCode: '2154708' } }]);
  expect(reasons(decision)).toEqual([
    ['obsolete', 'other-type'],
    ['obsolete', 'superseded'],
    ['obsolete', 'other-type'],
    ['obsolete', 'unknown-contact'],
  ]);
});

it('goes by the letter of the settings', () => {
  expect(decideTasks([task('1')], contacts, { ...ON, contactType: 'E' }).wanted).toEqual([]);
});

it('without a profile everything is obsolete with that reason', () => {
  const decision = decideTasks([task('1')], contacts, DEFAULTS);
  expect(decision.wanted).toEqual([]);
  expect(reasons(decision)).toEqual([['obsolete', 'no-profile']]);
});
