import type { LookUpRoad } from './look-up-clock';

/** The lanes that tasks wait in while a road is away. */
export const LANES: Readonly<Record<LookUpRoad, string>> = {
  direkte: 'cpr-direkte',
  datafordeler: 'cpr-datafordeler',
};
