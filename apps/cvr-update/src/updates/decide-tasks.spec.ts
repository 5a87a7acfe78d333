import type { Delivery } from '@contact-sync/messaging';
import { cvrSettings, type CvrSettings } from '@contact-sync/registers-cvr';
import { decideTasks, type CompanyTask } from './decide-tasks';

const DEFAULTS = Object.fromEntries(
  Object.entries(cvrSettings).map(([name, setting]) => [name, setting.default]),
) as unknown as CvrSettings;
const ON: CvrSettings = { ...DEFAULTS, cvrIntegration: true, cvrUpdate: true };

const task = (contactId: string, more: Partial<CompanyTask> = {}): Delivery<CompanyTask> => ({
  id: `task ${contactId}`,
  type: 'cvr-update.company.update.v1',
  source: '/contact-sync',
  subject: contactId,
  time: '2026-11-22T00:00:00Z',
  data: { contactId, ...more },
  attempt: 1,
});

const contacts = new Map([
  ['1', { id: '1', key: { nameType: 'J', nameCode: '10150817' } }],
  ['2', { id: '2', key: { nameType: 'V', nameCode: '1003387453' } }],
  ['3', { id: '3', key: { nameType: 'C', nameCode: '6101801234' } }],
  // Another contact took its place.
  ['4', { id: '9', key: { nameType: 'J', nameCode: '26911745' } }],
]);

const reasons = (decision: ReturnType<typeof decideTasks>) =>
  decision.settled.map(({ outcome }) => [outcome.kind, 'problem' in outcome ? outcome.problem?.code : undefined]);

it('reads companies and production units; what is gone, superseded or of another type is obsolete with the reason', () => {
  const tasks = [task('1'), task('2', { ceased: '2026-11-01' }), task('3'), task('4'), task('5')];
  const decision = decideTasks(tasks, contacts, ON, { explicit: false });
  expect(decision.wanted).toEqual([
    { task: tasks[0], key: { nameType: 'J', nameCode: '10150817' }, unit: { kind: 'company', number: '10150817' } },
    {
      task: tasks[1],
      key: { nameType: 'V', nameCode: '1003387453' },
      unit: { kind: 'production-unit', number: '1003387453', ceased: '2026-11-01' },
    },
  ]);
  expect(reasons(decision)).toEqual([
    ['obsolete', 'other-type'],
    ['obsolete', 'superseded'],
    ['obsolete', 'unknown-contact'],
  ]);
});

it('goes by the letters of the settings', () => {
  const decision = decideTasks([task('1'), task('2')], contacts, { ...ON, unitType: 'X' }, { explicit: false });
  expect(decision.wanted.map(({ unit }) => unit.kind)).toEqual(['company']);
  expect(reasons(decision)).toEqual([['obsolete', 'other-type']]);
});

it.each([
  ['nothing is on', { cvrIntegration: false, cvrUpdate: false }, false, 'cvr-integration-off'],
  ['nothing is on, and somebody asked', { cvrIntegration: false, cvrUpdate: false }, true, 'cvr-integration-off'],
  ['only integration is on', { cvrUpdate: false }, false, 'cvr-update-off'],
])('%s: obsolete with that reason', (_, off, explicit, code) => {
  const decision = decideTasks([task('1')], contacts, { ...ON, ...off }, { explicit });
  expect(decision.wanted).toEqual([]);
  expect(reasons(decision)).toEqual([['obsolete', code]]);
});

it('CVR integration alone updates a contact that somebody asked for', () => {
  const decision = decideTasks([task('1')], contacts, { ...ON, cvrUpdate: false }, { explicit: true });
  expect(decision.wanted).toHaveLength(1);
});
