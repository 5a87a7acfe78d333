import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createPopulation,
  type DeliveredPerson,
  MAX_NIGHTS,
  type Population,
  type PopulationOptions,
} from '../population/population';
import { endRecord, startRecord } from '../writers/off4/frame-records';
import { personRecords } from '../writers/off4/person-records';
import { record } from '../writers/off4/record';
import { AddressSpill } from './address-spill';
import { type Fault, spoil } from './faults';
import { type FileLayout, RecordFile } from './record-file';

export interface WriteDeliveriesOptions extends PopulationOptions {
  /** The folder for the files; made if it is not there. */
  out: string;
  /** How many nightly change extracts follow the status extract. */
  nights: number;
  /** Six digits: the task of the change extracts. */
  task?: string;
  /** The task of the status extract; the same customer with 02 unless given. */
  statusTask?: string;
  layout?: FileLayout;
  /** Whether 003 stands after 002 of its person or after all persons, in address order. */
  addresses?: 'in-place' | 'apart';
  addressingName?: 'first-last' | 'last-first';
  /** Makes 001 121 long with these up to 15 characters at the end, as when extracts are ordered by number key. */
  keyConstant?: string;
  faults?: readonly Fault[];
  /** The population to write, if it is laid out already with the same options. */
  population?: Population;
}

/** One file that was written. */
export interface DeliveryFile {
  path: string;
  name: string;
  kind: 'status' | 'change';
  /** 0 for the status extract. */
  night: number;
  task: string;
  /** PRODDTO and PRODDTOFORRIG, `YYYY-MM-DD`; the latter '' for the status extract. */
  date: string;
  previousDate: string;
  /** Sets delivered. */
  persons: number;
  /** Sets that an event concerns; the others are delivered without change. */
  concerned: number;
  /** Records without 000 and 999. */
  records: number;
  bytes: number;
}

/**
 * Writes a status extract and the change extracts of the nights after it. The same options give the same bytes.
 * Throws RangeError on options that fit nothing, and what the file system throws.
 */
export async function writeDeliveries(options: WriteDeliveriesOptions): Promise<DeliveryFile[]> {
  const task = options.task ?? '110901';
  const statusTask = options.statusTask ?? `${task.slice(0, 4)}02`;
  checkOptions(options, task, statusTask);
  const population = options.population ?? createPopulation(options);
  await mkdir(options.out, { recursive: true });
  const written: DeliveryFile[] = [];
  for (let night = 0; night <= options.nights; night++) {
    const faults = (options.faults ?? []).filter(({ file }) => file === night);
    if (faults.some(({ kind }) => kind === 'missing-file')) continue;
    written.push(
      await writeFileOfNight(options, faults, {
        night,
        task: night === 0 ? statusTask : task,
        date: population.dateOfNight(night),
        // As if the task of the change extracts had run on the first day too.
        previousDate: night === 0 ? '' : population.dateOfNight(night - 1),
        persons: night === 0 ? statusPersons(population) : population.delivered(night),
      }),
    );
  }
  return written;
}

interface FilePlan {
  night: number;
  task: string;
  date: string;
  previousDate: string;
  persons: Iterable<DeliveredPerson>;
}

async function writeFileOfNight(
  options: WriteDeliveriesOptions,
  faults: readonly Fault[],
  { night, task, date, previousDate, persons }: FilePlan,
): Promise<DeliveryFile> {
  const has = (kind: Fault['kind']): boolean => faults.some((fault) => fault.kind === kind);
  const name = `d${compact(date).slice(2)}.l${task}`;
  const path = join(options.out, name);
  const delivery: DeliveryFile = {
    path,
    name,
    kind: night === 0 ? 'status' : 'change',
    night,
    task,
    date,
    previousDate,
    persons: 0,
    concerned: 0,
    records: 0,
    bytes: 0,
  };
  if (has('zero-bytes')) {
    await writeFile(path, '');
    return delivery;
  }
  const file = await RecordFile.create(path, options.layout ?? 'lines', has('utf-8') ? 'utf8' : 'latin1');
  const spill = options.addresses === 'apart' ? new AddressSpill(options.out) : undefined;
  try {
    const framed = has('missing-start') ? 0 : 1;
    if (framed) file.add(startRecord(task, date, previousDate));
    if (!has('empty')) await addPersons(file, spill, persons, options, faults, delivery);
    delivery.records = file.records - framed;
    if (!has('missing-end')) file.add(endRecord(delivery.records + (has('wrong-count') ? 1 : 0)));
    if (has('record-after-end')) file.add(record('001', { PNR: '6101010001' }));
    await file.close(faults.find((fault) => fault.kind === 'cut')?.at);
  } catch (error) {
    await file.abandon();
    throw error;
  } finally {
    await spill?.remove();
  }
  delivery.bytes = file.bytes;
  return delivery;
}

async function addPersons(
  file: RecordFile,
  spill: AddressSpill | undefined,
  persons: Iterable<DeliveredPerson>,
  { addressingName = 'first-last', keyConstant }: WriteDeliveriesOptions,
  faults: readonly Fault[],
  delivery: DeliveryFile,
): Promise<void> {
  const recordOptions = { addressingName, keyConstant };
  for (const { state, events, concerned } of persons) {
    delivery.persons++;
    if (concerned) delivery.concerned++;
    const { beforeAddress, address, afterAddress } = personRecords(state, events, recordOptions);
    if (spill) await spill.add(address);
    const records = spill ? [...beforeAddress, ...afterAddress] : [...beforeAddress, address, ...afterAddress];
    for (const each of faults.length > 0 ? spoil(records, delivery.persons, faults) : records) file.add(each);
    if (file.isFull) await file.flush();
  }
  if (!spill) return;
  for await (const address of spill.inAddressOrder()) {
    file.add(address);
    if (file.isFull) await file.flush();
  }
}

function* statusPersons(population: Population): Iterable<DeliveredPerson> {
  for (const state of population.personsAfter(0)) yield { state, events: [], concerned: true };
}

function compact(date: string): string {
  return date.replaceAll('-', '');
}

function checkOptions({ nights, keyConstant }: WriteDeliveriesOptions, task: string, statusTask: string): void {
  if (!Number.isInteger(nights) || nights < 0 || nights > MAX_NIGHTS)
    throw new RangeError(`nights must be from 0 to ${MAX_NIGHTS}`);
  for (const number of [task, statusTask])
    if (!/^\d{6}$/.test(number)) throw new RangeError(`a task number has six digits: ${number}`);
  if (keyConstant !== undefined && keyConstant.length > 15)
    throw new RangeError('a key constant has at most 15 characters');
}
