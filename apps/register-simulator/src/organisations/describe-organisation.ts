import { cvrNumber } from '../companies/numbers';
import { type Day, isoDate } from '../population/calendar';
import { mix } from '../population/dice';
import type { SorRow } from './columns';
import { type Dossier, endOf, type Place, toldOn, type Version, versionOn } from './dossier';
import { ownerTypeAt } from './first-dossier';
import type { OrganisationState } from './organisation-state';
import { sorIdOf } from './sor-ids';
import { sorRow } from './sor-row';
import { ownerNumberAt } from './tree';

interface Parts {
  readonly dossierOn: (place: Place, day: Day) => Dossier | undefined;
  /** CVR number of the owner that is so far down the list. */
  readonly cvrOf: (nth: number) => string;
}

/** What is told of a unit, with what it has from the units above. */
export class Descriptions {
  constructor(private readonly parts: Parts) {}

  /** The units above, the nearest first. */
  private *above(dossier: Dossier, day: Day): Generator<[Place, Dossier]> {
    let { parent } = dossier;
    while (parent !== undefined) {
      const next: Dossier | undefined = this.parts.dossierOn(parent, day);
      if (!next) return;
      yield [parent, next];
      parent = next.parent;
    }
  }

  /** The institution's owner, at the top. */
  rootOf(place: Place, day: Day): Place {
    let at = place;
    for (let next = this.parts.dossierOn(at, day)?.parent; next !== undefined;) {
      at = next;
      next = this.parts.dossierOn(at, day)?.parent;
    }
    return at;
  }

  private surroundings(place: Place, dossier: Dossier, version: Version, day: Day) {
    let { postal } = version.values;
    let owner = place;
    let institution: { sorId: string; name: string; typeName: string } | undefined;
    for (const [at, above] of this.above(dossier, day)) {
      const { values } = versionOn(above, day);
      postal ??= values.postal;
      owner = at;
      if (above.type === 'SI') institution = { sorId: sorIdOf(at), name: values.name, typeName: above.typeName };
    }
    return { postal, ownerCvr: this.parts.cvrOf(ownerNumberAt(owner)), ownerType: ownerTypeAt(owner), institution };
  }

  /** A row of a file. `again`: the second one of a unit that the files have twice. */
  row(place: Place, dossier: Dossier, version: Version, day: Day, again = false): SorRow {
    const around = this.surroundings(place, dossier, version, day);
    return sorRow({ sorId: sorIdOf(place), dossier, version, ...around, again });
  }

  /** In plain words. */
  state(place: Place, dossier: Dossier, day: Day): OrganisationState {
    const version = versionOn(dossier, day);
    const { postal, ownerCvr } = this.surroundings(place, dossier, version, day);
    const end = endOf(dossier);
    const { name, phone, email, website } = version.values;
    return {
      sorId: sorIdOf(place),
      type: dossier.type,
      name,
      typeName: dossier.typeName,
      parent: dossier.parent === undefined ? null : sorIdOf(dossier.parent),
      ownerCvr,
      start: isoDate(dossier.firstFrom),
      end: end === null ? null : isoDate(end),
      versionFrom: isoDate(version.from),
      versionTo: version.to === null ? null : isoDate(version.to),
      updatedAt: isoDate(version.updated),
      postal,
      phone,
      email,
      website,
      closed: end !== null && end < day,
      replacedBy: dossier.replaced ? sorIdOf(dossier.replaced.by) : null,
      rows: toldOn(dossier, day).length + (dossier.twice && toldOn(dossier, day).length > 0 ? 1 : 0),
    };
  }
}

/** A CVR number for an owner where nobody has given any. */
export function inventedCvr(seed: number, nth: number): string {
  const base = 1_000_000 + (mix(seed, nth, 505) % 8_000_000);
  return String(cvrNumber(base) ?? cvrNumber(base + 1) ?? cvrNumber(base + 2));
}
