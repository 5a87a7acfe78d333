import { addressesIn } from '../simulator/simulator';
import { PROFILES } from './profiles';
import { changeSettings, contactSyncOf, type RegistersOptions, simulatorOf } from './registers';

/** Among the first ones of the simulator are all that there can be. */
const LISTED = 40;
/** One of each kind, one without an address and one that has ceased, by how the simulator lists them. */
const SAMPLES: readonly RegExp[] = [
  /^(\d+) +# land, Gældende, .+, .+/m,
  /^(\d+) +# flat, Gældende, .+/m,
  /^(\d+) +# building-area, Gældende, .+/m,
  /^(\d+) +# land, Gældende$/m,
  /^(\d+) +# land, Historisk/m,
];

/** A part of what `POST /bfe-lookup/lookups` answers. */
interface LookUp {
  readonly found: readonly {
    readonly bfeNumber: string;
    readonly kind?: string;
    readonly name: string;
    readonly parcels?: readonly string[];
    readonly ended?: { readonly date: string };
  }[];
}

interface Import {
  readonly imported: readonly { readonly outcome: string }[];
}

/** Shows sample properties being looked up and becoming contacts. */
export async function importProperties(options: RegistersOptions): Promise<void> {
  const { folder, say } = options;
  const contactSync = contactSyncOf(options);
  const { graphql: graphqlHost = '', restCertificate: restHost = '' } = addressesIn(folder);
  await changeSettings('bfe-lookup', { graphqlHost, restHost, authProfile: PROFILES.datafordeler.name }, options);

  const listed = await simulatorOf(options)('properties', '--limit', String(LISTED));
  const numbers = SAMPLES.flatMap((sample) => sample.exec(listed)?.[1] ?? []);
  const { found } = JSON.parse(await contactSync('bfe', 'lookup', ...numbers, '--json')) as LookUp;
  say('Real property, as its registers have it now:');
  for (const { bfeNumber, kind = 'unknown', name, parcels = [], ended } of found) {
    const more = parcels.length > 1 ? ` and ${parcels.length - 1} more` : '';
    const parcel = parcels[0] === undefined || parcels[0] === name ? '' : ` (${parcels[0]}${more})`;
    const until = ended === undefined ? '' : `, until ${ended.date}`;
    say(`  ${bfeNumber.padEnd(11)}${WORDS[kind] ?? kind}: ${name}${parcel}${until}`);
  }
  const { imported } = JSON.parse(await contactSync('bfe', 'import', ...numbers, '--json')) as Import;
  const stored = imported.filter(({ outcome }) => STORED.has(outcome)).length;
  say(`${stored} of them are contacts now, and are followed.`);
}

const WORDS: Readonly<Record<string, string>> = {
  land: 'land',
  flat: 'flat',
  'building-on-foreign-land': "building on somebody else's land",
};
const STORED = new Set(['created', 'changed', 'unchanged', 'stale']);
