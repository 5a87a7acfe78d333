import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ControlClient } from '../control/control-client';
import { type AppliedPropertyLifeEvent, PROPERTY_LIFE_EVENT_KINDS } from '../properties/life-event';
import type { Command } from './command';
import { oneOf, wholeNumber } from './read-options';

const help = `  register-simulator properties --folder DIR [--limit N | --count N [--seed TEXT] | --kind KIND --bfe NUMBER] [options]

Prints BFE numbers of real properties of a simulator that runs, with kind, status and address; or lets things happen to
them, and prints to which.

  --limit N               how many (default 30, at most 1000); the first ones are the samples
  --count N               so many life events by lot
  --kind KIND             ${PROPERTY_LIFE_EVENT_KINDS.slice(0, 6).join(', ')},
                          ${PROPERTY_LIFE_EVENT_KINDS.slice(6).join(', ')}
  --bfe NUMBER            the property it happens to
  --to NUMBER             the property that a parcel goes to (parcel-moved)
  --name TEXT             the road's new name (road-renamed)
  --company NUMBER        the new owner's CVR number (sold)`;

interface Listed {
  readonly bfe: number;
  readonly kind: string;
  readonly status: string;
  readonly address: string | null;
}

/** Tells some of the properties that are played, or lets something happen to them. */
export const properties: Command = {
  name: 'properties',
  help,
  read: (args) => {
    const { values } = parseArgs({
      args,
      options: {
        folder: { type: 'string' },
        limit: { type: 'string' },
        count: { type: 'string' },
        seed: { type: 'string' },
        kind: { type: 'string' },
        bfe: { type: 'string' },
        to: { type: 'string' },
        name: { type: 'string' },
        company: { type: 'string' },
      },
    });
    if (!values.folder) throw new RangeError('--folder names the folder of the simulator and must be given');
    const folder = resolve(values.folder);
    const { count, seed, kind, bfe, to, name, company } = values;
    if (count === undefined && kind === undefined) {
      const limit = values.limit === undefined ? 30 : wholeNumber('limit', values.limit);
      return async ({ print }) => {
        const found = await ControlClient.inFolder(folder).call('GET', `/control/properties?limit=${limit}`);
        for (const each of (found as { properties: Listed[] }).properties) print(lineFor(each));
      };
    }
    if (count !== undefined && kind !== undefined) throw new RangeError('either --count or --kind is given');
    const wish =
      count !== undefined
        ? { count: wholeNumber('count', count), seed }
        : {
            kind: oneOf('kind', PROPERTY_LIFE_EVENT_KINDS, kind ?? ''),
            bfe: wholeNumber('bfe', bfe ?? ''),
            ...(to !== undefined && { to: wholeNumber('to', to) }),
            name,
            company,
          };
    return async ({ print }) => {
      const answer = await ControlClient.inFolder(folder).call('POST', '/control/properties/events', wish);
      const { applied } = answer as { applied: AppliedPropertyLifeEvent[] };
      for (const { kind, bfes } of applied) print(`${kind.padEnd(16)}${bfes.join(' ')}`);
    };
  },
};

const lineFor = ({ bfe, kind, status, address }: Listed) =>
  `${bfe}  # ${kind}, ${status}${address === null ? '' : `, ${address}`}`;
