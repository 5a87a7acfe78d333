import { Dice, mix } from '../population/dice';
import { cvrNumbers, pNumbers } from './numbers';

/** A unit's place in the directory: companies and production units in the order in which they came. */
export type UnitIndex = number;

/** KMD A/S, which the guide's test of CVR integration looks up by the number of its unit in Ballerup. */
export const KMD = { cvr: 26911745, ballerup: 1003387453 } as const;

const FIRST_ID = 4_001_000_000;
const NONE = 0xffffffff;

/** Which units there are: a few bytes each, since everything else about them is built from the seed. */
export class Directory {
  private numbers = new Uint32Array(4096);
  /** The company to which a unit was first attached; `NONE` for companies. */
  private owners = new Uint32Array(4096);
  private used = 0;
  private readonly places = new Map<number, UnitIndex>();
  private readonly attached = new Map<UnitIndex, UnitIndex[]>();
  private readonly cvr: Generator<number, never>;
  private readonly p: Generator<number, never>;
  companies = 0;

  constructor(seed: number, companies: number) {
    this.cvr = cvrNumbers(mix(seed, 1, 0));
    this.p = pNumbers(mix(seed, 2, 0));
    const kmd = this.add(KMD.cvr, NONE);
    this.add(KMD.ballerup, kmd);
    this.add(this.nextP(), kmd);
    for (let i = 1; i < companies; i++) {
      const company = this.addCompany();
      const units = unitCount(new Dice(mix(seed, company, 3)));
      for (let unit = 0; unit < units; unit++) this.add(this.nextP(), company);
    }
  }

  get size(): number {
    return this.used;
  }

  addCompany(): UnitIndex {
    let number = this.cvr.next().value;
    while (this.places.has(number)) number = this.cvr.next().value;
    return this.add(number, NONE);
  }

  addUnit(company: UnitIndex): UnitIndex {
    const unit = this.add(this.nextP(), company);
    this.attach(unit, company);
    return unit;
  }

  /** The unit belongs to that company now, besides those to which it belonged before. */
  attach(unit: UnitIndex, company: UnitIndex): void {
    const list = this.attached.get(company);
    if (list) list.push(unit);
    else this.attached.set(company, [unit]);
  }

  find(number: number): UnitIndex | undefined {
    return this.places.get(number);
  }

  findId(id: string): UnitIndex | undefined {
    const index = /^\d{10}$/.test(id) ? Number(id) - FIRST_ID : -1;
    return index >= 0 && index < this.used ? index : undefined;
  }

  idOf(index: UnitIndex): string {
    return String(FIRST_ID + index);
  }

  isCompany(index: UnitIndex): boolean {
    return this.owners[index] === NONE;
  }

  /** CVR number or P-number. */
  numberOf(index: UnitIndex): number {
    return this.numbers[index] ?? 0;
  }

  numberText(index: UnitIndex): string {
    return String(this.numberOf(index)).padStart(this.isCompany(index) ? 8 : 10, '0');
  }

  /** The company that the unit belonged to first; a company's own. */
  ownerOf(index: UnitIndex): UnitIndex {
    const owner = this.owners[index] ?? NONE;
    return owner === NONE ? index : owner;
  }

  /** Units that belong to the company or once did. */
  unitsOf(company: UnitIndex): UnitIndex[] {
    const units: UnitIndex[] = [];
    for (let at = company + 1; at < this.used && this.owners[at] === company; at++) units.push(at);
    for (const unit of this.attached.get(company) ?? []) if (!units.includes(unit)) units.push(unit);
    return units;
  }

  private nextP(): number {
    let number = this.p.next().value;
    while (this.places.has(number)) number = this.p.next().value;
    return number;
  }

  private add(number: number, owner: UnitIndex): UnitIndex {
    if (this.used === this.numbers.length) {
      this.numbers = grown(this.numbers);
      this.owners = grown(this.owners);
    }
    const index = this.used++;
    this.numbers[index] = number;
    this.owners[index] = owner;
    this.places.set(number, index);
    if (owner === NONE) this.companies++;
    return index;
  }
}

function unitCount(dice: Dice): number {
  const odds = dice.below(100);
  if (odds < 2) return 0;
  if (odds < 80) return 1;
  if (odds < 92) return 2;
  return odds < 99 ? dice.between(3, 5) : dice.between(6, 25);
}

function grown(from: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const to = new Uint32Array(from.length * 2);
  to.set(from);
  return to;
}
