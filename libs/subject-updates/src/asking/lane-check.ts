import type { PausedLane } from '@contact-sync/messaging';
import type { HealthCheck } from '@contact-sync/service';

/** What the service queue knows of a register. It is not called: when it is away, that shows by its paused lane. */
export function laneCheck(name: string, findPaused: () => Promise<PausedLane | undefined>): HealthCheck {
  return {
    name,
    run: async () => {
      const paused = await findPaused();
      return paused === undefined ? { status: 'Healthy' } : { status: 'Degraded', description: textOf(paused) };
    },
  };
}

function textOf({ errorText, pausedAt, nextProbe }: PausedLane): string {
  return `${errorText}, since ${pausedAt.toISOString()}; tried again at ${nextProbe.toISOString()}`;
}
