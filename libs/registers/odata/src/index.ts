export type { ODataOptions } from './odata-service';
export { ODataTarget } from './odata-target';
export type { WriteOutcome } from './odata-target';
export type { TargetAddress, TargetContact } from './target-contact';
