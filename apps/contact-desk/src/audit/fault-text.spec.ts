import type { AuditFault } from '@contact-sync/contact-register';
import { faultText } from './fault-text';

describe('a fault of the audit in words', () => {
  it.each<[AuditFault, string]>([
    [
      { kind: 'row-changed', position: 12, auditId: '17' },
      'position 12, row 17: the row, or its link in the chain, was changed after it was sealed',
    ],
    [{ kind: 'row-missing', position: 12, auditId: '17' }, 'position 12, row 17: the row was removed'],
    [{ kind: 'link-missing', position: 12 }, 'position 12: the link was removed from the chain'],
    [{ kind: 'link-missing', position: 12, count: 3 }, 'position 12: 3 links were removed from the chain'],
    [{ kind: 'rows-unsealed', auditId: '17', count: 1 }, 'row 17: it is old enough and not sealed'],
    [{ kind: 'rows-unsealed', auditId: '17', count: 3 }, 'row 17: it and 2 more are old enough and not sealed'],
    [
      { kind: 'kept-root-differs', day: '2026-03-20', position: 12 },
      'root of 2026-03-20: it is not the one that was given; the chain was written anew since',
    ],
  ])('%j', (fault, text) => {
    expect(faultText(fault)).toBe(text);
  });
});
