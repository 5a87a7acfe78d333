import type { PropertyReading } from '@contact-sync/registers-bfe';
import type { FoundPropertyAnswer } from './lookup-answer';

/** What a look-up shows of what the registers said. */
export function shownProperty(
  bfeNumber: string,
  { observation, kind, status, municipalityName, remarks }: Extract<PropertyReading, { outcome: 'found' }>,
): FoundPropertyAnswer {
  const { name, main_address, property, parcels, property_number, lifetime } = observation.groups;
  const values = (group: typeof property, label: string): string[] | undefined =>
    group?.info?.[label]?.map(({ value }) => value);
  const address = main_address?.address;
  const shown = {
    status,
    address,
    municipalityName,
    parcels: values(parcels, 'Matrikel'),
    area: values(parcels, 'Areal')?.[0],
    notes: values(property, 'Notering'),
    propertyNumbers: values(property_number, 'Ejendomsnummer'),
    started: lifetime?.started,
    ended: lifetime?.ended,
    remarks: remarks.length > 0 ? remarks : undefined,
  };
  return {
    bfeNumber,
    kind,
    name: name?.fields?.name1 ?? '',
    ...(Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== undefined)) as Partial<
      typeof shown
    > as Omit<FoundPropertyAnswer, 'bfeNumber' | 'kind' | 'name'>),
  };
}
