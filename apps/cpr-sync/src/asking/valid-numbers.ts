import type { PersonReading } from './person-reading';
import type { WantedPerson } from './wanted-person';

/** More changes of one person's number than anybody has had. */
const MOST_CHANGES = 10;

/**
 * Reads persons; where a number is no longer valid, the one that is valid instead is read too, and what was said of it goes
 * with the reading (CPR-4). `maySend`: whether a number may be asked for.
 */
export async function readWithValidNumbers(
  wanted: readonly WantedPerson[],
  read: (wanted: readonly WantedPerson[]) => Promise<readonly PersonReading[]>,
  maySend: (number: string) => boolean,
): Promise<PersonReading[]> {
  const readings = [...(await read(wanted))];
  const open = new Set(readings.keys());
  for (let change = 0; change < MOST_CHANGES && open.size > 0; change += 1) {
    const next: { readonly at: number; readonly wanted: WantedPerson }[] = [];
    for (const at of open) {
      const one = wanted[at];
      const number = nextNumber(readings[at]);
      if (one === undefined || number === undefined || !maySend(number)) open.delete(at);
      else next.push({ at, wanted: { ...one, key: { ...one.key, nameCode: number } } });
    }
    if (next.length === 0) break;
    const further = await read(next.map((one) => one.wanted));
    next.forEach(({ at }, place) => {
      const joined = withFurther(readings[at], further[place]);
      if (joined === undefined) open.delete(at);
      else readings[at] = joined;
      if (further[place]?.outcome !== 'found') open.delete(at);
    });
  }
  return readings;
}

/** The number that the last statement of a reading says is valid, unless it has been read already. */
function nextNumber(reading: PersonReading | undefined): string | undefined {
  if (reading?.outcome !== 'found') return undefined;
  const { observation, further = [], validNumber } = reading;
  const next = further.length === 0 ? (validNumber ?? observation.validNumber) : further.at(-1)?.validNumber;
  const isRead = [observation, ...further].some(({ subject }) => subject.nameCode === next);
  return isRead ? undefined : next;
}

/** What was said of the valid number goes with what was said of the one asked for; what cannot be used is told. */
function withFurther(
  reading: PersonReading | undefined,
  further: PersonReading | undefined,
): PersonReading | undefined {
  if (reading?.outcome !== 'found' || further === undefined) return undefined;
  const subscribed = [...(reading.subscribed ?? []), ...(further.subscribed ?? [])];
  switch (further.outcome) {
    case 'found':
      return {
        ...reading,
        further: [...(reading.further ?? []), further.observation],
        remarks: [...reading.remarks, ...further.remarks],
        ...(further.related !== undefined && { related: further.related }),
        subscribed,
      };
    case 'not-found':
      return { ...reading, remarks: [...reading.remarks, 'CPR does not know the number that is valid instead'] };
    case 'unusable': {
      const told = `what CPR says of the number that is valid instead cannot be used: ${further.code}`;
      return { ...reading, remarks: [...reading.remarks, told], subscribed };
    }
  }
}
