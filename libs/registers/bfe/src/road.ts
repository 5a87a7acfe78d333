import type { BfeRegister } from './bfe-register';

/** What a road of Datafordeler serves of real property; the rest is the same for all of them. */
export type Road = Omit<BfeRegister, 'batch'>;
