import type { Address, ContactFields, ContactLines, GroupContent, InfoValue } from './contact';
import type { ObservedGroup, Undelivered } from './observation';

/**
 * What a group holds after a statement: what is told, and of what the road cannot deliver that which stands there
 * (CVR-2, REG-3b). Telling the same again changes nothing.
 */
export function toldContent(observed: ObservedGroup, standing: GroupContent | undefined): GroupContent {
  const { referencesEnd: _referencesEnd, addressEnd: _addressEnd, undelivered, ...told } = observed;
  if (undelivered === undefined || standing === undefined) return told;
  const fields = keep<ContactFields>(told.fields, standing.fields, undelivered.fields);
  const address = keep<Address>(
    told.address,
    standing.address,
    keptOfAddress(told.address, standing.address, undelivered),
  );
  const contactLines = keep<ContactLines>(told.contactLines, standing.contactLines, undelivered.contactLines);
  const info = keepUnknown(
    keepFurther(told.info, standing.info, undelivered.furtherInfo),
    standing.info,
    undelivered.info,
  );
  return {
    ...told,
    ...(fields !== undefined && { fields }),
    ...(address !== undefined && { address }),
    ...(contactLines !== undefined && { contactLines }),
    ...(info !== undefined && { info }),
    ...(undelivered.started === true && standing.started !== undefined && { started: standing.started }),
    ...(undelivered.ended === true && standing.ended !== undefined && { ended: standing.ended }),
  };
}

/** What makes out the place that somebody lives at. */
const PLACE = ['address1', 'postcode', 'municipality', 'country_code'] as const;

function keptOfAddress(
  told: Address | undefined,
  standing: Address | undefined,
  { address = [], addressUnlessMoved = [] }: Undelivered,
): readonly (keyof Address)[] {
  const isSamePlace = told !== undefined && PLACE.every((part) => told[part] === standing?.[part]);
  return isSamePlace ? [...address, ...addressUnlessMoved] : address;
}

function keep<T extends object>(
  told: T | undefined,
  standing: T | undefined,
  names: readonly (keyof T)[] = [],
): T | undefined {
  const kept = names.filter((name) => standing?.[name] !== undefined);
  if (standing === undefined || kept.length === 0) return told;
  return { ...told, ...Object.fromEntries(kept.map((name) => [name, standing[name]])) } as T;
}

/** The value told first replaces the first; the further ones stay, but for one that is now the first. */
function keepFurther(
  told: GroupContent['info'],
  standing: GroupContent['info'],
  labels: Undelivered['furtherInfo'] = [],
): GroupContent['info'] {
  const info: Record<string, readonly InfoValue[]> = { ...told };
  for (const label of labels) {
    const first = told?.[label]?.slice(0, 1) ?? [];
    const further = (standing?.[label] ?? []).slice(1).filter(({ value }) => value !== first[0]?.value);
    if (first.length + further.length > 0) info[label] = [...first, ...further];
  }
  return Object.keys(info).length === 0 ? told : info;
}

/** Values that the road does not know stay where they stood, in one order with those told. */
function keepUnknown(
  told: GroupContent['info'],
  standing: GroupContent['info'],
  unknown: Undelivered['info'] = {},
): GroupContent['info'] {
  const info: Record<string, readonly InfoValue[]> = { ...told };
  for (const [label, values] of Object.entries(unknown)) {
    const kept = (standing?.[label] ?? []).filter(({ value }) => values.includes(value));
    if (kept.length === 0) continue;
    const others = (told?.[label] ?? []).filter(({ value }) => !values.includes(value));
    info[label] = [...others, ...kept].sort((a, b) => (a.value < b.value ? -1 : Number(a.value > b.value)));
  }
  return Object.keys(info).length === 0 ? told : info;
}
