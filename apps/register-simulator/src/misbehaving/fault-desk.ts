import type { Target } from '../serving/simulator-context';
import type { Fault, FaultRule, PlacedFault } from './fault';

/** The faults that were asked for. */
export class FaultDesk {
  private readonly rules: PlacedFault[] = [];
  private last = 0;

  /** From now on; the one placed first goes first. Answers its number. */
  add(rule: FaultRule): number {
    const id = ++this.last;
    this.rules.push({ ...rule, id });
    return id;
  }

  /** One by its number, all of a target, or all. */
  clear(which?: number | Target | '*'): void {
    for (let at = this.rules.length - 1; at >= 0; at--) {
      const rule = this.rules[at];
      if (which === undefined || which === '*' || rule?.id === which || rule?.target === which)
        this.rules.splice(at, 1);
    }
  }

  list(): readonly PlacedFault[] {
    return this.rules.map((rule) => ({ ...rule }));
  }

  /** The fault for a request, counted. */
  take(target: Target, path: string): Fault | undefined {
    const at = this.rules.findIndex(
      (rule) =>
        (rule.target === '*' || rule.target === target) && (rule.path === undefined || path.includes(rule.path)),
    );
    const rule = this.rules[at];
    if (!rule) return undefined;
    if (rule.times !== undefined && --rule.times === 0) this.rules.splice(at, 1);
    return rule.fault;
  }
}
