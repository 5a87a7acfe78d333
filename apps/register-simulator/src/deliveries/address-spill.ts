import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

const IN_MEMORY = 1 << 24;
const ADDRESS = [207, 229] as const;

/** Keeps address records aside until every person is written, then gives them back in address order. */
export class AddressSpill {
  private readonly buckets = new Map<string, string[]>();
  private readonly spilled = new Set<string>();
  private held = 0;
  private folder: string | undefined;

  /** `parent` is the folder under which more than a few megabytes are put down for the time being. */
  constructor(private readonly parent: string) {}

  async add(record: string): Promise<void> {
    // Municipality and the first half of the street code: buckets in address order, each small enough to sort.
    const bucket = record.slice(ADDRESS[0], ADDRESS[0] + 6);
    const records = this.buckets.get(bucket);
    if (records) records.push(record);
    else this.buckets.set(bucket, [record]);
    this.held += record.length;
    if (this.held > IN_MEMORY) await this.spill();
  }

  async *inAddressOrder(): AsyncIterable<string> {
    const buckets = [...new Set([...this.buckets.keys(), ...this.spilled])].sort();
    for (const bucket of buckets) {
      const records = this.buckets.get(bucket) ?? [];
      if (this.spilled.has(bucket)) {
        const earlier = (await readFile(this.fileOf(bucket), 'latin1')).split('\n');
        earlier.pop();
        records.unshift(...earlier);
      }
      yield* records
        .map((record) => [keyOf(record), record] as const)
        .sort(byKey)
        .map(([, record]) => record);
      this.buckets.delete(bucket);
    }
  }

  async remove(): Promise<void> {
    if (this.folder !== undefined) await rm(this.folder, { recursive: true });
  }

  private async spill(): Promise<void> {
    this.folder ??= await mkdtemp(join(this.parent, '.addresses-'));
    for (const [bucket, records] of this.buckets) {
      await appendFile(this.fileOf(bucket), records.map((record) => `${record}\n`).join(''), 'latin1');
      this.spilled.add(bucket);
    }
    this.buckets.clear();
    this.held = 0;
  }

  private fileOf(bucket: string): string {
    return join(this.folder ?? this.parent, bucket);
  }
}

/** Address first, then number. */
function keyOf(record: string): string {
  return record.slice(...ADDRESS) + record.slice(3, 13);
}

function byKey([one]: readonly [string, string], [other]: readonly [string, string]): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
