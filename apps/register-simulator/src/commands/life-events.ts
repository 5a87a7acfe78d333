import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { LIFE_EVENT_KINDS, type AppliedLifeEvent } from '../companies/life-event';
import type { ImportStatus } from '../companies/company-world';
import { ControlClient } from '../control/control-client';
import type { Command } from './command';
import { PERSON_LIFE_EVENTS_HELP, readPersonLifeEvents } from './person-life-events';
import { oneOf, wholeNumber } from './read-options';

const help = `  register-simulator life-events --folder DIR (--count N [--seed TEXT] | --kind KIND --number NUMBER) [options]

Lets things happen to the companies of a simulator that runs, and prints to whom.

  --count N               so many by lot
  --kind KIND             ${LIFE_EVENT_KINDS.slice(0, 7).join(', ')},
                          ${LIFE_EVENT_KINDS.slice(7).join(', ')}
  --number NUMBER         CVR number or P-number of the one it happens to
  --company NUMBER        the unit's new company (unit-moved)
  --name TEXT             the new name (name, new-company)
  --value TEXT            the new value (phone, email, fax); none at all: --none
  --on YYYY-MM-DD         the day it takes effect, also a later one
  --repeats N             it is told so many times again
  --late-by MINUTES       it is told so much later
  --failed-import         it is told by a failed import first
  --open                  its import package stays open

${PERSON_LIFE_EVENTS_HELP}`;

/** Lets things happen. */
export const lifeEvents: Command = {
  name: 'life-events',
  help,
  read: (args) => {
    const register = /--register(?:=| )(\S+)/.exec(args.join(' '))?.[1] ?? 'cvr';
    if (oneOf('register', ['cvr', 'cpr'], register) === 'cpr') return readPersonLifeEvents(args);
    const { values } = parseArgs({
      args,
      options: {
        register: { type: 'string' },
        folder: { type: 'string' },
        count: { type: 'string' },
        seed: { type: 'string' },
        kind: { type: 'string' },
        number: { type: 'string' },
        company: { type: 'string' },
        name: { type: 'string' },
        value: { type: 'string' },
        none: { type: 'boolean' },
        on: { type: 'string' },
        repeats: { type: 'string', default: '0' },
        'late-by': { type: 'string', default: '0' },
        'failed-import': { type: 'boolean' },
        open: { type: 'boolean' },
      },
    });
    if (!values.folder) throw new RangeError('--folder names the folder of the simulator and must be given');
    const folder = resolve(values.folder);
    const { count, seed, kind, number, company, name, on } = values;
    if ((count === undefined) === (kind === undefined)) throw new RangeError('either --count or --kind must be given');
    const wish =
      count !== undefined
        ? { count: wholeNumber('count', count), seed }
        : {
            kind: oneOf('kind', LIFE_EVENT_KINDS, kind ?? ''),
            number,
            company,
            name,
            on,
            value: values.none ? null : values.value,
            telling: {
              open: values.open,
              failedImport: values['failed-import'],
              repeats: wholeNumber('repeats', values.repeats),
              lateByMs: wholeNumber('late-by', values['late-by']) * 60_000,
            },
          };
    return async ({ print }) => {
      const answer = await ControlClient.inFolder(folder).call('POST', '/control/life-events', wish);
      const { applied, importStatus } = answer as { applied: AppliedLifeEvent[]; importStatus: ImportStatus };
      for (const each of applied) print(`${each.kind.padEnd(14)}${each.numbers.join(' ')}`);
      print(`last event ${importStatus.lastEventId}`);
    };
  },
};
