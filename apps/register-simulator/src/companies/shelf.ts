import type { Day } from '../population/calendar';
import type { CompanyWorldOptions } from './company-world';
import { Directory, type UnitIndex } from './directory';
import { firstDossier } from './first-dossier';
import type { Dossier } from './rows';
import { type Layout, namesOf } from './unit-beginnings';

const KEPT = 1024;

/** Where the dossiers are: those that changed are kept, the others built from the seed when asked for. */
export class Shelf implements Layout {
  readonly directory: Directory;
  readonly born = new Map<UnitIndex, Day>();
  readonly named = new Map<UnitIndex, string>();
  private readonly changed = new Map<UnitIndex, Dossier>();
  private readonly recent = new Map<UnitIndex, Dossier>();
  private byName: Map<string, UnitIndex[]> | undefined;

  constructor(
    readonly seed: number,
    readonly start: Day,
    { companies }: Pick<CompanyWorldOptions, 'companies'>,
  ) {
    this.directory = new Directory(seed, companies);
  }

  /** Only to be read. */
  dossier(unit: UnitIndex): Dossier {
    const known = this.changed.get(unit) ?? this.recent.get(unit);
    if (known) return known;
    const dossier = firstDossier(this, unit);
    if (this.recent.size >= KEPT) {
      for (const oldest of this.recent.keys()) {
        this.recent.delete(oldest);
        break;
      }
    }
    this.recent.set(unit, dossier);
    return dossier;
  }

  put(unit: UnitIndex, dossier: Dossier): void {
    this.recent.delete(unit);
    this.changed.set(unit, dossier);
    if (this.byName) for (const { vaerdi } of dossier.Navn) addTo(this.byName, vaerdi, unit);
  }

  /** Units that have or had exactly this name. */
  findByName(name: string): UnitIndex[] {
    this.byName ??= this.indexNames();
    const found = this.byName.get(name) ?? [];
    // A name that was only planned may have been given up again.
    return found.filter((unit) => this.dossier(unit).Navn.some(({ vaerdi }) => vaerdi === name));
  }

  private indexNames(): Map<string, UnitIndex[]> {
    const index = new Map<string, UnitIndex[]>();
    for (let unit = 0; unit < this.directory.size; unit++) {
      const changed = this.changed.get(unit);
      if (changed) {
        for (const { vaerdi } of changed.Navn) addTo(index, vaerdi, unit);
        continue;
      }
      const { name, former, others } = namesOf(this, unit);
      for (const each of former === null ? [name, ...others] : [name, former, ...others]) addTo(index, each, unit);
    }
    return index;
  }
}

function addTo(index: Map<string, UnitIndex[]>, name: string, unit: UnitIndex): void {
  const units = index.get(name);
  if (!units) index.set(name, [unit]);
  else if (!units.includes(unit)) units.push(unit);
}
