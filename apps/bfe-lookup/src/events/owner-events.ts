import type { ProfileKind } from '@contact-sync/credentials';
import { CallFailed } from '@contact-sync/outbound';
import type { Run } from '@contact-sync/service';
import type { BfeLane } from '../register/bfe-lane';
import type { BfeSettings } from '../settings/bfe-settings';

/** What calls to the registers go through. */
export type Lane = Pick<BfeLane, 'through'>;

/** Whether changes of owners are asked for: nobody else keeps them, and no API key opens them. */
export function followsOwners({ readOwners }: BfeSettings, kind: ProfileKind): boolean {
  return readOwners && kind !== 'api-key';
}

/**
 * The lane for what needs an access of its own. That the register of owners refuses us, or does not have this version,
 * concerns owners alone: it shows as what `ownersTold` tells of, and everything else goes on.
 */
export function ownersLane(lane: Lane): Lane {
  return {
    through: (signal, calls) =>
      lane.through(signal, async () => {
        try {
          return await calls();
        } catch (error) {
          if (error instanceof CallFailed && error.failure !== 'unavailable') throw new OwnersUntold(error.code);
          throw error;
        }
      }),
  };
}

/** Work on changes of owners; a problem of the run, and undefined, where the register does not tell them. */
export async function ownersTold<T>(work: () => Promise<T>, run: Run): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof OwnersUntold)) throw error;
    run.problem({
      code: 'owner-events-refused',
      text: `the register of owners does not tell us of changes (${error.code}): they need approved access to EJF; owners are updated once a week`,
    });
    return undefined;
  }
}

class OwnersUntold extends Error {
  constructor(readonly code: string) {
    super(`no events of owners (${code})`);
    this.name = 'OwnersUntold';
  }
}
