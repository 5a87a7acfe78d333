import { parseArgs } from 'node:util';
import { type Fault, FILE_FAULTS, parseFault, PERSON_FAULTS } from '../deliveries/faults';
import { LAYOUT_NAMES } from '../deliveries/record-file';
import { type DeliveryFile, writeDeliveries, type WriteDeliveriesOptions } from '../deliveries/write-deliveries';
import type { Command } from './command';
import { oneOf, share, wholeNumber } from './read-options';

const help = `  register-simulator deliveries --out DIR [options]

Writes a status extract and the change extracts of the nights after it, as the CPR office would deliver them.
The same options always write the same bytes. Person numbers have day 61-91 and belong to nobody.

  --out DIR               folder for the files; made if it is not there
  --seed TEXT             which population (default 1)
  --persons N             how many person numbers on the first day (default 1000)
  --nights N              how many change extracts, one each weekday (default 5)
  --start YYYY-MM-DD      the first day (default 2026-03-02)
  --task NNNNNN           task number of the change extracts (default 110901)
  --status-task NNNNNN    task number of the status extract (default: the same customer with 02)
  --layout NAME           ${LAYOUT_NAMES.join(', ')} (default lines)
  --addresses WHERE       003 in-place or apart (default in-place)
  --addressing-name ORDER first-last or last-first (default first-last)
  --key-constant TEXT     up to 15 characters at the end of 001, which is 121 long then, and in 099
  --changed SHARE         about how many of all persons an event concerns each night (default 0.01)
  --redelivered SHARE     about how many families come again without change; 1 = everybody (default 0.002)
  --fault KIND@FILE       spoils file number FILE: 0 the status extract, 1 the first night, ... May be repeated.
                          ${FILE_FAULTS.join(', ')}
  --fault cut:BYTES@FILE  the file ends there
  --fault KIND:N@FILE     spoils the set of person number N in the file:
                          ${PERSON_FAULTS.join(', ')}`;

/** Writes the files of the CPR office. */
export const deliveries: Command = {
  name: 'deliveries',
  help,
  read: (args) => {
    const options = parse(args);
    return async ({ print }) => {
      for (const file of await writeDeliveries(options)) print(lineFor(file));
    };
  },
};

function lineFor({ name, kind, records, persons, concerned, bytes }: DeliveryFile): string {
  const what = kind === 'status' ? 'status' : 'change';
  const concernedText = kind === 'change' ? `, ${concerned} with an event` : '';
  return `${name}  ${what}  ${records} records  ${persons} persons${concernedText}  ${bytes} bytes`;
}

function parse(args: string[]): WriteDeliveriesOptions {
  const { values } = parseArgs({
    args,
    options: {
      out: { type: 'string' },
      seed: { type: 'string', default: '1' },
      persons: { type: 'string', default: '1000' },
      nights: { type: 'string', default: '5' },
      start: { type: 'string' },
      task: { type: 'string' },
      'status-task': { type: 'string' },
      layout: { type: 'string', default: 'lines' },
      addresses: { type: 'string', default: 'in-place' },
      'addressing-name': { type: 'string', default: 'first-last' },
      'key-constant': { type: 'string' },
      changed: { type: 'string' },
      redelivered: { type: 'string' },
      fault: { type: 'string', multiple: true, default: [] },
    },
  });
  if (!values.out) throw new RangeError('--out names the folder for the files and must be given');
  return {
    out: values.out,
    seed: values.seed,
    persons: wholeNumber('persons', values.persons),
    nights: wholeNumber('nights', values.nights),
    start: values.start,
    task: values.task,
    statusTask: values['status-task'],
    layout: oneOf('layout', LAYOUT_NAMES, values.layout),
    addresses: oneOf('addresses', ['in-place', 'apart'] as const, values.addresses),
    addressingName: oneOf('addressing-name', ['first-last', 'last-first'] as const, values['addressing-name']),
    keyConstant: values['key-constant'],
    changed: share('changed', values.changed),
    redelivered: share('redelivered', values.redelivered),
    faults: values.fault.map(faultNamed),
  };
}

function faultNamed(text: string): Fault {
  const fault = parseFault(text);
  if (!fault) throw new RangeError(`--fault does not know "${text}"`);
  return fault;
}
