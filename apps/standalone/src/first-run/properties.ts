import { addressesIn } from '../simulator/simulator';
import { changeSettings, contactSyncOf, makeProfile, PROFILE, type RegistersOptions, simulatorOf } from './registers';

/** The first ones of the simulator: one of each kind, one without an address, a historic one. */
const SAMPLES = 6;

/** A part of what `POST /bfe-lookup/lookups` answers. */
interface LookUp {
  readonly found: readonly {
    readonly bfeNumber: string;
    readonly kind?: string;
    readonly name: string;
    readonly parcels?: readonly string[];
  }[];
}

interface Import {
  readonly imported: readonly { readonly outcome: string }[];
}

/** Shows sample properties being looked up and becoming contacts. */
export async function importProperties(options: RegistersOptions): Promise<void> {
  const { folder, say } = options;
  const contactSync = contactSyncOf(options);
  await makeProfile(contactSync, folder);
  const { graphql: graphqlHost = '', restCertificate: restHost = '' } = addressesIn(folder);
  await changeSettings('bfe-lookup', { graphqlHost, restHost, authProfile: PROFILE }, options);

  const listed = await simulatorOf(options)('properties', '--limit', String(SAMPLES));
  const numbers = listed.split('\n').flatMap((line) => /^\d+/.exec(line)?.[0] ?? []);
  const { found } = JSON.parse(await contactSync('bfe', 'lookup', ...numbers, '--json')) as LookUp;
  say('Real property, as its registers have it now:');
  for (const { bfeNumber, kind = 'unknown', name, parcels = [] } of found) {
    const more = parcels.length > 1 ? ` and ${parcels.length - 1} more` : '';
    say(
      `  ${bfeNumber.padEnd(11)}${WORDS[kind] ?? kind}: ${name}${parcels[0] === undefined ? '' : ` (${parcels[0]}${more})`}`,
    );
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
