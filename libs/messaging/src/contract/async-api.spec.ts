import { Parser } from '@asyncapi/parser';
import { MESSAGES } from '@contact-sync/contracts';
import { asyncApiDocument } from './async-api';

const DOCUMENT = asyncApiDocument('1.2.3');
// It would have everybody use 3.1 as soon as it knows of it.
const ADVICE = 'asyncapi-latest-version';

it("AsyncAPI's own parser finds nothing wrong", async () => {
  const { document, diagnostics } = await new Parser().parse(JSON.stringify(DOCUMENT));
  expect(diagnostics.filter(({ code }) => code !== ADVICE)).toEqual([]);
  expect(document?.info().version()).toBe('1.2.3');
});

it('its parser does find what is wrong', async () => {
  const broken = { ...DOCUMENT, operations: { more: { action: 'send', channel: { $ref: '#/channels/none' } } } };
  const { diagnostics } = await new Parser().parse(JSON.stringify(broken));
  expect(diagnostics.map(({ code }) => code)).toContain('invalid-ref');
});

it('has a channel, a message and an operation for every routing key', () => {
  for (const { type, kind } of MESSAGES) {
    expect(DOCUMENT.channels).toHaveProperty([type, 'address'], type);
    expect(DOCUMENT.components.messages).toHaveProperty([type, 'name'], type);
    const action = kind === 'inbound' ? 'receive' : 'send';
    expect(DOCUMENT.operations).toHaveProperty([`${action} ${type}`, 'action'], action);
  }
});

it('has the queues with what reaches them, and the parked ones beside them', () => {
  const messagesIn = (queue: string): string[] =>
    Object.keys((DOCUMENT.channels[queue] as { messages: object } | undefined)?.messages ?? {});
  const tasks = [
    'cpr-sync.delivery.import.v1',
    'cpr-sync.hold.retry.v1',
    'cpr-sync.person.refresh.v1',
    'cpr-sync.persons.synchronise.v1',
    'cpr-sync.subscription.send.v1',
  ];
  expect(messagesIn('cpr-sync.tasks').sort()).toEqual(tasks);
  expect(messagesIn('cpr-sync.tasks.parked').sort()).toEqual(tasks);
  expect(messagesIn('contact-desk.inbound')).toContain('party.added.v1');
  expect(messagesIn('contact-desk.inbound')).not.toContain('contact.changed.v1');
  expect(DOCUMENT.operations).toHaveProperty(['receive contact-desk.inbound', 'action'], 'receive');
});
