import type { CvrRegister } from '../cvr-register';

/** What a road of Datafordeler serves of CVR; the rest is the same for all of them. */
export type Road = Pick<
  CvrRegister,
  'read' | 'findByName' | 'resolve' | 'currentMark' | 'eventsSince' | 'testConnection'
>;
