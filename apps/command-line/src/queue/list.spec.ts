import { queueText } from './list';

const message = {
  id: '01938f6e-7a3c-7b1a-9c3d-ab6101801234',
  kind: 'task',
  type: 'cpr-sync.delivery.import.v1',
  subject: '7',
  state: 'parked',
  attempts: 12,
  createdAt: '2026-11-21T05:30:00.000Z',
};

describe('queueText', () => {
  it('has one line per message; ids stay whole, numbers in texts do not', () => {
    const messages = [
      { ...message, errorCode: 'wrong-data', errorText: 'of 6101801234' },
      { ...message, state: 'waiting', lane: 'cpr', dueAt: '2026-11-21T05:31:00.000Z' },
    ];
    expect(queueText({ messages, next: 'x' })).toBe(
      [
        'id                                    state            type                         subject  attempts  made                  due                   last error',
        '01938f6e-7a3c-7b1a-9c3d-ab6101801234  parked           cpr-sync.delivery.import.v1  7              12  2026-11-21 05:30:00Z                        wrong-data: of ******-****',
        '01938f6e-7a3c-7b1a-9c3d-ab6101801234  waiting for cpr  cpr-sync.delivery.import.v1  7              12  2026-11-21 05:30:00Z  2026-11-21 05:31:00Z',
        'there are more; --limit shows more at a time',
        '',
      ].join('\n'),
    );
    expect(queueText({ messages: [] })).toBe('no such messages\n');
  });
});
