import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ControlClient } from '../control/control-client';
import { type AppliedOrganisationEvent, ORGANISATION_EVENT_KINDS } from '../organisations/organisation-event';
import type { Command } from './command';
import { oneOf, wholeNumber } from './read-options';

const help = `  register-simulator organisations --folder DIR [--limit N | --turn DAYS | --count N [--seed TEXT] |
                                   --kind KIND --sor-id ID [options] | --spoil LAYOUT … [--day DAY] | --mend]

Prints open health organisations of a simulator that runs; or lets days pass or something happen, and prints to whom; or
spoils SOR's daily file. What happens on a day stands in the file of the day after.

  --limit N               how many (default 10, at most 1000)
  --turn DAYS             so many days pass, with what they bring
  --count N               so many events by lot
  --kind KIND             ${ORGANISATION_EVENT_KINDS.slice(0, 6).join(', ')},
                          ${ORGANISATION_EVENT_KINDS.slice(6).join(', ')}
  --sor-id ID             the one it happens to; of a new unit the one above it
  --name TEXT             the new name (renamed, opened)
  --value TEXT            the new value (telephone, email); none at all: --none
  --into ID               what it is merged into
  --on YYYY-MM-DD         the first day (opened, changes-later) or the last one (closing-planned)
  --spoil LAYOUT          as the layouts of register-simulator sor; of every day, or of the one that --day names
  --mend                  the files are as they should be`;

interface Answer {
  readonly day: string;
  readonly applied: readonly AppliedOrganisationEvent[];
}

interface Listing {
  readonly day: string;
  readonly organisations: readonly { readonly sorId: string; readonly type: string; readonly name: string }[];
}

/** Health organisations of a simulator that runs. */
export const organisations: Command = {
  name: 'organisations',
  help,
  read: (args) => {
    const values = parse(args);
    if (!values.folder) throw new RangeError('--folder names the folder of the simulator and must be given');
    const folder = resolve(values.folder);
    const call = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) =>
      ControlClient.inFolder(folder).call(method, `/control/organisations${path}`, body);
    if (values.mend) return async () => void (await call('DELETE', '/files'));
    if (values.spoil.length > 0) {
      const wish = { layouts: values.spoil, ...(values.day !== undefined && { day: values.day }) };
      return async () => void (await call('POST', '/files', wish));
    }
    const happening = wishOf(values);
    return async ({ print }) => {
      if (happening) {
        const { day, applied } = (await call('POST', happening.path, happening.body)) as Answer;
        for (const { kind, sorId } of applied) print(`${kind.padEnd(18)}${sorId}`);
        print(`day ${day}`);
        return;
      }
      const limit = values.limit === undefined ? 10 : wholeNumber('limit', values.limit);
      const { day, organisations: found } = (await call('GET', `?limit=${limit}`)) as Listing;
      for (const { sorId, type, name } of found) print(`${sorId}  ${type}  # ${name}`);
      print(`day ${day}`);
    };
  },
};

type Values = ReturnType<typeof parse>;

function wishOf(values: Values): { path: string; body: object } | undefined {
  if (values.turn !== undefined) return { path: '/turn', body: { days: wholeNumber('turn', values.turn) } };
  if (values.count !== undefined) {
    const body = { count: wholeNumber('count', values.count), ...(values.seed !== undefined && { seed: values.seed }) };
    return { path: '/events', body };
  }
  if (values.kind === undefined) return undefined;
  const kind = oneOf('kind', ORGANISATION_EVENT_KINDS, values.kind);
  const { name, into, on, none } = values;
  const value = none ? null : values.value;
  const sorId = values['sor-id'];
  return {
    path: '/events',
    body: { kind, ...(kind === 'opened' ? { parent: sorId } : { sorId }), name, value, into, on },
  };
}

function parse(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      folder: { type: 'string' },
      limit: { type: 'string' },
      turn: { type: 'string' },
      count: { type: 'string' },
      seed: { type: 'string' },
      kind: { type: 'string' },
      'sor-id': { type: 'string' },
      name: { type: 'string' },
      value: { type: 'string' },
      none: { type: 'boolean' },
      into: { type: 'string' },
      on: { type: 'string' },
      spoil: { type: 'string', multiple: true, default: [] },
      day: { type: 'string' },
      mend: { type: 'boolean' },
    },
  });
  return values;
}
