import type { AuditFault } from '@contact-sync/contact-register';

/** A fault in words that tell the place, never who was looked up or who looked. */
export function faultText({ kind, position, auditId, day, count = 1 }: AuditFault): string {
  const link = `position ${position}, row ${auditId}`;
  switch (kind) {
    case 'row-changed':
      return `${link}: the row, or its link in the chain, was changed after it was sealed`;
    case 'row-missing':
      return `${link}: the row was removed`;
    case 'link-missing':
      return `position ${position}: ${count === 1 ? 'the link was' : `${count} links were`} removed from the chain`;
    case 'row-after-root':
      return `${link}: the row bears a day whose root had been taken before the row was sealed`;
    case 'root-differs':
      return `root of ${day}, position ${position}: the chain has another hash there, or ends before`;
    case 'root-missing':
      return `root of ${day}: it is missing between its neighbours`;
    case 'root-disordered':
      return `root of ${day}, position ${position}: it stands before the root of the day before`;
    case 'rows-unsealed':
      return `row ${auditId}: ${count === 1 ? 'it is' : `it and ${count - 1} more are`} old enough and not sealed`;
    case 'kept-root-differs':
      return `root of ${day}: it is not the one that was given; the chain was written anew since`;
    case 'kept-root-unknown':
      return `root of ${day}: the chain has none of that day`;
  }
}
