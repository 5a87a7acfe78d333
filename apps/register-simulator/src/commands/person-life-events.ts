import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { ControlClient } from '../control/control-client';
import { type AppliedPersonLifeEvent, PERSON_LIFE_EVENT_KINDS } from '../persons/person-life-event';
import type { Command } from './command';
import { oneOf, wholeNumber } from './read-options';

export const PERSON_LIFE_EVENTS_HELP = `  register-simulator life-events --register cpr --folder DIR (--count N [--seed TEXT] | --kind KIND --number NUMBER) [options]

Lets things happen to the persons of a simulator that runs, and prints to whom.

  --count N               so many by lot
  --kind KIND             ${PERSON_LIFE_EVENT_KINDS.slice(0, 7).join(', ')},
                          ${PERSON_LIFE_EVENT_KINDS.slice(7, 13).join(', ')},
                          ${PERSON_LIFE_EVENT_KINDS.slice(13).join(', ')}
  --number NUMBER         the person it happens to; the mother (birth), the child (custody)
  --to NUMBER             the other one (marriage), the guardian, who gets custody
  --first, --last TEXT    the new name (name)
  --alone                 without the household (move)`;

/** Lets things happen to persons. */
export const readPersonLifeEvents: Command['read'] = (args) => {
  const { values } = parseArgs({
    args,
    options: {
      register: { type: 'string' },
      folder: { type: 'string' },
      count: { type: 'string' },
      seed: { type: 'string' },
      kind: { type: 'string' },
      number: { type: 'string' },
      to: { type: 'string' },
      first: { type: 'string' },
      last: { type: 'string' },
      alone: { type: 'boolean' },
    },
  });
  if (!values.folder) throw new RangeError('--folder names the folder of the simulator and must be given');
  const folder = resolve(values.folder);
  const { count, seed, kind, number, to, first, last, alone } = values;
  if ((count === undefined) === (kind === undefined)) throw new RangeError('either --count or --kind must be given');
  const wish =
    count !== undefined
      ? { count: wholeNumber('count', count), seed }
      : { kind: oneOf('kind', PERSON_LIFE_EVENT_KINDS, kind ?? ''), number, to, first, last, alone };
  return async ({ print }) => {
    const answer = await ControlClient.inFolder(folder).call('POST', '/control/persons/events', wish);
    for (const each of (answer as { applied: AppliedPersonLifeEvent[] }).applied) {
      print(`${each.kind.padEnd(16)}${each.numbers.join(' ')}`);
    }
  };
};
