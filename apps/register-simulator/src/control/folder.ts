import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalEntry } from '../companies/company-world';
import type { OrganisationJournalEntry } from '../organisations/organisation-world';
import type { PropertyJournalEntry } from '../properties/property-world';
import type { AccountState } from '../cpr-direkte/account';
import type { OfficeJournalEntry } from '../cpr-office/office-journal';
import type { PersonJournalEntry } from '../persons/person-world';
import type { Subscription } from '../kmd-logic/subscriptions';
import { ADDRESS_OF, type Addresses, portIn } from '../serving/addresses';
import { newSecrets, type Secrets } from '../serving/secrets';
import { CertificateAuthority } from '../tls/authority';
import { Journal } from './journal';

/** What a simulator is made of, and starts again with. */
export interface Makings {
  seed: string | number;
  companies: number;
  organisations: number;
  properties: number;
  persons: number;
  /** The share of persons to whom something happens on a weekday. */
  personsChanged: number;
  start: string;
  secrets: Secrets;
}

/** A population with another of these is another one. */
const FIXED = ['seed', 'companies', 'organisations', 'properties', 'persons', 'personsChanged', 'start'] as const;

export type SubscriptionEntry = { objectId: string; subscription: Subscription | null };

/** The folder of a simulator that goes on after a stop: its authority, its secrets and what has happened. */
export class SimulatorFolder {
  readonly lifeEvents: Journal<JournalEntry>;
  readonly organisationEvents: Journal<OrganisationJournalEntry>;
  readonly propertyEvents: Journal<PropertyJournalEntry>;
  readonly subscriptions: Journal<SubscriptionEntry>;
  readonly personEvents: Journal<PersonJournalEntry>;
  readonly officeEvents: Journal<OfficeJournalEntry>;

  constructor(private readonly path: string) {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    this.lifeEvents = new Journal(this.file('life-events.jsonl'));
    this.organisationEvents = new Journal(this.file('organisation-events.jsonl'));
    this.propertyEvents = new Journal(this.file('property-events.jsonl'));
    this.subscriptions = new Journal(this.file('subscriptions.jsonl'));
    this.personEvents = new Journal(this.file('person-events.jsonl'));
    this.officeEvents = new Journal(this.file('cpr-office-events.jsonl'));
  }

  file(name: string): string {
    return join(this.path, name);
  }

  /** Those it was made with, if it was; a different population would give its journal another meaning. */
  makings(asked: Partial<Omit<Makings, 'secrets'>>, absent: Omit<Makings, 'secrets'>): Makings {
    const file = this.file('simulator.json');
    if (!existsSync(file)) {
      const makings: Makings = { ...absent, secrets: newSecrets() };
      this.write('simulator.json', makings);
      return makings;
    }
    const known = JSON.parse(readFileSync(file, 'utf8')) as Partial<Makings> & { secrets: Secrets };
    // A folder of an earlier version gets what it lacks; its companies' first day is everybody's.
    const kept: Makings = { ...absent, ...known, secrets: { ...newSecrets(), ...known.secrets } };
    const lacks = (whole: object, part: object) => Object.keys(whole).some((name) => !(name in part));
    if (lacks(kept, known) || lacks(kept.secrets, known.secrets)) this.write('simulator.json', kept);
    for (const name of FIXED) {
      const wanted = asked[name];
      if (wanted !== undefined && String(wanted) !== String(kept[name])) {
        throw new RangeError(`the folder holds a population with ${name} ${kept[name]}: take another folder`);
      }
    }
    return kept;
  }

  /** The port a server had at the last start, since callers have written its address down; 0 where there was none. */
  portOf(name: keyof typeof ADDRESS_OF): number {
    const file = this.file('addresses.json');
    if (!existsSync(file)) return 0;
    const addresses = JSON.parse(readFileSync(file, 'utf8')) as Partial<Addresses>;
    return portIn(addresses[ADDRESS_OF[name]]);
  }

  /** The user of CPR Direkte with the password it has got since; undefined at the first start. */
  direkteAccount(): AccountState | undefined {
    const file = this.file('cpr-direkte.json');
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as AccountState) : undefined;
  }

  async authority(): Promise<CertificateAuthority> {
    const [certificate, key] = [this.file('authority.pem'), this.file('authority.key')];
    if (existsSync(certificate) && existsSync(key)) {
      return CertificateAuthority.open({
        certificate: readFileSync(certificate, 'utf8'),
        key: readFileSync(key, 'utf8'),
      });
    }
    const authority = await CertificateAuthority.create();
    this.write('authority.key', authority.keyPem);
    this.write('authority.pem', authority.pem, 0o644);
    return authority;
  }

  /** Only for the owner, where nothing else is said. */
  write(name: string, content: unknown, mode = 0o600): void {
    const text = typeof content === 'string' ? content : `${JSON.stringify(content, undefined, 2)}\n`;
    writeFileSync(this.file(name), text, { mode });
    chmodSync(this.file(name), mode);
  }
}
