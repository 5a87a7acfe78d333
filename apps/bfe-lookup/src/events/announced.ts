import { announced as announcedRun, type Announcing } from '@contact-sync/subject-updates';
import { NAME } from '../name';

/** Tells others of a synchronisation with the registers of real property (MSG-2). */
export function announced(
  announcing: Omit<Announcing, 'register' | 'service'>,
  work: Parameters<typeof announcedRun>[1],
): Promise<void> {
  return announcedRun({ ...announcing, register: 'bfe', service: NAME }, work);
}
