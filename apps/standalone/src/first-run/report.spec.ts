import { eventExamples, fileHeading, fileLine } from './report';

describe('the report of the first run', () => {
  it('puts figures below their headings', () => {
    const line = fileLine({ file: 'd260302.l110902', state: 'imported', persons: 300, created: 1412, notOurs: 2 });
    for (const [heading, figure] of [
      ['persons', '300'],
      ['created', '1412'],
      ['changed', '0'],
      ['not ours', '2'],
    ] as const) {
      const end = fileHeading().indexOf(heading) + heading.length;
      expect(line.slice(end - figure.length - 1, end)).toBe(` ${figure}`);
    }
    expect(fileLine({ file: 'd260302.l110902', state: 'same' })).toContain('(imported before)');
  });

  it('counts events by type, the most frequent first, each with its latest', () => {
    const event = (type: string, subject: string, sequence: string) => ({
      type: `dk.contact-sync.${type}`,
      subject,
      sequence,
    });
    expect(
      eventExamples([
        event('contact.changed.v1', 'a', '2'),
        event('contact.created.v1', 'b', '1'),
        event('contact.created.v1', 'c', '1'),
      ]),
    ).toEqual([
      '    2  contact.created.v1  such as contact c, version 1',
      '    1  contact.changed.v1  such as contact a, version 2',
    ]);
    expect(eventExamples([{ type: 'dk.contact-sync.synchronisation.finished.v1', subject: 'r' }])).toEqual([
      '    1  synchronisation.finished.v1  such as run r',
    ]);
    expect(eventExamples([])).toEqual([]);
  });
});
